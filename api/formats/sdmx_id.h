/*
 * Our codes as ids of SDMX. A value's id is made of A-Z a-z 0-9 _ @ $ -; any
 * other byte of a code, and $ and @ themselves, become $ and two hexadecimal
 * digits: no two codes have the same id, and the code can be had back. @
 * stands between the codes that one figure adds up.
 */
#ifndef TVS_FORMATS_SDMX_ID_H
#define TVS_FORMATS_SDMX_ID_H

#include "platform/arena.h"

/* The code itself if it is an id already. */
const char *sdmx_id(struct arena *arena, const char *code);
/*
 * Of a component: a letter, then letters, digits, _ and -. A code that begins
 * otherwise, or with "D_", or is one of SDMX's own names (upper case), gets
 * "D_" in front. The code has no other characters (ingest/cell_check.c).
 */
const char *sdmx_component_id(struct arena *arena, const char *code);

#endif
