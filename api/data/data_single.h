/*
 * One figure, resolved from its name to what it is read from. The owner reads
 * the window in between:
 *
 *     data_single_init();
 *     if (single.window.cell_count > 0 || single.window.sets != NULL) {
 *         do { read; } while (data_single_more());
 *     }
 *     data_single_make(); data_trace_make();
 */
#ifndef TVS_DATA_SINGLE_H
#define TVS_DATA_SINGLE_H

#include <stdbool.h>

#include "data/data_figure.h"
#include "data/data_figure_id.h"
#include "data/data_panel.h"
#include "data/data_plan.h"
#include "data/data_window.h"

struct data_single {
    struct data_query query;
    struct data_plan plan;
    struct data_window window;
    struct data_series series;
    const int *slots;
    const struct data_moment *moment; /* the figure's own, of the two below */
    struct data_panel_question panel; /* with a base: what is compared */
    struct figure_scale scale;
};

/* False: the name is of no figure that this catalogue can have, or of one that
 * looks at too much, which is the fault then; else there is none. What it fills
 * lives in the context's arena. */
MUSTCHECK bool data_single_init(struct data_single *single,
                                const struct data_figure_id *id,
                                struct cells *const *cells,
                                const struct data_context *ctx,
                                struct data_faults *faults);
/* A part of the window was read: is there another one? If not, the figure can
 * be made. */
MUSTCHECK bool data_single_more(struct data_single *single);
void data_single_make(const struct data_single *single,
                      struct data_figure *out);
/* The name of the other one of the two figures that are compared, in the
 * arena; NULL: it is not one of two. */
const char *data_single_other(const struct data_single *single,
                              const struct data_figure_id *id);

#endif
