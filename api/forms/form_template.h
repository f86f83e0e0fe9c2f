/*
 * The blank sheet of a form: what a school gets to fill in. Filled in, it is
 * what the form reads (docs/forms.md). Its words are Chinese, as the labels are
 * that a form is read by.
 */
#ifndef TVS_FORMS_FORM_TEMPLATE_H
#define TVS_FORMS_FORM_TEMPLATE_H

#include <stdbool.h>

#include "formats/xlsx_form.h"
#include "model/catalogue.h"
#include "platform/arena.h"
#include "platform/error.h"
#include "platform/macros.h"

struct profile;

#define FORM_TEMPLATE_ROWS 30 /* to fill in, unless the caller wants others */

/* What is known beforehand. */
struct form_template_facts {
    const struct school *school; /* NULL: not said */
    int period;                  /* 0: not said */
    bool ytd;                    /* from January to the end of that month */
};

/* Everything lives in the arena. False with FAULT_NO_TEMPLATE: the form reads
 * something that no template can have (headings by pattern, sections), or
 * would not find what was said beforehand; with FAULT_PERIOD_TYPE: its figures
 * do not go by such periods. */
MUSTCHECK bool form_template_make(const struct profile *form,
                                  const struct catalogue *cat,
                                  const struct form_template_facts *facts,
                                  struct arena *arena, struct xlsx_form *out,
                                  struct error *err);

#endif
