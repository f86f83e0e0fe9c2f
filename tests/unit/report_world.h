/*
 * A small catalogue, the default templates and figures for all of their
 * slots: what a test changes of them is what it is about.
 */
#ifndef TVS_TESTS_UNIT_REPORT_WORLD_H
#define TVS_TESTS_UNIT_REPORT_WORLD_H

#include "model/catalogue.h"
#include "report/report_fill.h"
#include "report/report_plan.h"
#include "report/report_template.h"
#include "report/report_value.h"

struct report_world {
    struct arena arena;
    struct catalogue *catalogue;
    struct report_faults faults;
    struct report_template template;
    struct report_context context;
    struct report_value *values;
    const struct report_text *text;
};

/* Indicators as the catalogue has them, with dates of stocks in 2022, 2023 and
 * 2024. */
struct catalogue *report_world_catalogue(void);
/* The default template of the language, and figures for all of it. */
void report_world_init(struct report_world *world, enum lang lang, int through);
/* Another template; the text must be free of errors. */
void report_world_use(struct report_world *world, const char *text);
void report_world_fini(struct report_world *world);
/* The value of the figure of that name. */
struct report_value *report_world_value(struct report_world *world,
                                        const char *name);
/* What becomes of the sentence. */
const struct report_said *report_world_said(struct report_world *world,
                                            const char *id);

#endif
