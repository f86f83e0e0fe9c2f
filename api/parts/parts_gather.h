/*
 * The figures that a question's rows would have, kept instead of written: the
 * owner reads window by window, as for a page (data/data_page.h):
 *
 *     parts_gather_init(); while (parts_gather_next()) { read;
 *     parts_gather_take(); }
 */
#ifndef TVS_PARTS_GATHER_H
#define TVS_PARTS_GATHER_H

#include "data/data_figure.h"
#include "data/data_panel.h"
#include "data/data_plan.h"
#include "data/data_window.h"

/* One period, and its base. */
struct parts_pair {
    struct data_figure current, base;
};

struct parts_gather {
    struct data_plan plan;
    struct data_window window; /* what is to be read now */
    int64_t next;              /* series */
    struct parts_pair *pairs;  /* by series */
    struct data_panel panel;   /* of the last one, if it has a panel */
    bool uneven;               /* not the same months for all schools */
};

/* The question has one indicator and one period. Notes faults. */
void parts_gather_init(struct parts_gather *gather,
                       const struct data_query *query,
                       struct cells *const *cells,
                       const struct data_context *ctx,
                       struct data_faults *faults);
/* False: there is nothing more to be read. */
bool parts_gather_next(struct parts_gather *gather);
/* The window has been filled. */
void parts_gather_take(struct parts_gather *gather);
/* The moment of the period, and of its base or NULL. */
const struct data_moment *
parts_gather_current(const struct parts_gather *gather);
const struct data_moment *parts_gather_base(const struct parts_gather *gather);

#endif
