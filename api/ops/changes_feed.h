/*
 * A feed of changes behind a revision. A page ends with a whole revision
 * unless one alone is too long for it, and its meta.revision is the last one
 * of which nothing is left to be told: whoever asks again after that, or goes
 * on at the cursor, misses nothing and hears nothing twice. What an import
 * commits meanwhile has a higher revision.
 */
#ifndef TVS_OPS_CHANGES_FEED_H
#define TVS_OPS_CHANGES_FEED_H

#include "formats/json_writer.h"
#include "op.h"
#include "platform/buffer.h"
#include "storage/db_pool.h"

/* What a feed is of. Its statement takes a place (the revision and what tells
 * the changes of one apart), the last revision and how many; its rows begin
 * with the revision. */
struct changes_kind {
    const char *path;
    char mark; /* of its cursors */
    enum statement statement;
    int place_count; /* 1 or 2 */
    int places[2];   /* columns of what tells changes apart */
    void (*write)(struct json_writer *json, const struct op *op,
                  const struct db_result *result, int row);
    /* With a header. */
    void (*csv)(struct op *op, const struct db_result *result, int rows,
                struct buffer *out);
};

/* Parameters `after`, `cursor`, `limit`, `format`; answers. */
void changes_feed(struct op *op, const struct changes_kind *kind);

#endif
