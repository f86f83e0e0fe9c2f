#include "ingest/pattern_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pattern.h"

/* Where a reading of the text stands. */
struct reading {
    const char *at;
    struct buffer *out;
    size_t sizes[PATTERN_DEPTH_MAX + 1]; /* of the open groups so far */
    int depth;
    size_t atom; /* size of the last one, which a repetition would repeat */
    const char *why;
};

static bool refuse(struct reading *reading, const char *why)
{
    reading->why = why;
    return false;
}

static void put(struct reading *reading)
{
    buffer_add_char(reading->out, *reading->at++);
}

static bool add_size(struct reading *reading, size_t size)
{
    size_t *sum = &reading->sizes[reading->depth];
    if (size > PATTERN_SIZE_MAX || *sum > PATTERN_SIZE_MAX - size) {
        return refuse(reading, "repeats too often");
    }
    *sum += size;
    return true;
}

static bool add_atom(struct reading *reading, size_t size)
{
    reading->atom = size;
    return add_size(reading, size);
}

/* The last atom stands `times` times instead of once. */
static bool repeat(struct reading *reading, size_t times)
{
    if (times > PATTERN_SIZE_MAX) {
        return refuse(reading, "repeats too often");
    }
    size_t more = reading->atom * (times - 1);
    reading->atom += more;
    return add_size(reading, more);
}

static size_t clamp(long number)
{
    if (number < 1) {
        return 1;
    }
    return number > PATTERN_SIZE_MAX ? PATTERN_SIZE_MAX + 1 : (size_t)number;
}

/* "{m}", "{m,n}", "{m,}", which is m of them and a star. */
static bool put_bounds(struct reading *reading)
{
    char *end = NULL;
    size_t times = clamp(strtol(reading->at + 1, &end, 10));
    if (*end == ',') {
        bool open = end[1] == '}';
        times = open ? times + 1 : clamp(strtol(end + 1, &end, 10));
    }
    put(reading);
    return repeat(reading, times);
}

static bool open_group(struct reading *reading)
{
    put(reading);
    if (reading->depth == PATTERN_DEPTH_MAX) {
        return refuse(reading, "groups nested too deeply");
    }
    reading->sizes[++reading->depth] = 1;
    reading->atom = 1;
    return true;
}

static bool close_group(struct reading *reading)
{
    put(reading);
    if (reading->depth == 0) {
        return refuse(reading, "Unmatched ) or \\)");
    }
    size_t size = reading->sizes[reading->depth--];
    return add_atom(reading, size);
}

/* "[:alpha:]" and the like within a bracket expression. */
static void put_class(struct reading *reading)
{
    char mark = reading->at[1];
    put(reading);
    put(reading);
    while (*reading->at != '\0' &&
           (*reading->at != mark || reading->at[1] != ']')) {
        put(reading);
    }
}

static void put_in_bracket(struct reading *reading)
{
    char c = *reading->at;
    char next = reading->at[1];
    if (c == '\\' && next == 'd') {
        buffer_add_str(reading->out, "0-9");
        reading->at += 2;
    } else if (c == '[' && next != '\0' && strchr(":.=", next) != NULL) {
        put_class(reading);
        if (*reading->at != '\0') {
            put(reading);
            put(reading);
        }
    } else {
        put(reading);
    }
}

/* A bracket expression; its end does not count where it stands first. */
static bool put_bracket(struct reading *reading)
{
    put(reading);
    if (*reading->at == '^') {
        put(reading);
    }
    if (*reading->at == ']') {
        put(reading);
    }
    while (*reading->at != '\0' && *reading->at != ']') {
        put_in_bracket(reading);
    }
    if (*reading->at == '\0') {
        return refuse(reading, "Unmatched [, [^, [:, [., or [=");
    }
    put(reading);
    return add_atom(reading, 1);
}

static bool put_escape(struct reading *reading)
{
    char c = reading->at[1];
    if (c == '\0') {
        return refuse(reading, "Trailing backslash");
    }
    if (c >= '1' && c <= '9') {
        return refuse(reading, "back-references are not supported");
    }
    if (c == 'd' || c == 'D') {
        buffer_add_str(reading->out, c == 'd' ? "[0-9]" : "[^0-9]");
        reading->at += 2;
    } else {
        put(reading);
        put(reading);
    }
    return add_atom(reading, 1);
}

static bool put_next(struct reading *reading)
{
    switch (*reading->at) {
    case '\\':
        return put_escape(reading);
    case '[':
        return put_bracket(reading);
    case '(':
        return open_group(reading);
    case ')':
        return close_group(reading);
    case '{':
        return put_bounds(reading);
    case '+':
        put(reading);
        return repeat(reading, 2);
    default:
        put(reading);
        return add_atom(reading, 1);
    }
}

bool pattern_text_translate(const char *text, struct buffer *out, char *why,
                            size_t why_size)
{
    struct reading reading = {.at = text, .out = out, .atom = 1};
    bool good = strlen(text) <= PATTERN_MAX ||
                refuse(&reading, "longer than 256 bytes");
    while (good && *reading.at != '\0') {
        good = put_next(&reading);
    }
    buffer_add_char(out, '\0');
    if (!good) {
        snprintf(why, why_size, "%s", reading.why);
    }
    return good && !out->failed;
}
