/*
 * Which encoding a file is in, when nobody said. A byte order mark decides;
 * else zero bytes in every other place mean UTF-16; else the whole file is
 * tried as strict UTF-8; else as GB18030 and as Big5, and if it is valid in
 * both, the one wins whose characters are more of the common ones
 * (docs/import-formats.md). A file that is mostly UTF-8 with some broken
 * bytes is broken, not Chinese in another encoding.
 */
#ifndef TVS_INGEST_DETECT_H
#define TVS_INGEST_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/charset.h"

#define DETECT_SLICE_MAX 65536

enum detect_result {
    DETECT_MORE,  /* the next slice, please */
    DETECT_AGAIN, /* from the start of the file, please */
    DETECT_DONE,
};

struct detect;

struct detect *detect_new(void);
void detect_free(struct detect *detect);
/* At most DETECT_SLICE_MAX bytes; `last`: the file ends behind them. */
enum detect_result detect_feed(struct detect *detect, const char *bytes,
                               size_t len, bool last);
/* CHARSET_AUTO: none fits. */
enum charset detect_charset(const struct detect *detect);
/* Where the first byte stands that is not UTF-8. */
int detect_line(const struct detect *detect);
/* Which UTF-16 it is, from the first bytes of the file. */
enum charset detect_utf16(const char *bytes, size_t len);

#endif
