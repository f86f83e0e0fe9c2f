/* An answer about figures on its way out. */
#ifndef TVS_OPS_DATA_SEND_H
#define TVS_OPS_DATA_SEND_H

#include <stdbool.h>

#include "op.h"
#include "response_cache.h"

/* `kept`: it lies in the cache, which compresses once for all. */
void data_send(struct op *op, const struct response *response, bool kept);

#endif
