#include "route_match.h"

#include <stdbool.h>
#include <string.h>

#include "http/method.h"
#include "platform/check.h"

/* How far pattern and path agree. */
struct walk {
    const char *pattern, *path;
    int args;
};

/* Both stand at a '/': is the segment behind it the same, or an argument? */
static bool step(struct walk *walk, struct route_match *found)
{
    const char *pattern = walk->pattern + 1;
    const char *path = walk->path + 1;
    size_t wanted = strcspn(pattern, "/");
    size_t len = strcspn(path, "/");

    walk->pattern = pattern + wanted;
    walk->path = path + len;
    if (pattern[0] != '{') {
        return len == wanted && memcmp(pattern, path, len) == 0;
    }
    size_t end = strcspn(pattern, "}") + 1; /* {name}.xlsx */
    size_t tail = wanted - end;
    CHECK(walk->args < ROUTE_MAX_ARGS && end <= wanted);
    if (len <= tail || memcmp(path + len - tail, pattern + end, tail) != 0) {
        return false;
    }
    len -= tail;
    found->args[walk->args].at = path;
    found->args[walk->args].len = len;
    walk->args++;
    return len > 0;
}

static bool match_path(const char *pattern, const char *path,
                       struct route_match *found)
{
    struct walk walk = {.pattern = pattern, .path = path};
    while (*walk.pattern == '/' && *walk.path == '/') {
        if (!step(&walk, found)) {
            return false;
        }
    }
    return *walk.pattern == '\0' && *walk.path == '\0';
}

struct route_match route_match(const struct route *table, int count,
                               enum http_method method, const char *path)
{
    struct route_match match = {0};
    enum http_method wanted = method == HTTP_HEAD ? HTTP_GET : method;

    for (int i = 0; i < count; i++) {
        struct route_match found = {0};
        if (!match_path(table[i].pattern, path, &found)) {
            continue;
        }
        match.methods |= 1u << table[i].method;
        if (table[i].method == wanted && match.route == NULL) {
            memcpy(match.args, found.args, sizeof(match.args));
            match.route = &table[i];
        }
    }
    if ((match.methods & 1u << HTTP_GET) != 0) {
        match.methods |= 1u << HTTP_HEAD;
    }
    return match;
}

void route_match_allow(unsigned methods, char out[ROUTE_ALLOW_SIZE])
{
    struct buffer list;
    buffer_init(&list, ROUTE_ALLOW_SIZE - 1);
    for (int method = HTTP_GET; method <= HTTP_DELETE; method++) {
        if ((methods & 1u << method) != 0) {
            buffer_add_str(&list, list.len > 0 ? ", " : "");
            buffer_add_str(&list, method_name((enum http_method)method));
        }
    }
    CHECK(!list.failed);
    memcpy(out, list.data != NULL ? list.data : "", list.len + 1);
    buffer_fini(&list);
}
