#include "ingest/pattern.h"

#include <locale.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/buffer.h"
#include "platform/check.h"

#define PATTERN_REPEAT_MAX 1000 /* product of all the upper bounds */

struct pattern {
    regex_t regex;
    locale_t locale; /* C.UTF-8, or 0: bytes are characters then */
};

/* Where a reading of the pattern's text stands. */
struct reading {
    const char *at;
    bool in_brackets;
    struct buffer *out;
    long repeats;
};

static bool refuse(char *why, size_t size, const char *reason)
{
    snprintf(why, size, "%s", reason);
    return false;
}

/* `\d` and `\D`; true when it was one of them. */
static bool put_digit_class(struct reading *reading)
{
    char c = reading->at[1];
    if (c == 'd') {
        buffer_add_str(reading->out, reading->in_brackets ? "0-9" : "[0-9]");
    } else if (c == 'D' && !reading->in_brackets) {
        buffer_add_str(reading->out, "[^0-9]");
    } else {
        return false;
    }
    reading->at += 2;
    return true;
}

/* "{m,n}": its bounds multiply what regcomp builds. */
static bool put_repeat(struct reading *reading)
{
    char *end = NULL;
    long most = strtol(reading->at + 1, &end, 10);
    if (*end == ',' && end[1] != '}') {
        most = strtol(end + 1, &end, 10);
    }
    most = most < 1 ? 1 : most;
    buffer_add_char(reading->out, *reading->at++);
    if (most > PATTERN_REPEAT_MAX / reading->repeats) {
        return false;
    }
    reading->repeats *= most;
    return true;
}

/* A bracket expression; its end does not count where it stands first. */
static void put_bracket(struct reading *reading)
{
    buffer_add_char(reading->out, *reading->at++);
    if (*reading->at == '^') {
        buffer_add_char(reading->out, *reading->at++);
    }
    if (*reading->at == ']') {
        buffer_add_char(reading->out, *reading->at++);
    }
    reading->in_brackets = true;
}

static bool put_escape(struct reading *reading, char *why, size_t size)
{
    char c = reading->at[1];
    if (put_digit_class(reading)) {
        return true;
    }
    if (c >= '1' && c <= '9') {
        return refuse(why, size, "back-references are not supported");
    }
    buffer_add_char(reading->out, *reading->at++);
    if (c != '\0') {
        buffer_add_char(reading->out, *reading->at++);
    }
    return true;
}

static bool put_next(struct reading *reading, char *why, size_t size)
{
    char c = *reading->at;
    if (reading->in_brackets) {
        if (c == '\\' && put_digit_class(reading)) {
            return true;
        }
        reading->in_brackets = c != ']';
        buffer_add_char(reading->out, *reading->at++);
        return true;
    }
    if (c == '\\') {
        return put_escape(reading, why, size);
    }
    if (c == '{') {
        return put_repeat(reading) || refuse(why, size, "repeats too often");
    }
    if (c == '[') {
        put_bracket(reading);
    } else {
        buffer_add_char(reading->out, *reading->at++);
    }
    return true;
}

/* The pattern as regcomp takes it. */
static bool translate(const char *text, struct buffer *out, char *why,
                      size_t size)
{
    struct reading reading = {.at = text, .out = out, .repeats = 1};
    if (strlen(text) > PATTERN_MAX) {
        return refuse(why, size, "longer than 256 bytes");
    }
    while (*reading.at != '\0') {
        if (!put_next(&reading, why, size)) {
            return false;
        }
    }
    buffer_add_char(out, '\0');
    return !out->failed;
}

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
        return refuse(why, size, "more than nine groups");
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
    if (translate(text, &out, why, why_size)) {
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

bool pattern_match(const struct pattern *pattern, struct span text,
                   struct span *groups)
{
    regmatch_t found[PATTERN_GROUPS];
    char copy[PATTERN_TEXT_MAX + 1]; /* regexec wants a NUL at the end */
    if (text.len > PATTERN_TEXT_MAX) {
        return false;
    }
    span_copy(text, copy, sizeof(copy));
    locale_t old = enter_locale(pattern);
    int result = regexec(&pattern->regex, copy, PATTERN_GROUPS, found, 0);
    leave_locale(old);
    for (size_t i = 0; result == 0 && i < PATTERN_GROUPS; i++) {
        regoff_t from = found[i].rm_so;
        groups[i].data = from < 0 ? NULL : text.data + from;
        groups[i].len = from < 0 ? 0 : (size_t)(found[i].rm_eo - from);
    }
    return result == 0;
}

bool pattern_matches(const struct pattern *pattern, struct span text)
{
    struct span groups[PATTERN_GROUPS];
    return pattern_match(pattern, text, groups);
}
