/* The answer that GET and PUT /v1/blank-tokens share. */
#ifndef TVS_OPS_BLANK_TOKENS_WRITE_H
#define TVS_OPS_BLANK_TOKENS_WRITE_H

#include "op.h"
#include "platform/buffer.h"

/* The rows of blank_token_list.sql as a whole document. The buffer is
 * initialised here and the caller's to free. */
void blank_tokens_write(const struct op *op, const struct db_result *result,
                        struct buffer *body);

#endif
