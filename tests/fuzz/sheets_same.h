/*
 * A source of sheets must give the same however its text is sliced, and keep
 * the promises of sheet.h. The first byte says how it is sliced; the others
 * are text that the decoder would let through.
 */
#ifndef TVS_TESTS_SHEETS_SAME_H
#define TVS_TESTS_SHEETS_SAME_H

#include <stddef.h>
#include <stdint.h>

#include "ingest/sheet.h"
#include "ingest/source.h"

struct sheets_maker {
    struct source *(*make)(struct sheet_taker *taker,
                           struct complaints *complaints);
};

void sheets_same(const uint8_t *data, size_t size,
                 const struct sheets_maker *maker);

#endif
