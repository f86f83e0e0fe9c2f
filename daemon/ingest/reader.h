/*
 * Reads one spooled body from start to end in slices: bytes -> UTF-8 ->
 * rows (CSV, NDJSON, JSON, the grid of a workbook) -> observations or records
 * -> sink. Memory does not grow with the body. One row may give many
 * observations (a wide file).
 *
 * reader_step() is called from the loop again and again; each call handles at
 * most 64 KiB of input and never blocks for long.
 */
#ifndef TVS_INGEST_READER_H
#define TVS_INGEST_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/kind.h"
#include "ingest/newcomers.h"
#include "ingest/profile.h"
#include "ingest/sheet_list.h"
#include "ingest/sink.h"
#include "model/catalogue.h"
#include "model/cells.h"
#include "platform/error.h"

enum reader_format {
    READER_CSV,
    READER_NDJSON,
    READER_JSON,
    READER_WORKBOOK, /* nothing that the reader can read: it must become... */
    READER_GRID,     /* what became of a workbook; charset plays no part */
};

struct form_report;

/* A column that the file lacks, from `default.period=2024M08`. */
struct reader_default {
    const char *column;
    const char *value;
};

/* May this actor report for the school? NULL function: for every school. A
 * school that does not exist yet is asked about as school 0. */
struct reader_scope {
    bool (*allows)(const struct reader_scope *scope, int school, int area);
};

struct reader_options {
    enum import_kind kind;
    enum reader_format format;
    const char *charset; /* from Content-Type, or NULL: detect; the profile's
                            own goes before it */
    const struct profile *profile; /* or NULL: the kind's own columns */
    const struct reader_default *defaults;
    int default_count;
    const struct reader_scope *scope;
    /* Why a workbook could not be read: that is all there is to say of it. */
    const struct error *refusal;
    struct form_report *report; /* of IMPORT_FORMS: what was understood */
    int today; /* yyyymmdd: periods that begin after it are in the future */
};

enum reader_state { READER_MORE, READER_DONE, READER_FAILED };

struct reader;

/*
 * `fd` is read with pread from offset 0 and stays the caller's. Everything is
 * borrowed until reader_free(); `cells` and `newcomers` are added to (the
 * catalogue's kinds need neither: NULL).
 */
struct reader *reader_new(int fd, const struct reader_options *options,
                          const struct catalogue *cat, struct cells *cells,
                          struct newcomers *newcomers, struct sink *sink);
void reader_free(struct reader *reader);
/*
 * One slice. READER_FAILED only when the process fails (read error); faults
 * of the file itself (undecodable, open quote, missing column) go to the sink
 * and end with READER_DONE.
 */
enum reader_state reader_step(struct reader *reader, struct error *err);
/* Data rows seen so far; header, blank lines and what a profile skips are not
 * counted, rows with faults are. */
int64_t reader_rows(const struct reader *reader);
/* The sheets seen so far, none if it is no workbook; lives as long as the
 * reader. */
const struct sheet_list *reader_sheets(const struct reader *reader);
/* The fault that spoils the file as a whole, whatever on_error says: bad
 * encoding or syntax, a wrong header, no rows. FAULT_NONE: none so far. */
enum fault reader_verdict(const struct reader *reader);

#endif
