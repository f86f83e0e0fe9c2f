/*
 * Bytes to text. The first byte chooses the encoding, the second how the rest
 * is sliced: what comes out is valid UTF-8 and the same in any slices. The
 * guess of an encoding must end, whatever the file.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "ingest/decode.h"
#include "ingest/detect.h"
#include "platform/check.h"
#include "platform/utf8.h"

struct decoded {
    char *text;
    size_t len;
    enum decode_result end;
};

static void append(struct decoded *out, struct span text)
{
    CHECK(text.len > 0 && utf8_valid(text.data, text.len));
    out->text = realloc(out->text, out->len + text.len);
    memcpy(out->text + out->len, text.data, text.len);
    out->len += text.len;
}

static struct decoded decode(enum charset charset, const uint8_t *data,
                             size_t size, size_t step)
{
    struct decoded out = {.end = DECODE_MORE};
    struct decode *it = decode_new(charset);
    for (size_t at = 0; out.end == DECODE_MORE;) {
        size_t slice = size - at < step ? size - at : step;
        struct span text;
        memcpy(decode_room(it), data + at, slice);
        decode_add(it, slice, slice == 0);
        at += slice;
        out.end = decode_next(it, &text);
        for (; out.end == DECODE_TEXT; out.end = decode_next(it, &text)) {
            append(&out, text);
        }
    }
    decode_free(it);
    return out;
}

static void same_in_slices(enum charset charset, const uint8_t *data,
                           size_t size, size_t step)
{
    struct decoded whole = decode(charset, data, size, DECODE_SLICE_MAX);
    struct decoded sliced = decode(charset, data, size, step);
    CHECK(whole.end == sliced.end && whole.len == sliced.len);
    CHECK(whole.len == 0 || memcmp(whole.text, sliced.text, whole.len) == 0);
    free(whole.text);
    free(sliced.text);
}

static enum charset detect(const uint8_t *data, size_t size, size_t step)
{
    struct detect *it = detect_new();
    enum detect_result result = DETECT_MORE;
    int starts = 0;
    for (size_t at = 0; result != DETECT_DONE;) {
        size_t slice = size - at < step ? size - at : step;
        result = detect_feed(it, (const char *)data + at, slice, slice == 0);
        at = result == DETECT_AGAIN ? 0 : at + slice;
        starts += result == DETECT_AGAIN;
        CHECK(starts <= 1);
    }
    enum charset charset = detect_charset(it);
    CHECK(detect_line(it) >= 1);
    detect_free(it);
    return charset;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum charset CHARSETS[] = {
        CHARSET_UTF8,    CHARSET_UTF16LE, CHARSET_UTF16BE,
        CHARSET_GB18030, CHARSET_BIG5,    CHARSET_BIG5_HKSCS,
    };
    if (size < 2) {
        return 0;
    }
    size_t step = data[1] % 64U + 1;
    same_in_slices(CHARSETS[data[0] % 6], data + 2, size - 2, step);
    enum charset whole = detect(data + 2, size - 2, DETECT_SLICE_MAX);
    detect(data + 2, size - 2, step);
    if (whole == CHARSET_UTF8) {
        struct decoded out =
            decode(whole, data + 2, size - 2, DECODE_SLICE_MAX);
        bool marked = size >= 5 && memcmp(data + 2, "\xEF\xBB\xBF", 3) == 0;
        CHECK(marked || out.end == DECODE_END);
        free(out.text);
    }
    return 0;
}
