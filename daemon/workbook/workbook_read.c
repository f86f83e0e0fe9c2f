#include "workbook/workbook_read.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workbook/grid.h"
#include "workbook/sandbox.h"
#include "workbook/workbook_limits.h"
#include "workbook/xls.h"
#include "workbook/xlsx.h"

/* --- what it is --- */

#define SNIFF 1024 /* bytes that are looked at for a word */

static const struct {
    const char *mark;
    size_t len;
    bool (*read)(const void *data, size_t len, struct grid *grid,
                 struct error *err);
    const char *what; /* read NULL: what it is instead */
} MARKS[] = {
    {"PK\3\4", 4, xlsx_read, NULL},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, xls_read, NULL},
    {"%PDF", 4, NULL, "PDF"},
    {"{\\rtf", 5, NULL, "RTF"},
    {"Rar!", 4, NULL, "RAR"},
    {"7z\xBC\xAF", 4, NULL, "7z"},
    {"MIME-Version", 12, NULL, "MHT"},
};

/* Words by which text gives itself away; in this order. */
static const struct {
    const char *word;
    const char *what;
} WORDS[] = {
    {"urn:schemas-microsoft-com:office:spreadsheet", "XML"},
    {"<html", "HTML"},
    {"<table", "HTML"},
    {"<!doctype html", "HTML"},
    {"<meta", "HTML"},
    {"mime-version", "MHT"},
    {"<?xml", "XML"},
};

static bool format_fail(struct error *err, const char *what)
{
    return error_set(err, FAULT_WORKBOOK_FORMAT, what, NULL, NULL);
}

/* Small letters of ASCII; in UTF-16 what lies between them is left out. */
static void lower(char out[SNIFF + 1], const char *data, size_t len)
{
    size_t to = 0;
    for (size_t i = 0; i < len && i < SNIFF; i++) {
        char c = data[i];
        if (c != '\0') {
            out[to++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
    }
    out[to] = '\0';
}

static bool unknown(const char *data, size_t len, struct error *err)
{
    char text[SNIFF + 1];
    lower(text, data, len);
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (strstr(text, WORDS[i].word) != NULL) {
            return format_fail(err, WORDS[i].what);
        }
    }
    return format_fail(err, len == 0 ? "0 bytes" : "?");
}

bool workbook_convert(const void *data, size_t len, struct grid *grid,
                      struct error *err)
{
    for (size_t i = 0; i < ARRAY_LEN(MARKS); i++) {
        if (len < MARKS[i].len ||
            memcmp(data, MARKS[i].mark, MARKS[i].len) != 0) {
            continue;
        }
        return MARKS[i].read != NULL ? MARKS[i].read(data, len, grid, err)
                                     : format_fail(err, MARKS[i].what);
    }
    return unknown(data, len, err);
}

/* --- the child --- */

struct input {
    const void *data;
    size_t len;
};

static bool map_input(struct input *out, struct error *err)
{
    struct stat stat;
    if (fstat(STDIN_FILENO, &stat) != 0 || !S_ISREG(stat.st_mode)) {
        return workbook_unreadable(err, "standard input is not a file");
    }
    if (stat.st_size > WORKBOOK_MAX_BYTES) {
        return workbook_too_many(err, "bytes", WORKBOOK_MAX_BYTES);
    }
    *out = (struct input){"", (size_t)stat.st_size};
    if (stat.st_size > 0) {
        out->data = mmap(NULL, out->len, PROT_READ, MAP_PRIVATE | MAP_POPULATE,
                         STDIN_FILENO, 0);
    }
    return out->data != MAP_FAILED ||
           workbook_unreadable(err, "could not map standard input: %s",
                               strerror(errno));
}

bool workbook_read(struct error *err)
{
    struct input input = {"", 0};
    struct grid *grid = grid_new(STDOUT_FILENO);
    if (grid == NULL) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    /* Nothing looks at the bytes before the sandbox is shut. */
    xls_prepare();
    bool ok = sandbox_limit(err) && map_input(&input, err) &&
              sandbox_enter(err) &&
              workbook_convert(input.data, input.len, grid, err) &&
              grid_end(grid, err);
    if (!ok && !grid_refuse(grid, err)) {
        return false; /* the exit code says so */
    }
    return ok;
}
