/*
 * One line per event on stderr: `level=info req=... event=import_done key=v`.
 * Values with anything but [A-Za-z0-9_.:/+-] are quoted and escaped, so one
 * event is always one line whatever the value holds. A value is cut after
 * LOG_VALUE_MAX bytes ("..." follows), a line before LOG_LINE_MAX. The time
 * is the journal's to add.
 */
#ifndef TVS_PLATFORM_LOG_H
#define TVS_PLATFORM_LOG_H

#include <stddef.h>
#include <stdint.h>

#define LOG_VALUE_MAX 512
#define LOG_LINE_MAX 4096 /* what a pipe takes in one piece */

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct log_field {
    const char *key;
    const char *text; /* or NULL: use number */
    int64_t number;
};

#define LOG_TEXT(k, v) ((struct log_field){.key = (k), .text = (v)})
#define LOG_INT(k, v) ((struct log_field){.key = (k), .number = (v)})

/* Lines below this level are not written. "debug", "info", "warn", "error";
 * any other name is "info". */
void log_set_level(enum log_level level);
enum log_level log_level_parse(const char *name);
/* `req` may be NULL. Fields end with one whose key is NULL (LOG does that). */
void log_write(enum log_level level, const char *req, const char *event,
               const struct log_field *fields);

/* The line with its newline, without writing it; returns its bytes. `out` has
 * LOG_LINE_MAX bytes and gets no NUL. */
size_t log_format(char *out, enum log_level level, const char *req,
                  const char *event, const struct log_field *fields);

/* An empty field in front as well, so that the list may be empty. */
#define LOG(level, req, event, ...) \
    log_write(level, req, event,    \
              (const struct log_field[]){{0}, ##__VA_ARGS__, {0}} + 1)

#endif
