/*
 * Reading a profile's JSON: typed members with limits, and a list of what is
 * wrong, each with its path ("columns[3].pattern"), so that all is told at
 * once.
 */
#ifndef TVS_INGEST_PROFILE_READ_H
#define TVS_INGEST_PROFILE_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/json_document.h"
#include "ingest/pattern.h"
#include "ingest/span.h"
#include "platform/arena.h"
#include "platform/buffer.h"

#define PROFILE_PATH_MAX 128
#define PROFILE_TEXT_MAX 256 /* bytes of a text in a profile */

struct profile_read {
    struct arena *arena;  /* texts are copied into it */
    struct buffer faults; /* "path: why; path: why" */
    int fault_count;
    bool form; /* a form: has a layout, and more to say about columns */
};

/* A member on its way: where it stands and what it is. */
struct profile_item {
    const char *path;
    const struct json_value *value;
};

/* Notes a fault; returns false. */
bool profile_read_fault(struct profile_read *read, const char *path,
                        const char *why);
/* All of these complain and return false when the item is not such. */
bool profile_read_text(struct profile_read *read,
                       const struct profile_item *item, const char **out);
bool profile_read_code(struct profile_read *read,
                       const struct profile_item *item, const char **out);
bool profile_read_bool(struct profile_read *read,
                       const struct profile_item *item, bool *out);
bool profile_read_int(struct profile_read *read,
                      const struct profile_item *item, int min, int max,
                      int *out);
/* One of the words "a|b"; *out is its number. */
bool profile_read_choice(struct profile_read *read,
                         const struct profile_item *item, const char *words,
                         int *out);
bool profile_read_pattern(struct profile_read *read,
                          const struct profile_item *item,
                          struct pattern **out);

/* How one member of an object is read. */
struct profile_key {
    const char *name;
    bool (*read)(struct profile_read *read, const struct profile_item *item,
                 void *target);
};

/* Every member by its key; unknown ones are faults. `path` is "" for the
 * whole document. */
bool profile_read_object(struct profile_read *read,
                         const struct profile_item *item,
                         const struct profile_key *keys, void *target);
/* Every element or member; at most `max`. */
bool profile_read_each(struct profile_read *read,
                       const struct profile_item *item, int max,
                       const struct profile_key *how, void *target);

#endif
