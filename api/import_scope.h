/* For which schools a token may report (reader_scope). */
#ifndef TVS_API_IMPORT_SCOPE_H
#define TVS_API_IMPORT_SCOPE_H

#include "auth.h"
#include "ingest/reader.h"
#include "platform/arena.h"

/*
 * NULL for an administrator: every school. The scope lies in the arena and
 * holds a reference to the catalogue until import_scope_drop().
 */
const struct reader_scope *import_scope_new(struct arena *arena,
                                            const struct actor *actor,
                                            struct catalogue *catalogue);
/* NULL is fine. */
void import_scope_drop(const struct reader_scope *base);

#endif
