/*
 * The first byte says how the rest is sliced. The decoded bytes, the end and
 * the verdict must be the same, and an end must leave what follows alone.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "http/body.h"
#include "platform/check.h"

struct outcome {
    enum chunked_status status;
    size_t used;
    size_t len;
    char *data;
};

static void take(struct outcome *out, const struct slice *run)
{
    CHECK(run->len > 0);
    memcpy(out->data + out->len, run->data, run->len);
    out->len += run->len;
}

static struct outcome decode(const char *text, size_t len, size_t step)
{
    struct http_body body;
    struct outcome out = {.status = CHUNKED_MORE, .data = malloc(len + 1)};
    body_init(&body, -1);
    for (size_t at = 0; at < len && out.status == CHUNKED_MORE; at += step) {
        size_t part = len - at < step ? len - at : step;
        char *copy = malloc(part);
        struct slice in = {.data = copy, .len = part};
        struct slice run;
        memcpy(copy, text + at, part);
        while ((out.status = body_next(&body, &in, &run)) == CHUNKED_RUN) {
            take(&out, &run);
        }
        CHECK(out.status != CHUNKED_MORE || in.len == 0);
        out.used += part - in.len;
        free(copy);
    }
    CHECK((out.status == CHUNKED_END) == body_is_over(&body));
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    const char *text = (const char *)data + 1;
    struct outcome whole = decode(text, size - 1, size);
    struct outcome sliced = decode(text, size - 1, data[0] % 64 + 1);
    CHECK(whole.status == sliced.status);
    CHECK(whole.used == sliced.used);
    CHECK(whole.len == sliced.len);
    CHECK(memcmp(whole.data, sliced.data, whole.len) == 0);
    if (whole.status == CHUNKED_END) {
        CHECK(whole.used >= whole.len + 5);
        CHECK(memcmp(text + whole.used - 4, "\r\n\r\n", 4) == 0 ||
              memcmp(text + whole.used - 2, "\r\n", 2) == 0);
    }
    free(whole.data);
    free(sliced.data);
    return 0;
}
