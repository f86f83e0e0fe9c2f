/*
 * The sums that a form prints, against those of its rows (rule V-01). Sums run
 * along, so that nothing is kept but them. A subtotal is the sum of the rows
 * since the one before it, or, above its rows, of those until the next one; a
 * grand total is the sum of all rows, or of those since the one before it.
 * Cells without a number count nothing; after a cell that could not be read
 * nothing is said of its column.
 */
#ifndef TVS_INGEST_FORM_SUMS_H
#define TVS_INGEST_FORM_SUMS_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/complain.h"
#include "ingest/form_unit.h"

/* In millionths. 2^20 rows of 15 digits fit. */
struct form_sum {
    __int128 all, since_total, since_subtotal;
};

struct form_printed {
    bool is_there; /* its rows come behind it */
    int64_t value;
    struct cell_place at;
};

struct form_column_sum {
    bool used;
    bool spoilt;
    bool rounded; /* figures of ten thousands: 0.01 a row may be lost */
    struct form_sum sum;
    struct form_printed total, subtotal;
};

struct form_sums {
    struct complaints *complaints; /* borrowed */
    int64_t rows, rows_since_total, rows_since_subtotal;
    int64_t checked; /* printed sums that were compared */
    int count;
    struct form_column_sum *columns;
};

void form_sums_init(struct form_sums *sums, struct complaints *complaints,
                    int columns);
void form_sums_fini(struct form_sums *sums);
void form_sums_use(struct form_sums *sums, int column,
                   const struct form_unit *unit);
/* A figure of a row of data: plain decimal digits. */
void form_sums_add(struct form_sums *sums, int column, const char *number);
void form_sums_spoil(struct form_sums *sums, int column);
void form_sums_row(struct form_sums *sums);
/* A figure of a row of sums. */
void form_sums_check(struct form_sums *sums, int column, bool grand,
                     const char *number, const struct cell_place *at);
/* Behind the last figure of such a row. */
void form_sums_checked(struct form_sums *sums, bool grand);
/* No more rows: what was printed above its rows. */
void form_sums_end(struct form_sums *sums);

#endif
