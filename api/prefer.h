/* The Prefer field of RFC 7240. */
#ifndef TVS_API_PREFER_H
#define TVS_API_PREFER_H

#include <stdbool.h>

/* Does the field (NULL: absent) hold this preference, in any case, with or
 * without a value and parameters? */
bool prefer_has(const char *header, const char *name);

#endif
