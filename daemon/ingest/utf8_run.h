/* UTF-8 that arrives in slices: how far it is valid, and whether what stands
 * at the end is only unfinished. */
#ifndef TVS_INGEST_UTF8_RUN_H
#define TVS_INGEST_UTF8_RUN_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the longest valid beginning; whole characters only. */
size_t utf8_run_valid(const char *text, size_t len);
/* Could these bytes become a character with more bytes behind them? */
bool utf8_run_unfinished(const char *text, size_t len);

#endif
