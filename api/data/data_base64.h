/* Base64 with the alphabet for URLs and without padding (RFC 4648 5). */
#ifndef TVS_DATA_BASE64_H
#define TVS_DATA_BASE64_H

#include <stddef.h>

#include "platform/arena.h"

const char *data_base64_print(struct arena *arena, const char *data,
                              size_t len);
/* NULL when it is not what data_base64_print() writes, byte for byte. The
 * result ends with a NUL that *len does not count. */
char *data_base64_parse(struct arena *arena, const char *text, size_t *len);

#endif
