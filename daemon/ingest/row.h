/*
 * Rows as every format gives them, and who takes them. A source (CSV, NDJSON,
 * JSON) names each column once, in the order of its coming, and then hands
 * over rows whose cells stand at the numbers of their columns. Texts are
 * trimmed, valid UTF-8 without NUL, and live only during the call.
 */
#ifndef TVS_INGEST_ROW_H
#define TVS_INGEST_ROW_H

#include <stdbool.h>

#include "ingest/span.h"
#include "platform/fault.h"

#define ROW_MAX_COLUMNS 1024
#define ROW_MAX_FIELD 65536   /* bytes of one cell, of one JSON element */
#define ROW_MAX_BYTES 1048576 /* bytes of one CSV row */

struct complaints;

/* A cell of a workbook that has no value to read: an error value, a formula
 * without its result, a part of a merged range. */
struct row_flaw {
    int column; /* from 1 */
    const char *heading;
    enum fault fault;
    struct span value;
};

struct row {
    int line; /* where it begins; 1 is the first line of the file */
    /* A CSV row has as many cells as it has; other rows have one for each
     * column so far, absent ones with data NULL. */
    int count;
    const struct span *cells;
    const struct row_flaw *flaws;
    int flaw_count;
};

enum row_result {
    ROW_TAKEN,
    ROW_SKIPPED, /* no data row: a subtotal, a note */
    ROW_STOP,    /* enough, the rest of the file is not wanted */
};

struct row_taker;

struct row_taker_ops {
    /* A new column. Of a file with a header: before begin(); of JSON: before
     * the first row that has it. False: it spoils the file. */
    bool (*column)(struct row_taker *taker, int index, struct span name,
                   int line);
    /* Rows follow. `complete`: all columns are known. False: it has faults,
     * do not go on. */
    bool (*begin)(struct row_taker *taker, int line, bool complete);
    enum row_result (*row)(struct row_taker *taker, const struct row *row);
    void (*free)(struct row_taker *taker);
    /* May a cell of the column be JSON's true or false, which is then the text
     * of it? NULL: of none. */
    bool (*truth)(struct row_taker *taker, int index);
};

struct row_taker {
    const struct row_taker_ops *ops;
};

void row_taker_init(struct row_taker *taker, const struct row_taker_ops *ops);
bool row_is_empty(const struct row *row);
/* Has the row cells behind the header's last column that are not empty? */
bool row_overflows(const struct row *row, int columns);
/* Complains of a ragged row: one that has not `columns` cells. 0: any. */
bool row_has_width(const struct row *row, int columns,
                   struct complaints *complaints);
/* Complains of the flaws of the columns that are used; NULL: of all. To be
 * asked of every row that is data. */
bool row_is_sound(const struct row *row, const bool *used,
                  struct complaints *complaints);

#endif
