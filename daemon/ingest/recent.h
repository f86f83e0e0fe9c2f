/*
 * Texts of a column that were seen a moment ago and what they meant. Rows
 * repeat themselves, and comparing is cheaper than looking up.
 */
#ifndef TVS_INGEST_RECENT_H
#define TVS_INGEST_RECENT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ingest/span.h"

#define RECENT_TEXT_MAX 55 /* bytes; longer texts are looked up each time */
#define RECENT_PLACES 64   /* a power of two */

struct recent {
    char text[RECENT_TEXT_MAX];
    uint8_t len; /* 0: nothing yet */
    int id;
};

struct recents {
    struct recent places[RECENT_PLACES];
};

static inline bool recent_is(const struct recent *recent, struct span text)
{
    return recent->len == text.len && text.len > 0 &&
           memcmp(recent->text, text.data, text.len) == 0;
}

static inline void recent_keep(struct recent *recent, struct span text, int id)
{
    recent->len = text.len <= RECENT_TEXT_MAX ? (uint8_t)text.len : 0;
    recent->id = id;
    memcpy(recent->text, text.data, recent->len);
}

/* Where the text stands if it was seen, by its last bytes: codes differ
 * there. It need not be hard to guess; a miss costs a look-up, no more. */
static inline struct recent *recents_place(struct recents *recents,
                                           struct span text)
{
    uint64_t tail = text.len;
    size_t len = text.len < sizeof(tail) ? text.len : sizeof(tail);
    memcpy(&tail, text.data + text.len - len, len);
    return &recents->places[(tail * 0x9E3779B97F4A7C15U) >> 58];
}

#endif
