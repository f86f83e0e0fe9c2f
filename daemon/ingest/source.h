/*
 * A source turns decoded text into rows for a taker: one for each format.
 * The text comes in runs of whole characters without NUL; faults of the
 * format go to the complaints.
 */
#ifndef TVS_INGEST_SOURCE_H
#define TVS_INGEST_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/complain.h"
#include "ingest/row.h"
#include "ingest/span.h"

struct source;

struct source_ops {
    /* False: nothing more is wanted, the rest of the file is not read. */
    bool (*text)(struct source *source, struct span run, bool last);
    /* The number of the line that is being read. */
    int (*line)(const struct source *source);
    void (*free)(struct source *source);
};

struct source {
    const struct source_ops *ops;
    struct row_taker *taker;
    struct complaints *complaints;
    int64_t rows; /* data rows so far */
};

struct source_layout {
    char delimiter; /* 0: guess from the header */
    int skip_lines;
    int header_lines; /* 1 or more */
};

/* Taker and complaints are borrowed. */
struct source *csv_source_new(const struct source_layout *layout,
                              struct row_taker *taker,
                              struct complaints *complaints);
struct source *json_lines_new(struct row_taker *taker,
                              struct complaints *complaints);
struct source *json_array_new(struct row_taker *taker,
                              struct complaints *complaints);

#endif
