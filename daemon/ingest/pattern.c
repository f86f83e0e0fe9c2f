#include "ingest/pattern.h"

#include <locale.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "ingest/pattern_text.h"
#include "platform/buffer.h"
#include "platform/check.h"

struct pattern {
    regex_t regex;
    locale_t locale; /* C.UTF-8, or 0: bytes are characters then */
};

static locale_t enter_locale(const struct pattern *pattern)
{
    return pattern->locale == (locale_t)0 ? (locale_t)0
                                          : uselocale(pattern->locale);
}

static void leave_locale(locale_t old)
{
    if (old != (locale_t)0) {
        uselocale(old);
    }
}

static bool compile(struct pattern *pattern, const char *text, char *why,
                    size_t size)
{
    locale_t old = enter_locale(pattern);
    int result = regcomp(&pattern->regex, text, REG_EXTENDED);
    leave_locale(old);
    if (result != 0) {
        regerror(result, &pattern->regex, why, size);
        return false;
    }
    if (pattern->regex.re_nsub >= PATTERN_GROUPS) {
        regfree(&pattern->regex);
        snprintf(why, size, "more than nine groups");
        return false;
    }
    return true;
}

static struct pattern *build(const char *text, char *why, size_t size)
{
    struct pattern *pattern = calloc(1, sizeof(*pattern));
    CHECK(pattern != NULL);
    pattern->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (compile(pattern, text, why, size)) {
        return pattern;
    }
    if (pattern->locale != (locale_t)0) {
        freelocale(pattern->locale);
    }
    free(pattern);
    return NULL;
}

struct pattern *pattern_new(const char *text, char *why, size_t why_size)
{
    struct buffer out;
    buffer_init(&out, PATTERN_MAX * 8);
    struct pattern *pattern = NULL;
    if (pattern_text_translate(text, &out, why, why_size)) {
        pattern = build(out.data, why, why_size);
    }
    buffer_fini(&out);
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (pattern == NULL) {
        return;
    }
    regfree(&pattern->regex);
    if (pattern->locale != (locale_t)0) {
        freelocale(pattern->locale);
    }
    free(pattern);
}

size_t pattern_group_count(const struct pattern *pattern)
{
    return pattern->regex.re_nsub;
}

/* Without groups regexec is much quicker. */
static bool execute(const struct pattern *pattern, struct span text,
                    size_t groups, regmatch_t *found)
{
    char copy[PATTERN_TEXT_MAX + 1]; /* regexec wants a NUL at the end */
    if (text.len > PATTERN_TEXT_MAX) {
        return false;
    }
    span_copy(text, copy, sizeof(copy));
    locale_t old = enter_locale(pattern);
    int result = regexec(&pattern->regex, copy, groups, found, 0);
    leave_locale(old);
    return result == 0;
}

bool pattern_match(const struct pattern *pattern, struct span text,
                   struct span *groups)
{
    regmatch_t found[PATTERN_GROUPS];
    if (!execute(pattern, text, PATTERN_GROUPS, found)) {
        return false;
    }
    for (size_t i = 0; i < PATTERN_GROUPS; i++) {
        regoff_t from = found[i].rm_so;
        groups[i].data = from < 0 ? NULL : text.data + from;
        groups[i].len = from < 0 ? 0 : (size_t)(found[i].rm_eo - from);
    }
    return true;
}

bool pattern_matches(const struct pattern *pattern, struct span text)
{
    return execute(pattern, text, 0, NULL);
}
