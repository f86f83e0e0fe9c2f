/*
 * The sink of an import: turns what the reader understood into rows of the
 * staging table in COPY's binary form, a slice at a time, and counts. Faults
 * are rows too, so a million of them take no memory.
 */
#ifndef TVS_INGEST_IMPORT_STAGE_H
#define TVS_INGEST_IMPORT_STAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/sink.h"
#include "model/cells.h"
#include "platform/buffer.h"

#define IMPORT_MAX_WARNINGS 100

struct import_warning {
    char code[32];
    char subject[200];
};

struct import_stage {
    struct sink sink;
    const struct cells *cells; /* borrowed */
    struct cells_mark mark;    /* cells above it are new */
    struct buffer out;
    int64_t observations;
    int64_t records;
    int64_t faults;
    bool forbidden; /* a row for a school that the token may not report for */
    /* What the steps are chosen by. Months that follow from cumulative
     * figures may be anywhere: neither new nor alone. */
    bool all_new;    /* every observation is of a cell that is new */
    bool linked;     /* some cell has coarser or finer ones */
    bool cumulative; /* months may follow from what was staged */
    bool marked;     /* some status is not A */
    struct import_warning warnings[IMPORT_MAX_WARNINGS];
    int warning_count;
};

/* Each text is cut to its room. */
void import_warning_set(struct import_warning *warning, const char *code,
                        const char *subject);
/* Also writes COPY's header. */
void import_stage_init(struct import_stage *stage, const struct cells *cells);
void import_stage_fini(struct import_stage *stage);
/* COPY's trailer; after the last row. */
void import_stage_end(struct import_stage *stage);

#endif
