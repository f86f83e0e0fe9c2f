#include "platform/log.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "platform/macros.h"
#include "platform/utf8.h"

static const char *const LEVELS[] = {
    [LOG_DEBUG] = "debug",
    [LOG_INFO] = "info",
    [LOG_WARN] = "warn",
    [LOG_ERROR] = "error",
};

/* The one mutable global of the project: stderr is one per process as well,
 * and a check that fails has nobody to ask for a logger. */
static enum log_level lowest = LOG_INFO;

void log_set_level(enum log_level level)
{
    lowest = level;
}

enum log_level log_level_parse(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(LEVELS); i++) {
        if (strcmp(name, LEVELS[i]) == 0) {
            return (enum log_level)i;
        }
    }
    return LOG_INFO;
}

struct line {
    char *out;
    size_t len;
    bool full;
};

/* All or nothing, so that no escape is cut in two. Two bytes stay free for
 * the closing quote and the newline. */
static void line_add(struct line *line, const char *text, size_t len)
{
    if (line->full || len > LOG_LINE_MAX - 2 - line->len) {
        line->full = true;
        return;
    }
    memcpy(line->out + line->len, text, len);
    line->len += len;
}

static void line_add_str(struct line *line, const char *text)
{
    line_add(line, text, strlen(text));
}

static bool is_bare(const char *text)
{
    static const char BARE[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789_.:/+-";
    size_t len = strlen(text);
    return len > 0 && len <= LOG_VALUE_MAX && strspn(text, BARE) == len;
}

/* Characters that would end the line, turn it around or leave the quotes. */
static bool must_escape(uint32_t point)
{
    return utf8_control(point) || point == '"' || point == '\\' ||
           point == 0x2028 || point == 0x2029;
}

static void add_escaped(struct line *line, uint32_t point)
{
    char text[12];
    switch (point) {
    case '"':
        line_add_str(line, "\\\"");
        return;
    case '\\':
        line_add_str(line, "\\\\");
        return;
    case '\n':
        line_add_str(line, "\\n");
        return;
    case '\r':
        line_add_str(line, "\\r");
        return;
    case '\t':
        line_add_str(line, "\\t");
        return;
    default:
        snprintf(text, sizeof(text), "\\u%04" PRIx32, point);
        line_add_str(line, text);
    }
}

/* One character, or one byte that is none; returns the bytes taken. */
static size_t add_character(struct line *line, const char *text, size_t len)
{
    if (utf8_check(text, len) == 0) {
        char hex[8];
        snprintf(hex, sizeof(hex), "\\x%02x", (unsigned char)text[0]);
        line_add_str(line, hex);
        return 1;
    }
    uint32_t point = 0;
    size_t step = utf8_next(text, len, &point);
    if (must_escape(point)) {
        add_escaped(line, point);
    } else {
        line_add(line, text, step);
    }
    return step;
}

static void add_value(struct line *line, const char *text)
{
    if (is_bare(text)) {
        line_add_str(line, text);
        return;
    }
    size_t len = strlen(text);
    size_t end = utf8_cut(text, len, LOG_VALUE_MAX);
    line_add_str(line, "\"");
    bool opened = !line->full;
    size_t at = 0;
    while (at < end) {
        at += add_character(line, text + at, end - at);
    }
    if (end < len) {
        line_add_str(line, "...");
    }
    if (opened) {
        line->out[line->len++] = '"';
    }
}

static void add_pair(struct line *line, const char *key, const char *text)
{
    if (line->len > 0) {
        line_add_str(line, " ");
    }
    line_add_str(line, key);
    line_add_str(line, "=");
    if (!line->full) {
        add_value(line, text);
    }
}

size_t log_format(char *out, enum log_level level, const char *req,
                  const char *event, const struct log_field *fields)
{
    struct line line = {.out = out};
    add_pair(&line, "level", LEVELS[level]);
    if (req != NULL) {
        add_pair(&line, "req", req);
    }
    add_pair(&line, "event", event);
    for (; fields->key != NULL && !line.full; fields++) {
        char digits[24];
        snprintf(digits, sizeof(digits), "%" PRId64, fields->number);
        add_pair(&line, fields->key,
                 fields->text != NULL ? fields->text : digits);
    }
    out[line.len++] = '\n';
    return line.len;
}

void log_write(enum log_level level, const char *req, const char *event,
               const struct log_field *fields)
{
    if (level < lowest) {
        return;
    }
    char out[LOG_LINE_MAX];
    size_t len = log_format(out, level, req, event, fields);
    /* Nobody is left to tell when the log itself cannot be written. */
    ssize_t written = write(STDERR_FILENO, out, len);
    (void)written;
}
