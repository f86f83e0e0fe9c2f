#include "http/chunked.h"

#include <stdbool.h>

#include "http/bytes.h"

static enum chunked_state after_size(const struct chunked *chunked)
{
    return chunked->left > 0 ? CHUNKED_BYTES : CHUNKED_TRAILER;
}

static enum chunked_state take_digit(struct chunked *chunked, char c)
{
    int value = bytes_hex(c);
    if (value >= 0) {
        if (chunked->digits++ == CHUNKED_MAX_DIGITS) {
            return CHUNKED_BROKEN;
        }
        chunked->left = chunked->left * 16 + value;
        return CHUNKED_SIZE;
    }
    if (chunked->digits == 0) {
        return CHUNKED_BROKEN;
    }
    chunked->dropped = 0;
    if (c == ';') {
        return CHUNKED_EXTENSION;
    }
    return c == '\r' ? CHUNKED_SIZE_LF : CHUNKED_BROKEN;
}

/* Bytes that are read for their line end only. */
static enum chunked_state drop(struct chunked *chunked, char c, int max,
                               enum chunked_state at_cr)
{
    if (c == '\r') {
        return at_cr;
    }
    if (!bytes_field_char(c) || chunked->dropped++ >= max) {
        return CHUNKED_BROKEN;
    }
    return chunked->state;
}

static enum chunked_state trailer_name(struct chunked *chunked, char c)
{
    /* A line that is no field is rather somebody's next request. */
    bool first = chunked->state == CHUNKED_TRAILER;
    if (c == ':' && !first) {
        return CHUNKED_TRAILER_VALUE;
    }
    if (!bytes_token_char(c) || chunked->dropped++ >= CHUNKED_MAX_TRAILER) {
        return CHUNKED_BROKEN;
    }
    return CHUNKED_TRAILER_NAME;
}

static enum chunked_state expect(char c, char wanted, enum chunked_state then)
{
    return c == wanted ? then : CHUNKED_BROKEN;
}

/* The state after one byte of framing. */
static enum chunked_state step(struct chunked *chunked, char c)
{
    switch (chunked->state) {
    case CHUNKED_SIZE:
        return take_digit(chunked, c);
    case CHUNKED_EXTENSION:
        return drop(chunked, c, CHUNKED_MAX_EXTENSION, CHUNKED_SIZE_LF);
    case CHUNKED_SIZE_LF:
        return expect(c, '\n', after_size(chunked));
    case CHUNKED_BYTES_CR:
        return expect(c, '\r', CHUNKED_BYTES_LF);
    case CHUNKED_BYTES_LF:
        chunked->digits = 0;
        return expect(c, '\n', CHUNKED_SIZE);
    case CHUNKED_TRAILER:
        return c == '\r' ? CHUNKED_LAST_LF : trailer_name(chunked, c);
    case CHUNKED_TRAILER_NAME:
        return trailer_name(chunked, c);
    case CHUNKED_TRAILER_VALUE:
        return drop(chunked, c, CHUNKED_MAX_TRAILER, CHUNKED_TRAILER_LF);
    case CHUNKED_TRAILER_LF:
        return expect(c, '\n', CHUNKED_TRAILER);
    case CHUNKED_LAST_LF:
        return expect(c, '\n', CHUNKED_OVER);
    case CHUNKED_BYTES:
    case CHUNKED_OVER:
    case CHUNKED_BROKEN:
        break;
    }
    return CHUNKED_BROKEN;
}

static enum chunked_status take_run(struct chunked *chunked, struct slice *in,
                                    struct slice *run)
{
    size_t len = in->len;
    if ((int64_t)len >= chunked->left) {
        len = (size_t)chunked->left;
        chunked->state = CHUNKED_BYTES_CR;
    }
    *run = (struct slice){.data = in->data, .len = len};
    in->data += len;
    in->len -= len;
    chunked->left -= (int64_t)len;
    return CHUNKED_RUN;
}

enum chunked_status chunked_next(struct chunked *chunked, struct slice *in,
                                 struct slice *run)
{
    while (chunked->state != CHUNKED_OVER && chunked->state != CHUNKED_BROKEN) {
        if (in->len == 0) {
            return CHUNKED_MORE;
        }
        if (chunked->state == CHUNKED_BYTES) {
            return take_run(chunked, in, run);
        }
        chunked->state = step(chunked, in->data[0]);
        in->data++;
        in->len--;
    }
    return chunked->state == CHUNKED_OVER ? CHUNKED_END : CHUNKED_BAD;
}
