/* Takes the rows of the catalogue's kinds: one record each. */
#ifndef TVS_INGEST_RECORD_H
#define TVS_INGEST_RECORD_H

#include "ingest/complain.h"
#include "ingest/kind.h"
#include "ingest/row.h"

struct reader_default;

/* Everything is borrowed. */
struct row_taker *record_new(enum import_kind kind,
                             const struct reader_default *defaults,
                             int default_count, struct complaints *complaints);

#endif
