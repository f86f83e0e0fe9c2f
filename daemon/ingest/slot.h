/* Where a reader finds one of its values in a row: a column of the file, or a
 * text that stands in for a column that the file lacks. */
#ifndef TVS_INGEST_SLOT_H
#define TVS_INGEST_SLOT_H

#include <stdbool.h>

#include "ingest/row.h"
#include "ingest/span.h"

struct slot {
    int column;           /* of the file, counted from 1; 0: none */
    struct span fallback; /* data NULL: none */
};

/* In neither: data NULL. */
static inline struct span slot_text(const struct slot *slot,
                                    const struct row *row)
{
    if (slot->column > 0 && slot->column <= row->count &&
        row->cells[slot->column - 1].data != NULL) {
        return row->cells[slot->column - 1];
    }
    return slot->fallback;
}

/* The file's columns are all known: what has one needs nothing else. */
static inline void slot_settle(struct slot *slot)
{
    if (slot->column > 0) {
        slot->fallback = span_of(NULL);
    }
}

/* Can rows have it at all? */
static inline bool slot_is_filled(const struct slot *slot)
{
    return slot->column > 0 || slot->fallback.data != NULL;
}

#endif
