/*
 * A list of web origins as the configuration has it: `scheme://host[:port]`
 * of http or https, joined by commas, or `*` alone for any.
 */
#ifndef TVS_PLATFORM_ORIGINS_H
#define TVS_PLATFORM_ORIGINS_H

#include <stdbool.h>

/* Whether it is such a list; an empty one is. */
bool origins_valid(const char *list);
/* Whether it is `*`. */
bool origins_any(const char *list);
/* Whether a browser's Origin is in it, byte for byte. */
bool origins_have(const char *list, const char *origin);

#endif
