#include "ingest/decode.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/detect.h"
#include "ingest/utf8_run.h"
#include "platform/check.h"

#define DECODE_HELD_MAX 16 /* bytes of an unfinished character */

struct decode {
    enum charset charset;
    iconv_t cd;
    bool open;    /* cd is to be closed */
    bool started; /* the first text is out */
    bool last;    /* no more bytes will come */
    bool flushed; /* iconv gave what it had kept back */
    size_t at, len;
    char in[DECODE_HELD_MAX + DECODE_SLICE_MAX];
    char out[DECODE_SLICE_MAX];
};

struct decode *decode_new(enum charset charset)
{
    ASSERT(charset != CHARSET_AUTO);
    struct decode *decode = malloc(sizeof(*decode));
    CHECK(decode != NULL);
    /* Not the two buffers: they are large and written before read. */
    memset(decode, 0, offsetof(struct decode, in));
    decode->charset = charset;
    decode->open = charset_open(charset, &decode->cd);
    if (!decode->open && charset != CHARSET_UTF8 && charset != CHARSET_UTF16) {
        free(decode);
        return NULL;
    }
    return decode;
}

void decode_free(struct decode *decode)
{
    if (decode == NULL) {
        return;
    }
    if (decode->open) {
        iconv_close(decode->cd);
    }
    free(decode);
}

char *decode_room(struct decode *decode)
{
    size_t held = decode->len - decode->at;
    CHECK(held <= DECODE_HELD_MAX);
    memmove(decode->in, decode->in + decode->at, held);
    decode->at = 0;
    decode->len = held;
    return decode->in + held;
}

void decode_add(struct decode *decode, size_t len, bool last)
{
    ASSERT(len <= DECODE_SLICE_MAX);
    decode->len += len;
    decode->last = last;
    if (decode->charset == CHARSET_UTF16) {
        decode->charset = detect_utf16(decode->in, decode->len);
        decode->open = charset_open(decode->charset, &decode->cd);
        CHECK(decode->open);
    }
}

static enum decode_result next_utf8(struct decode *decode, struct span *text)
{
    const char *from = decode->in + decode->at;
    size_t len = decode->len - decode->at;
    *text = (struct span){from, utf8_run_valid(from, len)};
    if (text->len > 0) {
        decode->at += text->len;
        return DECODE_TEXT;
    }
    if (len == 0) {
        return decode->last ? DECODE_END : DECODE_MORE;
    }
    bool wait = !decode->last && utf8_run_unfinished(from, len);
    return wait ? DECODE_MORE : DECODE_BAD;
}

/* What iconv keeps back at the end of a stateful encoding. */
static enum decode_result flush(struct decode *decode, struct span *text)
{
    char *to = decode->out;
    size_t room = sizeof(decode->out);
    if (!decode->flushed) {
        decode->flushed = true;
        iconv(decode->cd, NULL, NULL, &to, &room);
    }
    *text = (struct span){decode->out, (size_t)(to - decode->out)};
    return text->len > 0 ? DECODE_TEXT : DECODE_END;
}

static enum decode_result next_iconv(struct decode *decode, struct span *text)
{
    char *from = decode->in + decode->at;
    size_t left = decode->len - decode->at;
    char *to = decode->out;
    size_t room = sizeof(decode->out);
    errno = 0;
    if (left > 0) {
        iconv(decode->cd, &from, &left, &to, &room);
    }
    int why = errno;
    decode->at = decode->len - left;
    *text = (struct span){decode->out, (size_t)(to - decode->out)};
    if (text->len > 0) {
        return DECODE_TEXT;
    }
    if (left > 0) {
        bool wait = why == EINVAL && !decode->last;
        return wait ? DECODE_MORE : DECODE_BAD;
    }
    return decode->last ? flush(decode, text) : DECODE_MORE;
}

static enum decode_result next_text(struct decode *decode, struct span *text)
{
    if (decode->charset == CHARSET_UTF8) {
        return next_utf8(decode, text);
    }
    return next_iconv(decode, text);
}

static void drop_mark(struct span *text)
{
    if (text->len >= 3 && memcmp(text->data, "\xEF\xBB\xBF", 3) == 0) {
        text->data += 3;
        text->len -= 3;
    }
}

enum decode_result decode_next(struct decode *decode, struct span *text)
{
    enum decode_result result = next_text(decode, text);
    if (result != DECODE_TEXT || decode->started) {
        return result;
    }
    decode->started = true;
    drop_mark(text);
    return text->len > 0 ? DECODE_TEXT : next_text(decode, text);
}
