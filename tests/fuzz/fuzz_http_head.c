/*
 * The first byte says how the rest is sliced. A head must end in the same
 * place and be refused for the same reason however it comes, and what is let
 * through must have no second reading.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fuzz.h"
#include "http/head.h"
#include "http/negotiate.h"
#include "http/target.h"
#include "platform/check.h"
#include "platform/utf8.h"

static enum head_status find_end(const char *data, size_t len, size_t step,
                                 size_t *head_len, enum fault *fault)
{
    struct head_scan scan = {0};
    struct error err = {0};
    enum head_status status = HEAD_MORE;
    for (size_t have = 0; have < len && status == HEAD_MORE;) {
        have = len - have < step ? len : have + step;
        /* Nothing may be read beyond what has come. */
        char *copy = malloc(have);
        memcpy(copy, data, have);
        status = head_find_end(&scan, copy, have, head_len, &err);
        free(copy);
    }
    *fault = status == HEAD_BAD ? err.fault : FAULT_NONE;
    return status;
}

static bool is_within(struct http_span span, size_t len)
{
    return span.at <= len && span.len <= len - span.at;
}

/* Lines that begin with the name, by means the parser does not use. */
static int count_lines(const char *text, const char *name)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, "\r\n")) != NULL; at += 2) {
        count += strncasecmp(at + 2, name, strlen(name)) == 0;
    }
    return count;
}

static void check_framing(const struct http_head *head, const char *text)
{
    int lengths = count_lines(text, "content-length:");
    int codings = count_lines(text, "transfer-encoding:");
    CHECK(lengths + codings <= 1);
    CHECK(head->content_length >= -1);
    CHECK((head->content_length == -1) == (codings == 1));
    CHECK(lengths == 1 || head->content_length <= 0);
    CHECK(head->minor == 0 || count_lines(text, "host:") == 1);
    CHECK(count_lines(text, " ") == 0 && count_lines(text, "\t") == 0);
    CHECK(count_lines(text, "transfer-encoding ") == 0);
}

static void check_target(const struct http_head *head, const char *text)
{
    struct request req = {0};
    struct error err;
    arena_init(&req.arena);
    if (target_parse(&req, text + head->target.at, head->target.len, &err)) {
        CHECK(req.path[0] == '/' && utf8_valid(req.path, strlen(req.path)));
        CHECK(req.param_count <= HTTP_MAX_PARAMS);
        for (int i = 0; i < req.param_count; i++) {
            const struct http_param *param = &req.params[i];
            CHECK(utf8_valid(param->name, strlen(param->name)));
            CHECK(utf8_valid(param->value, strlen(param->value)));
        }
    }
    arena_fini(&req.arena);
}

static void check_fields(const struct http_head *head, const char *text,
                         size_t len)
{
    CHECK(head->field_count <= HTTP_MAX_FIELDS);
    for (int i = 0; i < head->field_count; i++) {
        const struct http_field *field = &head->fields[i];
        CHECK(is_within(field->name, len) && is_within(field->value, len));
        CHECK(field->name.len > 0);
        char *value = strndup(text + field->value.at, field->value.len);
        CHECK(strlen(value) == field->value.len);
        negotiate_lang(value);
        negotiate_gzip(value);
        free(value);
    }
}

static void check_head(const char *data, size_t len)
{
    struct http_head head;
    struct error err;
    char *exact = malloc(len);
    char *text = strndup(data, len);
    memcpy(exact, data, len);
    CHECK(len <= HTTP_MAX_HEAD && memcmp(data + len - 4, "\r\n\r\n", 4) == 0);
    if (head_parse(&head, exact, len, &err)) {
        CHECK(strlen(text) == len);
        CHECK(is_within(head.target, len));
        check_framing(&head, text);
        check_target(&head, text);
        check_fields(&head, text, len);
    } else {
        CHECK(fault_status(err.fault) >= 400);
    }
    free(text);
    free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t whole_len = 0;
    size_t sliced_len = 0;
    enum fault whole_fault;
    enum fault sliced_fault;
    if (size < 2) {
        return 0;
    }
    const char *text = (const char *)data + 1;
    size_t step = data[0] + 1U + size / 64;
    enum head_status status =
        find_end(text, size - 1, size, &whole_len, &whole_fault);
    CHECK(find_end(text, size - 1, step, &sliced_len, &sliced_fault) == status);
    CHECK(whole_fault == sliced_fault);
    if (status == HEAD_DONE) {
        CHECK(whole_len == sliced_len);
        check_head(text, whole_len);
    }
    return 0;
}
