/*
 * Answers with a file of the dashboard: 304 to whoever has it, compressed to
 * whoever takes that, and with the fields that keep a page to itself.
 */
#ifndef TVS_API_WEB_REPLY_H
#define TVS_API_WEB_REPLY_H

#include "op.h"
#include "web_file.h"

/* The page: asked for again each time, so that a new build is seen at once. */
void web_reply_page(struct op *op, const struct web_file *file);
/* A file whose path names the build: kept for a year without a question. */
void web_reply_asset(struct op *op, const struct web_file *file);

#endif
