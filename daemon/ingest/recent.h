/* The last text of a column and what it meant: rows repeat themselves. */
#ifndef TVS_INGEST_RECENT_H
#define TVS_INGEST_RECENT_H

#include <stdbool.h>
#include <string.h>

#include "ingest/span.h"

#define RECENT_MAX 256 /* bytes; longer texts are looked up each time */

struct recent {
    size_t len; /* 0: nothing yet */
    int id;
    char text[RECENT_MAX];
};

static inline bool recent_is(const struct recent *recent, struct span text)
{
    return recent->len == text.len && text.len > 0 &&
           memcmp(recent->text, text.data, text.len) == 0;
}

static inline void recent_keep(struct recent *recent, struct span text, int id)
{
    recent->len = text.len <= RECENT_MAX ? text.len : 0;
    recent->id = id;
    memcpy(recent->text, text.data, recent->len);
}

#endif
