/*
 * One series of figures, read as of several revisions, one after the other.
 * What a reading takes is given back before the next one.
 *
 *     data_vintage_init();
 *     data_vintage_begin(); if (it reads) do { read; } while (..._more());
 *     data_vintage_take(); ... data_vintage_fini();
 */
#ifndef TVS_DATA_VINTAGE_H
#define TVS_DATA_VINTAGE_H

#include <stdbool.h>

#include "data/data_figure.h"
#include "data/data_plan.h"
#include "data/data_window.h"
#include "platform/arena.h"

struct data_vintage {
    struct data_query query;
    struct data_plan plan;
    struct data_window window;
    struct figure_scale scale;
    const struct data_timeline *line;
    struct arena *arena;  /* the request's */
    struct arena scratch; /* of one reading */
};

/* Notes faults: also when it is more than one series. data_vintage_fini() in
 * either case. */
void data_vintage_init(struct data_vintage *vintage,
                       const struct data_args *args, struct cells *const *cells,
                       const struct data_context *ctx,
                       struct data_faults *faults);
void data_vintage_fini(struct data_vintage *vintage);
/* True: the window is to be read; false: there is nothing to be read. `asof`
 * lives as long as the vintage. */
MUSTCHECK bool data_vintage_begin(struct data_vintage *vintage,
                                  const char *asof);
/* A part of the window was read: is there another one? */
MUSTCHECK bool data_vintage_more(struct data_vintage *vintage);
/* The figures by moment of the timeline, in the request's arena. */
struct data_figure *data_vintage_take(const struct data_vintage *vintage);

#endif
