#include "ingest/rewrite.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool rewrite_template_ok(const char *template, size_t groups)
{
    for (const char *at = template; *at != '\0'; at++) {
        if (*at == '}') {
            return false;
        }
        if (*at != '{') {
            continue;
        }
        if (!is_digit(at[1]) || at[2] != '}' ||
            (size_t)(at[1] - '0') > groups) {
            return false;
        }
        at += 2;
    }
    return true;
}

bool rewrite_is_plain(const struct rewrite *rewrite)
{
    return rewrite->pattern == NULL && rewrite->code_template == NULL &&
           rewrite->name_template == NULL && rewrite->map_count == 0;
}

static bool append(char *room, size_t *len, struct span text)
{
    if (text.len > REWRITE_OUT_MAX - *len) {
        return false;
    }
    if (text.len > 0) {
        memcpy(room + *len, text.data, text.len);
    }
    *len += text.len;
    return true;
}

static bool expand(const char *template, const struct span *groups, char *room,
                   struct span *out)
{
    size_t len = 0;
    if (template == NULL) {
        *out = groups[0];
        return true;
    }
    for (const char *at = template; *at != '\0';) {
        bool place = *at == '{';
        struct span part = place ? groups[at[1] - '0'] : (struct span){at, 1};
        if (!append(room, &len, part)) {
            return false;
        }
        at += place ? 3 : 1;
    }
    *out = span_trim((struct span){room, len});
    return true;
}

static struct span translate(const struct rewrite *rewrite, struct span code)
{
    for (size_t i = 0; i < rewrite->map_count; i++) {
        if (span_equal(rewrite->map[i].from, code)) {
            return rewrite->map[i].to;
        }
    }
    return code;
}

bool rewrite_apply(const struct rewrite *rewrite, struct span text,
                   struct rewritten *out)
{
    struct span groups[PATTERN_GROUPS] = {{NULL, 0}};
    groups[0] = text; /* without a pattern, {0} is the whole text */
    if (rewrite->pattern != NULL &&
        !pattern_match(rewrite->pattern, text, groups)) {
        return false;
    }
    if (!expand(rewrite->code_template, groups, out->room[0], &out->code) ||
        !expand(rewrite->name_template, groups, out->room[1], &out->name)) {
        return false;
    }
    out->code = translate(rewrite, out->code);
    return true;
}
