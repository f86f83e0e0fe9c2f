/* Takes the rows of the kinds that have a table of columns: one record each.
 */
#ifndef TVS_INGEST_RECORD_H
#define TVS_INGEST_RECORD_H

#include "ingest/complain.h"
#include "ingest/kind.h"
#include "ingest/row.h"

struct reader_default;

/* Looks at a row whose cells are well formed. It complains itself and returns
 * false then; or it may put other text in place of a cell's, which lives until
 * the next row. */
struct record_look {
    bool (*row)(struct record_look *look, int line, struct span *cells);
};

/* Everything is borrowed; `look` may be NULL. */
struct row_taker *record_new(enum import_kind kind,
                             const struct reader_default *defaults,
                             int default_count, struct complaints *complaints,
                             struct record_look *look);

#endif
