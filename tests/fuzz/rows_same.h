/*
 * A source must give the same rows and faults however its text is sliced.
 * rows_same() feeds it whole and in slices and compares all that comes out;
 * every row must keep the promises of row.h.
 */
#ifndef TVS_TESTS_ROWS_SAME_H
#define TVS_TESTS_ROWS_SAME_H

#include <stddef.h>
#include <stdint.h>

#include "ingest/source.h"

struct rows_maker {
    struct source *(*make)(const uint8_t *options, struct row_taker *taker,
                           struct complaints *complaints);
};

/* The first bytes of the input: how it is sliced, and two for the maker. */
void rows_same(const uint8_t *data, size_t size,
               const struct rows_maker *maker);

#endif
