/*
 * A run of text that belongs to somebody else: a cell of a row, a line, a
 * member name. Not NUL-terminated. data == NULL: there is none.
 */
#ifndef TVS_INGEST_SPAN_H
#define TVS_INGEST_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
    const char *data;
    size_t len;
};

/* NULL gives the span that is none. */
struct span span_of(const char *text);
bool span_equal(struct span a, struct span b);
bool span_is(struct span a, const char *text);
/* Without the spaces around it: plain, no-break, ideographic and zero-width
 * ones, byte order marks. Tabs and line ends are no spaces but control
 * characters: names with them are to be refused, not mended. */
struct span span_trim(struct span text);
/* Nothing but spaces, tabs and line ends. */
bool span_is_blank(struct span text);
/* NUL-terminated copy, cut at a character boundary if `size` is too small. */
void span_copy(struct span text, char *out, size_t size);

#endif
