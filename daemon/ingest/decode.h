/*
 * Bytes of one encoding in, UTF-8 out, in slices. A byte order mark at the
 * start is dropped. Use: decode_room(), fill it, decode_add(), then
 * decode_next() until it is not DECODE_TEXT.
 */
#ifndef TVS_INGEST_DECODE_H
#define TVS_INGEST_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/charset.h"
#include "ingest/span.h"

#define DECODE_SLICE_MAX 65536

enum decode_result {
    DECODE_TEXT, /* whole characters, valid until the next call */
    DECODE_MORE,
    DECODE_END,
    DECODE_BAD, /* the next byte is no character; it stays so */
};

struct decode;

/* Not CHARSET_AUTO. NULL when the C library lacks the converter. */
struct decode *decode_new(enum charset charset);
void decode_free(struct decode *decode);
/* Where to put up to DECODE_SLICE_MAX bytes. */
char *decode_room(struct decode *decode);
void decode_add(struct decode *decode, size_t len, bool last);
enum decode_result decode_next(struct decode *decode, struct span *text);

#endif
