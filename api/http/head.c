#include "http/head.h"

#include <string.h>

#include "http/bytes.h"
#include "http/head_field.h"
#include "http/method.h"

/* Room for any method worth naming, two spaces, the version and CRLF. */
#define MAX_METHOD 32
#define MAX_REQUEST_LINE (MAX_METHOD + 1 + HTTP_MAX_TARGET + 1 + 8 + 2)

static bool malformed(struct error *err, const char *what)
{
    return error_set(err, FAULT_BAD_REQUEST, what, NULL, NULL);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

enum head_status head_find_end(struct head_scan *scan, const char *data,
                               size_t len, size_t *head_len, struct error *err)
{
    /* A TLS greeting has no line end: refuse it before the deadline does. */
    if (len > 0 && !bytes_token_char(data[0])) {
        malformed(err, "no method");
        return HEAD_BAD;
    }
    size_t end = smaller(len, HTTP_MAX_HEAD);
    while (scan->at < end) {
        size_t stop = scan->line == 0 ? smaller(end, MAX_REQUEST_LINE) : end;
        const char *lf = memchr(data + scan->at, '\n', stop - scan->at);
        if (lf == NULL) {
            scan->at = stop;
            break;
        }
        size_t at = (size_t)(lf - data);
        if (at == 0 || data[at - 1] != '\r') {
            malformed(err, "LF without CR");
            return HEAD_BAD;
        }
        scan->at = at + 1;
        if (at - scan->line == 1) {
            *head_len = scan->at;
            return HEAD_DONE;
        }
        scan->line = scan->at;
    }
    if (scan->line == 0 && scan->at >= MAX_REQUEST_LINE) {
        error_set(err, FAULT_TARGET_TOO_LONG, NULL, NULL, NULL);
        return HEAD_BAD;
    }
    if (scan->at >= HTTP_MAX_HEAD) {
        error_set(err, FAULT_HEAD_TOO_LARGE, NULL, NULL, NULL);
        return HEAD_BAD;
    }
    return HEAD_MORE;
}

static bool parse_version(struct http_head *head, const char *text, size_t len,
                          struct error *err)
{
    if (len != 8 || memcmp(text, "HTTP/", 5) != 0 || text[6] != '.' ||
        bytes_hex(text[5]) < 0 || bytes_hex(text[5]) > 9 ||
        bytes_hex(text[7]) < 0 || bytes_hex(text[7]) > 9) {
        return malformed(err, "request line");
    }
    if (text[5] != '1' || text[7] > '1') {
        return error_set(err, FAULT_HTTP_VERSION, NULL, NULL, NULL);
    }
    head->minor = text[7] - '0';
    return true;
}

static bool parse_method(struct http_head *head, const char *text, size_t len,
                         struct error *err)
{
    if (!bytes_token(text, len)) {
        return malformed(err, "method");
    }
    if (!method_find(text, len, &head->method)) {
        char name[MAX_METHOD + 1] = "";
        memcpy(name, text, smaller(len, MAX_METHOD));
        return error_set(err, FAULT_NOT_IMPLEMENTED, name, NULL, NULL);
    }
    return true;
}

/* `len` bytes without the CRLF. */
static bool parse_request_line(struct http_head *head, const char *line,
                               size_t len, struct error *err)
{
    const char *end = line + len;
    const char *target = memchr(line, ' ', len);
    if (target == NULL) {
        return malformed(err, "request line");
    }
    target++;
    const char *version = memchr(target, ' ', (size_t)(end - target));
    if (version == NULL) {
        return malformed(err, "request line");
    }
    size_t target_len = (size_t)(version - target);
    version++;
    if (!parse_version(head, version, (size_t)(end - version), err)) {
        return false;
    }
    if (target_len > HTTP_MAX_TARGET) {
        return error_set(err, FAULT_TARGET_TOO_LONG, NULL, NULL, NULL);
    }
    if (!parse_method(head, line, (size_t)(target - 1 - line), err)) {
        return false;
    }
    /* Origin-form only: a target with a scheme or a host is for proxies. */
    if (target[0] != '/' || !bytes_target(target, target_len)) {
        return malformed(err, "request target");
    }
    head->target = (struct http_span){.at = (uint16_t)(target - line),
                                      .len = (uint16_t)target_len};
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* `len` bytes from data + at, without the CRLF. */
static bool parse_field(struct http_field *field, const char *data, size_t at,
                        size_t len, struct error *err)
{
    const char *line = data + at;
    const char *colon = memchr(line, ':', len);
    if (colon == NULL || !bytes_token(line, (size_t)(colon - line))) {
        return malformed(err,
                         is_blank(line[0]) ? "folded field" : "field name");
    }
    const char *from = colon + 1;
    const char *to = line + len;
    while (from < to && is_blank(*from)) {
        from++;
    }
    while (to > from && is_blank(to[-1])) {
        to--;
    }
    if (!bytes_field_value(from, (size_t)(to - from))) {
        return malformed(err, "control character in a field");
    }
    field->name =
        (struct http_span){.at = (uint16_t)at, .len = (uint16_t)(colon - line)};
    field->value = (struct http_span){.at = (uint16_t)(from - data),
                                      .len = (uint16_t)(to - from)};
    return true;
}

bool head_parse(struct http_head *head, const char *data, size_t len,
                struct error *err)
{
    struct head_facts facts = {.head = head};
    const char *lf = memchr(data, '\n', len);
    size_t at = (size_t)(lf - data) + 1;

    head->field_count = 0;
    head->expects_continue = false;
    if (!parse_request_line(head, data, at - 2, err)) {
        return false;
    }
    while (at + 2 < len) {
        if (head->field_count == HTTP_MAX_FIELDS) {
            return error_set(err, FAULT_HEAD_TOO_LARGE, NULL, NULL, NULL);
        }
        lf = memchr(data + at, '\n', len - at);
        struct http_field *field = &head->fields[head->field_count++];
        size_t next = (size_t)(lf - data) + 1;
        if (!parse_field(field, data, at, next - at - 2, err) ||
            !head_field_take(&facts, data, field, err)) {
            return false;
        }
        at = next;
    }
    return head_field_conclude(&facts, err);
}
