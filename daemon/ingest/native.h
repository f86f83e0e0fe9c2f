/* Takes observations in the columns of docs/import-formats.md. */
#ifndef TVS_INGEST_NATIVE_H
#define TVS_INGEST_NATIVE_H

#include "ingest/observe.h"
#include "ingest/row.h"

struct reader_default;

#define NATIVE_MAX_DIMENSIONS 32 /* columns of dimensions in one file */

/* Everything is borrowed. */
struct row_taker *native_new(struct observe *observe,
                             const struct reader_default *defaults,
                             int default_count);

#endif
