#include "ingest/csv_split.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/lines.h"
#include "platform/buffer.h"
#include "platform/check.h"
#include "platform/macros.h"

#define CSV_GROWTH 4096 /* libcsv's field buffer grows by so much */

struct csv_split {
    struct csv_parser parser;
    char delimiter;
    bool open;  /* between the lines of one row */
    bool ended; /* libcsv saw the end of the row */
    int line;   /* where the row began */
    int count;
    bool many;                       /* more than ROW_MAX_COLUMNS */
    bool too_long;                   /* a field is */
    struct buffer text;              /* of a row that libcsv reads */
    size_t offsets[ROW_MAX_COLUMNS]; /* of its fields */
    struct span cells[ROW_MAX_COLUMNS];
};

/* libcsv asks for room for one field only: a field that is much too long ends
 * with its out-of-memory error. A little more than the maximum, because it
 * puts the closing quote into the field before it takes it out again. */
static void *bounded_realloc(void *old, size_t size)
{
    return size > ROW_MAX_FIELD + CSV_GROWTH ? NULL : realloc(old, size);
}

static void parser_start(struct csv_split *split)
{
    CHECK(csv_init(&split->parser, CSV_STRICT) == 0);
    csv_set_delim(&split->parser, (unsigned char)split->delimiter);
    csv_set_realloc_func(&split->parser, bounded_realloc);
    csv_set_blk_size(&split->parser, CSV_GROWTH);
}

struct csv_split *csv_split_new(char delimiter)
{
    struct csv_split *split = malloc(sizeof(*split));
    CHECK(split != NULL);
    memset(split, 0, offsetof(struct csv_split, offsets));
    split->delimiter = delimiter;
    buffer_init(&split->text, ROW_MAX_BYTES);
    parser_start(split);
    return split;
}

void csv_split_free(struct csv_split *split)
{
    if (split != NULL) {
        csv_free(&split->parser);
        buffer_fini(&split->text);
        free(split);
    }
}

static void restart(struct csv_split *split)
{
    csv_free(&split->parser);
    parser_start(split);
    split->open = false;
}

static void on_field(void *data, size_t len, void *ctx)
{
    struct csv_split *split = ctx;
    split->too_long = split->too_long || len > ROW_MAX_FIELD;
    if (split->count == ROW_MAX_COLUMNS) {
        split->many = true;
        return;
    }
    split->offsets[split->count++] = split->text.len;
    buffer_add(&split->text, data, len);
}

static void on_end(int c, void *ctx)
{
    (void)c;
    struct csv_split *split = ctx;
    split->ended = true;
}

/* The texts do not move any more: offsets become cells. */
static void take_cells(struct csv_split *split)
{
    size_t end = split->text.len;
    for (int i = split->count - 1; i >= 0; i--) {
        const char *from = split->text.data + split->offsets[i];
        split->cells[i] =
            span_trim((struct span){from, end - split->offsets[i]});
        end = split->offsets[i];
    }
}

static enum csv_result failure(struct csv_split *split)
{
    int error = csv_error(&split->parser);
    restart(split);
    return error == CSV_EPARSE ? CSV_BAD_QUOTE : CSV_LONG_FIELD;
}

static enum csv_result finish(struct csv_split *split, struct row *row)
{
    split->open = false;
    if (split->many) {
        return CSV_MANY_FIELDS;
    }
    if (split->too_long) {
        return CSV_LONG_FIELD;
    }
    if (split->text.failed) {
        return CSV_LONG_ROW;
    }
    buffer_reserve(&split->text, 1);
    take_cells(split);
    row->count = split->count;
    row->cells = split->cells;
    return CSV_ROW;
}

/* The last line of a file may lack its end: libcsv gets one. */
static bool parse(struct csv_split *split, struct span line)
{
    size_t bare = lines_bare(line).len;
    const char *end = bare < line.len ? line.data + bare : "\n";
    size_t end_len = bare < line.len ? line.len - bare : 1;
    return csv_parse(&split->parser, line.data, bare, on_field, on_end,
                     split) == bare &&
           csv_parse(&split->parser, end, end_len, on_field, on_end, split) ==
               end_len;
}

static enum csv_result split_quoted(struct csv_split *split, struct span line,
                                    struct row *row)
{
    if (!split->open) {
        buffer_clear(&split->text);
        split->count = 0;
        split->many = false;
        split->too_long = false;
        split->open = true;
    }
    split->ended = false;
    if (!parse(split, line)) {
        return failure(split);
    }
    if (!split->ended) {
        return CSV_CONTINUES;
    }
    return finish(split, row);
}

/* Outside quotes libcsv drops tabs too. */
static struct span trim_plain(struct span cell)
{
    cell = span_trim(cell);
    while (cell.len > 0 &&
           (cell.data[0] == '\t' || cell.data[cell.len - 1] == '\t')) {
        cell.data += cell.data[0] == '\t';
        cell.len--;
        cell = span_trim(cell);
    }
    return cell;
}

static enum csv_result split_plain(struct csv_split *split, struct span line,
                                   struct row *row)
{
    struct span rest = lines_bare(line);
    const char *end = rest.data + rest.len;
    const char *from = rest.data;
    bool too_long = false;
    split->count = 0;
    for (const char *at = from; split->count < ROW_MAX_COLUMNS; at++) {
        if (at < end && *at != split->delimiter) {
            continue;
        }
        struct span cell = {from, (size_t)(at - from)};
        too_long = too_long || cell.len > ROW_MAX_FIELD;
        split->cells[split->count++] = trim_plain(cell);
        if (at == end) {
            row->count = split->count;
            row->cells = split->cells;
            return too_long ? CSV_LONG_FIELD : CSV_ROW;
        }
        from = at + 1;
    }
    return CSV_MANY_FIELDS;
}

enum csv_result csv_split_line(struct csv_split *split, struct span line,
                               int number, struct row *row)
{
    if (!split->open) {
        split->line = number;
    }
    *row = (struct row){.line = split->line};
    if (split->open || memchr(line.data, '"', line.len) != NULL) {
        return split_quoted(split, line, row);
    }
    if (span_is_blank(line)) {
        return CSV_BLANK;
    }
    return split_plain(split, line, row);
}

int csv_split_open(const struct csv_split *split)
{
    return split->open ? split->line : 0;
}

char csv_split_guess(struct span line)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[ARRAY_LEN(candidates)] = {0};
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        quoted ^= line.data[i] == '"';
        for (size_t c = 0; c < ARRAY_LEN(candidates); c++) {
            counts[c] += !quoted && line.data[i] == candidates[c];
        }
    }
    size_t best = 0;
    for (size_t c = 1; c < ARRAY_LEN(candidates); c++) {
        best = counts[c] > counts[best] ? c : best;
    }
    return candidates[best];
}
