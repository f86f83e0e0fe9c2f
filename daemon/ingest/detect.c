#include "ingest/detect.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/detect_legacy.h"
#include "ingest/utf8_run.h"
#include "platform/check.h"
#include "platform/macros.h"
#include "platform/utf8.h"

enum state { STATE_FIRST, STATE_UTF8, STATE_LEGACY, STATE_DONE };

struct detect {
    enum state state;
    enum charset charset;
    char held[4]; /* an unfinished UTF-8 character */
    size_t held_len;
    int line;
    int64_t good, bad; /* multi-byte characters, bytes that are none */
    struct detect_legacy *legacy;
};

struct mark {
    const char *bytes;
    size_t len;
    enum charset charset;
};

static const struct mark MARKS[] = {
    {"\xEF\xBB\xBF", 3, CHARSET_UTF8},
    {"\xFF\xFE", 2, CHARSET_UTF16LE},
    {"\xFE\xFF", 2, CHARSET_UTF16BE},
};

struct detect *detect_new(void)
{
    struct detect *detect = calloc(1, sizeof(*detect));
    CHECK(detect != NULL);
    detect->line = 1;
    return detect;
}

void detect_free(struct detect *detect)
{
    if (detect != NULL) {
        detect_legacy_free(detect->legacy);
        free(detect);
    }
}

static void enter(struct detect *detect, enum state state)
{
    ASSERT(detect->state < state);
    detect->state = state;
}

static enum detect_result done(struct detect *detect, enum charset charset)
{
    detect->charset = charset;
    enter(detect, STATE_DONE);
    return DETECT_DONE;
}

static enum charset by_mark(const char *bytes, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(MARKS); i++) {
        if (len >= MARKS[i].len &&
            memcmp(bytes, MARKS[i].bytes, MARKS[i].len) == 0) {
            return MARKS[i].charset;
        }
    }
    return CHARSET_AUTO;
}

/* The digits, commas and line ends of a table are half zeros in UTF-16: at
 * least one unit in sixteen. On the other side zeros are rare, but they do
 * occur (U+4E00 is one). */
static enum charset by_zeros(const char *bytes, size_t len)
{
    size_t zeros[2] = {0, 0};
    size_t enough = len / 32 + 2;
    for (size_t i = 0; i < len; i++) {
        zeros[i % 2] += bytes[i] == '\0';
    }
    if (zeros[1] >= enough && zeros[1] > 4 * zeros[0]) {
        return CHARSET_UTF16LE;
    }
    if (zeros[0] >= enough && zeros[0] > 4 * zeros[1]) {
        return CHARSET_UTF16BE;
    }
    return CHARSET_AUTO;
}

enum charset detect_utf16(const char *bytes, size_t len)
{
    enum charset charset = by_mark(bytes, len);
    if (charset != CHARSET_UTF16LE && charset != CHARSET_UTF16BE) {
        charset = by_zeros(bytes, len);
    }
    return charset == CHARSET_UTF16BE ? charset : CHARSET_UTF16LE;
}

static void count_lines(struct detect *detect, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        detect->line += bytes[i] == '\n';
    }
}

/* Completes the character whose first bytes ended the slice before; takes
 * its other bytes from the front of this one. */
static bool join_held(struct detect *detect, const char **bytes, size_t *len,
                      bool last)
{
    char joined[8];
    size_t more = *len < 4 ? *len : 4;
    size_t all = detect->held_len + more;
    memcpy(joined, detect->held, detect->held_len);
    memcpy(joined + detect->held_len, *bytes, more);
    size_t step = utf8_check(joined, all);
    if (step > 0) {
        *bytes += step - detect->held_len;
        *len -= step - detect->held_len;
        detect->held_len = 0;
        return true;
    }
    if (last || !utf8_run_unfinished(joined, all)) {
        return false;
    }
    memcpy(detect->held, joined, all);
    detect->held_len = all;
    *len = 0;
    return true;
}

static bool utf8_goes_on(struct detect *detect, const char *bytes, size_t len,
                         bool last)
{
    if (detect->held_len > 0 && !join_held(detect, &bytes, &len, last)) {
        return false;
    }
    if (len == 0) {
        return true;
    }
    size_t valid = utf8_run_valid(bytes, len);
    count_lines(detect, bytes, valid);
    size_t rest = len - valid;
    if (rest == 0) {
        return true;
    }
    if (last || !utf8_run_unfinished(bytes + valid, rest)) {
        return false;
    }
    memcpy(detect->held, bytes + valid, rest);
    detect->held_len = rest;
    return true;
}

static enum detect_result feed_utf8(struct detect *detect, const char *bytes,
                                    size_t len, bool last)
{
    if (utf8_goes_on(detect, bytes, len, last)) {
        return last ? done(detect, CHARSET_UTF8) : DETECT_MORE;
    }
    detect->legacy = detect_legacy_new();
    enter(detect, STATE_LEGACY);
    return DETECT_AGAIN;
}

/* Slices cut some characters in two: that adds a few to `bad`, in a file
 * where one side is larger by thousands. */
static void weigh_utf8(struct detect *detect, const char *bytes, size_t len)
{
    size_t at = 0;
    while (at < len) {
        size_t step = utf8_check(bytes + at, len - at);
        detect->good += step > 1;
        detect->bad += step == 0;
        at += step == 0 ? 1 : step;
    }
}

static enum detect_result feed_legacy(struct detect *detect, const char *bytes,
                                      size_t len, bool last)
{
    weigh_utf8(detect, bytes, len);
    detect_legacy_feed(detect->legacy, bytes, len, last);
    if (!last) {
        return DETECT_MORE;
    }
    if (detect->good > detect->bad) {
        return done(detect, CHARSET_AUTO);
    }
    return done(detect, detect_legacy_charset(detect->legacy));
}

static enum detect_result feed_first(struct detect *detect, const char *bytes,
                                     size_t len, bool last)
{
    enum charset charset = by_mark(bytes, len);
    if (charset == CHARSET_AUTO) {
        charset = by_zeros(bytes, len);
    }
    if (charset != CHARSET_AUTO) {
        return done(detect, charset);
    }
    enter(detect, STATE_UTF8);
    return feed_utf8(detect, bytes, len, last);
}

enum detect_result detect_feed(struct detect *detect, const char *bytes,
                               size_t len, bool last)
{
    switch (detect->state) {
    case STATE_FIRST:
        return feed_first(detect, bytes, len, last);
    case STATE_UTF8:
        return feed_utf8(detect, bytes, len, last);
    case STATE_LEGACY:
        return feed_legacy(detect, bytes, len, last);
    case STATE_DONE:
        break;
    }
    return DETECT_DONE;
}

enum charset detect_charset(const struct detect *detect)
{
    return detect->charset;
}

int detect_line(const struct detect *detect)
{
    return detect->line;
}
