/*
 * One figure, resolved from its name to what it is read from, and traced back
 * to the schools that count in it. The owner reads the window in between:
 *
 *     data_single_init();
 *     if (single.window.cell_count > 0 || single.window.sets != NULL) {
 *         do { read; } while (data_single_more());
 *     }
 *     data_single_make(); data_single_sources();
 */
#ifndef TVS_DATA_SINGLE_H
#define TVS_DATA_SINGLE_H

#include <stdbool.h>

#include "data/data_figure.h"
#include "data/data_figure_id.h"
#include "data/data_plan.h"
#include "data/data_roll.h"
#include "data/data_window.h"

/* Reports of schools that a figure may be traced to. */
#define DATA_MAX_TRACED 200000

struct data_single {
    struct data_query query;
    struct data_plan plan;
    struct data_window window;
    struct data_series series;
    const int *slots;
    const struct data_moment *moment;
    struct figure_scale scale;
};

/* What one school has at one cell, for part 0, the figure or its numerator,
 * or 1, the denominator. */
struct data_source {
    int cell, school, part;
};

struct data_sources {
    struct data_source *list; /* in the arena */
    int count;
};

/* False: the name is of no figure that this catalogue can have. What it fills
 * lives in the context's arena. */
MUSTCHECK bool data_single_init(struct data_single *single,
                                const struct data_figure_id *id,
                                struct cells *const *cells,
                                const struct data_context *ctx);
/* A part of the window was read: is there another one? If not, the figure can
 * be made. */
MUSTCHECK bool data_single_more(struct data_single *single);
void data_single_make(const struct data_single *single,
                      struct data_figure *out);
/* What the schools reported that count in it; not for sets. False: more than
 * DATA_MAX_TRACED. */
MUSTCHECK bool data_single_sources(const struct data_single *single,
                                   struct data_sources *out);

#endif
