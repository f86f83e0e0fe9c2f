#include "http/target.h"

#include <string.h>

#include "http/bytes.h"
#include "platform/utf8.h"

/*
 * Decodes `text` in place, which never grows it, and ends it with a NUL.
 * `text` has room for one byte more than `len`.
 */
static bool decode(char *text, size_t len, bool plus_is_space)
{
    size_t out = 0;
    for (size_t in = 0; in < len; in++) {
        char c = text[in];
        if (c == '+' && plus_is_space) {
            c = ' ';
        } else if (c == '%') {
            int high = in + 2 < len ? bytes_hex(text[in + 1]) : -1;
            int low = in + 2 < len ? bytes_hex(text[in + 2]) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            c = (char)(high * 16 + low);
            in += 2;
        }
        if (c == '\0') {
            return false;
        }
        text[out++] = c;
    }
    text[out] = '\0';
    return utf8_valid(text, out);
}

static bool add_param(struct request *req, char *pair, size_t len)
{
    char *equals = memchr(pair, '=', len);
    size_t name_len = equals != NULL ? (size_t)(equals - pair) : len;
    char *value = equals != NULL ? equals + 1 : pair + len;
    size_t value_len = (size_t)(pair + len - value);

    if (req->param_count == HTTP_MAX_PARAMS || !decode(pair, name_len, true) ||
        !decode(value, value_len, true)) {
        return false;
    }
    req->params[req->param_count++] =
        (struct http_param){.name = pair, .value = value};
    return true;
}

static bool split_query(struct request *req, char *query, size_t len)
{
    char *end = query + len;
    for (char *next; query < end; query = next + 1) {
        next = memchr(query, '&', (size_t)(end - query));
        if (next == NULL) {
            next = end;
        }
        size_t pair_len = (size_t)(next - query);
        if (pair_len > 0 && !add_param(req, query, pair_len)) {
            return false;
        }
    }
    return true;
}

bool target_parse(struct request *req, const char *text, size_t len,
                  struct error *err)
{
    char *path = arena_copy(&req->arena, text, len);
    char *mark = memchr(path, '?', len);
    size_t path_len = mark != NULL ? (size_t)(mark - path) : len;

    req->param_count = 0;
    if (decode(path, path_len, false) &&
        (mark == NULL || split_query(req, mark + 1, len - path_len - 1))) {
        req->path = path;
        return true;
    }
    req->path = "";
    req->param_count = 0;
    return error_set(err, FAULT_BAD_REQUEST, "request target", NULL, NULL);
}
