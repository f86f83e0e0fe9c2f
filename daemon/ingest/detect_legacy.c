#include "ingest/detect_legacy.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/detect.h"
#include "platform/check.h"
#include "platform/macros.h"

#define HELD_MAX 8 /* bytes of an unfinished character */

/* Double-byte ranges that hold punctuation and the frequent characters: GB
 * 2312 level 1 and Big5 level 1 are the 3,755 and 5,401 most used. */
struct common_range {
    unsigned char lead_low, lead_high, trail_low;
};

struct candidate {
    enum charset charset;
    const struct common_range *ranges;
    size_t range_count;
    iconv_t cd;
    bool open;  /* cd is to be closed */
    bool alive; /* the file converts so far */
    char held[HELD_MAX];
    size_t held_len;
    int64_t common, total;
};

struct detect_legacy {
    struct candidate candidates[2];
    char in[HELD_MAX + DETECT_SLICE_MAX];
};

static const struct common_range GB_RANGES[] = {
    {0xA1, 0xA3, 0xA1},
    {0xB0, 0xD7, 0xA1},
};

static const struct common_range BIG5_RANGES[] = {
    {0xA1, 0xC6, 0x40},
};

static void candidate_init(struct candidate *it, enum charset charset,
                           const struct common_range *ranges, size_t count)
{
    it->charset = charset;
    it->ranges = ranges;
    it->range_count = count;
    it->open = charset_open(charset, &it->cd);
    it->alive = it->open;
}

struct detect_legacy *detect_legacy_new(void)
{
    struct detect_legacy *legacy = calloc(1, sizeof(*legacy));
    CHECK(legacy != NULL);
    candidate_init(&legacy->candidates[0], CHARSET_GB18030, GB_RANGES,
                   ARRAY_LEN(GB_RANGES));
    candidate_init(&legacy->candidates[1], CHARSET_BIG5, BIG5_RANGES,
                   ARRAY_LEN(BIG5_RANGES));
    return legacy;
}

void detect_legacy_free(struct detect_legacy *legacy)
{
    if (legacy == NULL) {
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(legacy->candidates); i++) {
        if (legacy->candidates[i].open) {
            iconv_close(legacy->candidates[i].cd);
        }
    }
    free(legacy);
}

static bool is_common(const struct candidate *it, const unsigned char *pair)
{
    for (size_t i = 0; i < it->range_count; i++) {
        const struct common_range *range = &it->ranges[i];
        if (pair[0] >= range->lead_low && pair[0] <= range->lead_high &&
            pair[1] >= range->trail_low) {
            return true;
        }
    }
    return false;
}

/* `len` bytes that iconv has found to be whole characters. */
static void count_common(struct candidate *it, const char *bytes, size_t len)
{
    size_t at = 0;
    while (at + 1 < len) {
        const unsigned char *pair = (const unsigned char *)bytes + at;
        if (pair[0] < 0x80) {
            at++;
            continue;
        }
        bool four =
            it->charset == CHARSET_GB18030 && pair[1] >= '0' && pair[1] <= '9';
        it->total++;
        it->common += !four && is_common(it, pair);
        at += four ? 4 : 2;
    }
}

/* Converts into nowhere; what is left is an unfinished character. */
static bool convert_all(iconv_t cd, char **at, size_t *left)
{
    char out[4096];
    while (*left > 0) {
        char *to = out;
        size_t room = sizeof(out);
        if (iconv(cd, at, left, &to, &room) != (size_t)-1) {
            return true;
        }
        if (errno == EINVAL) {
            return *left <= HELD_MAX;
        }
        if (errno != E2BIG) {
            return false;
        }
    }
    return true;
}

static void candidate_feed(struct candidate *it, char *in, size_t len,
                           bool last)
{
    char *at = in;
    size_t left = len;
    it->alive = convert_all(it->cd, &at, &left) && (left == 0 || !last);
    if (!it->alive) {
        return;
    }
    count_common(it, in, len - left);
    memcpy(it->held, at, left);
    it->held_len = left;
}

void detect_legacy_feed(struct detect_legacy *legacy, const char *bytes,
                        size_t len, bool last)
{
    ASSERT(len <= DETECT_SLICE_MAX);
    for (size_t i = 0; i < ARRAY_LEN(legacy->candidates); i++) {
        struct candidate *it = &legacy->candidates[i];
        if (!it->alive) {
            continue;
        }
        memcpy(legacy->in, it->held, it->held_len);
        memcpy(legacy->in + it->held_len, bytes, len);
        candidate_feed(it, legacy->in, it->held_len + len, last);
    }
}

/* Half of the characters at least must be common ones, or it is a text in
 * some third encoding that happens to convert. */
static bool is_likely(const struct candidate *it)
{
    return it->alive && it->total > 0 && it->common * 2 >= it->total;
}

enum charset detect_legacy_charset(const struct detect_legacy *legacy)
{
    const struct candidate *gb = &legacy->candidates[0];
    const struct candidate *big5 = &legacy->candidates[1];
    if (!is_likely(gb)) {
        return is_likely(big5) ? CHARSET_BIG5 : CHARSET_AUTO;
    }
    if (is_likely(big5) &&
        big5->common * gb->total > gb->common * big5->total) {
        return CHARSET_BIG5;
    }
    return CHARSET_GB18030;
}
