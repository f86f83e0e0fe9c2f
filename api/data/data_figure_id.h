/*
 * The name of one figure: the question that has it as its only row, as it was
 * printed at one revision. It needs no store, outlives restarts, and is the
 * same whoever asked and whatever else stood on the page.
 */
#ifndef TVS_DATA_FIGURE_ID_H
#define TVS_DATA_FIGURE_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_args.h"
#include "data/data_choice.h"
#include "data/data_plan.h"
#include "platform/arena.h"
#include "platform/macros.h"

/* Members of one dimension, over which the figure is summed. */
struct data_figure_axis {
    const char *dimension;
    const char *const *members;
    int count;
};

struct data_figure_id {
    const char *indicator, *area, *period;
    const char *school; /* "": the area's figure */
    int revision;
    struct data_choice choice;
    struct data_figure_axis axes[DATA_MAX_AXES]; /* in the order of a query */
    int axis_count;
};

/* Of a row's value: of a series the one period (an index of the question's). */
void data_figure_id_of(const struct data_plan *plan, struct data_series series,
                       int period, int64_t revision,
                       struct data_figure_id *out);
/* In the arena; NULL: longer than an address may be. */
const char *data_figure_id_print(struct arena *arena,
                                 const struct data_figure_id *id);
/* False: not what data_figure_id_print() writes. Whether there are such codes
 * is not asked. */
MUSTCHECK bool data_figure_id_parse(struct arena *arena, const char *text,
                                    struct data_figure_id *out);
/* The parameters of /v1/data for it, as of its revision; a school's figure is
 * one of by=school. */
void data_figure_id_args(const struct data_figure_id *id, struct arena *arena,
                         struct data_args *args, struct data_faults *faults);

#endif
