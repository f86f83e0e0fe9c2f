/*
 * Where a page ended, as three numbers of the store's own, which are never
 * given to anything else, so that a cursor stays good. What they mean is the
 * list's; its mark keeps the cursors of one list from being those of another.
 */
#ifndef TVS_OPS_ID_CURSOR_H
#define TVS_OPS_ID_CURSOR_H

#include <stdbool.h>

#include "platform/arena.h"
#include "platform/macros.h"

struct id_cursor {
    int id[3];
};

const char *id_cursor_print(struct arena *arena, char mark,
                            struct id_cursor cursor);
/* False: not one of this list. */
MUSTCHECK bool id_cursor_parse(struct arena *arena, char mark, const char *text,
                               struct id_cursor *out);

#endif
