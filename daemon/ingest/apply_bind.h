/* Inside of apply: which columns of the file are which of the profile, and
 * what stands in for those that the file lacks. */
#ifndef TVS_INGEST_APPLY_BIND_H
#define TVS_INGEST_APPLY_BIND_H

#include "ingest/apply_impl.h"

/* A text for all rows; complains about a name that is no column. */
void apply_bind_constant(struct apply *apply, const char *name,
                         struct span text);
/* The next column of the file. */
void apply_bind_column(struct apply *apply, int index, struct span name,
                       int line);
/* Complains about what the profile names and the file lacks. */
void apply_bind_check(struct apply *apply, int line);

#endif
