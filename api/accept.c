#include "accept.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "http/negotiate.h"

/* 0: does not match; else the more, the more precisely. */
static int match(const struct negotiate_item *range, const char *type)
{
    size_t main_len = strcspn(type, "/") + 1;
    if (range->len == strlen(type) &&
        strncasecmp(range->name, type, range->len) == 0) {
        return 3;
    }
    if (range->len == main_len + 1 && range->name[main_len] == '*' &&
        strncasecmp(range->name, type, main_len) == 0) {
        return 2;
    }
    return range->len == 3 && memcmp(range->name, "*/*", 3) == 0 ? 1 : 0;
}

/* The weight of the range that names the type most precisely. */
static int weigh(const char *header, const char *type)
{
    struct negotiate_item range;
    int best = 0;
    int weight = 0;
    while (negotiate_next(&header, &range)) {
        int precision = match(&range, type);
        if (precision > best) {
            best = precision;
            weight = range.weight;
        }
    }
    return weight;
}

int accept_best(const char *header, const char *const *types, int count)
{
    if (header == NULL || *header == '\0') {
        return 0;
    }
    int best = -1;
    int best_weight = 0;
    for (int i = 0; i < count; i++) {
        int weight = weigh(header, types[i]);
        if (weight > best_weight) {
            best = i;
            best_weight = weight;
        }
    }
    return best;
}
