#include "workbook/number_format.h"

#include <stdbool.h>
#include <strings.h>

#include "platform/macros.h"

/* From one id to another; all others are plain. 32-35, 45-47, 55 and 56 are
 * times of day. */
static const struct {
    int first, last;
    enum number_format format;
} BUILTIN[] = {
    {9, 10, NUMBER_FORMAT_PERCENT}, {14, 17, NUMBER_FORMAT_DATE},
    {22, 22, NUMBER_FORMAT_DATE},   {27, 31, NUMBER_FORMAT_DATE},
    {36, 36, NUMBER_FORMAT_DATE},   {50, 54, NUMBER_FORMAT_DATE},
    {57, 58, NUMBER_FORMAT_DATE},
};

enum number_format number_format_builtin(int id)
{
    for (size_t i = 0; i < ARRAY_LEN(BUILTIN); i++) {
        if (id >= BUILTIN[i].first && id <= BUILTIN[i].last) {
            return BUILTIN[i].format;
        }
    }
    return NUMBER_FORMAT_PLAIN;
}

/* --- codes --- */

struct seen {
    bool day; /* or a year */
    bool month;
    bool time;
    bool percent;
};

/* Words in which letters mean nothing by themselves. */
static const struct {
    const char *word;
    size_t len;
} WORDS[] = {{"General", 7}, {"AM/PM", 5}, {"A/P", 3}};

static size_t word_at(const char *code, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (len >= WORDS[i].len &&
            strncasecmp(code, WORDS[i].word, WORDS[i].len) == 0) {
            return WORDS[i].len;
        }
    }
    return 0;
}

static size_t up_to(const char *code, size_t len, char end)
{
    size_t at = 1;
    while (at < len && code[at] != end) {
        at++;
    }
    return at < len ? at + 1 : len;
}

/* Bytes that say nothing: quoted, escaped, filling, in brackets. [h] and its
 * like are times, which are plain anyway. */
static size_t silent_at(const char *code, size_t len)
{
    switch (code[0]) {
    case '"':
        return up_to(code, len, '"');
    case '[':
        return up_to(code, len, ']');
    case '\\':
    case '_':
    case '*':
        return len < 2 ? 1 : 2;
    default:
        return word_at(code, len);
    }
}

static void note(struct seen *seen, char c)
{
    switch (c) {
    case 'y':
    case 'Y':
    case 'd':
    case 'D':
        seen->day = true;
        break;
    case 'm':
    case 'M':
        seen->month = true;
        break;
    case 'h':
    case 'H':
    case 's':
    case 'S':
        seen->time = true;
        break;
    case '%':
        seen->percent = true;
        break;
    default:
        break;
    }
}

/* The first section is that of ordinary numbers. */
enum number_format number_format_parse(const char *code, size_t len)
{
    struct seen seen = {0};
    for (size_t at = 0; at < len && code[at] != ';';) {
        size_t silent = silent_at(code + at, len - at);
        if (silent == 0) {
            note(&seen, code[at]);
            silent = 1;
        }
        at += silent;
    }
    if (seen.day || (seen.month && !seen.time)) {
        return NUMBER_FORMAT_DATE;
    }
    return seen.percent ? NUMBER_FORMAT_PERCENT : NUMBER_FORMAT_PLAIN;
}
