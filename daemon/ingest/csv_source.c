#include <stdlib.h>

#include "ingest/csv_fault.h"
#include "ingest/csv_header.h"
#include "ingest/csv_split.h"
#include "ingest/lines.h"
#include "ingest/source.h"
#include "platform/check.h"
#include "platform/macros.h"

/* SKIP: lines above the heading. HEADER: until its last row. ROWS: data. END:
 * enough was read, or a fault that spoils the file. */
enum state { STATE_SKIP, STATE_HEADER, STATE_ROWS, STATE_END };

struct csv_source {
    struct source source;
    enum state state;
    char delimiter;
    int skip;
    struct lines lines;
    struct csv_split *split; /* NULL until the delimiter is known */
    struct csv_header *header;
};

static void enter(struct csv_source *csv, enum state state)
{
    ASSERT(csv->state < state);
    csv->state = state;
}

/* A bad row. In the heading, or when nobody knows where the row ends, it is
 * the file that is bad. */
static void bad_row(struct csv_source *csv, enum csv_result result, int line,
                    bool lost)
{
    bool spoils = csv->state != STATE_ROWS || lost;
    csv->source.rows += csv->state == STATE_ROWS;
    csv_fault_tell(csv->source.complaints, result, line, spoils);
    if (spoils) {
        enter(csv, STATE_END);
    }
}

static void begin_rows(struct csv_source *csv, int line)
{
    struct row_taker *taker = csv->source.taker;
    int count = csv_header_count(csv->header);
    bool good = true;
    for (int i = 0; i < count; i++) {
        struct span key = csv_header_key(csv->header, i);
        good = taker->ops->column(taker, i, key, line) && good;
    }
    /* In any case: all that is wrong with the header is told at once. */
    good = taker->ops->begin(taker, line, true) && good;
    enter(csv, good ? STATE_ROWS : STATE_END);
}

static void take_row(struct csv_source *csv, const struct row *row)
{
    struct row_taker *taker = csv->source.taker;
    if (row_is_empty(row)) {
        return;
    }
    if (csv->state == STATE_HEADER) {
        if (csv_header_add(csv->header, row)) {
            begin_rows(csv, row->line);
        }
        return;
    }
    switch (taker->ops->row(taker, row)) {
    case ROW_TAKEN:
        csv->source.rows++;
        break;
    case ROW_SKIPPED:
        break;
    case ROW_STOP:
        enter(csv, STATE_END);
        break;
    }
}

static void start_split(struct csv_source *csv, struct span line)
{
    if (csv->delimiter == '\0') {
        csv->delimiter = csv_split_guess(line);
    }
    csv->split = csv_split_new(csv->delimiter);
}

static void take_line(struct csv_source *csv, struct span line, int number)
{
    if (csv->state == STATE_SKIP) {
        csv->skip--;
        if (csv->skip <= 0) {
            enter(csv, STATE_HEADER);
        }
        return;
    }
    if (csv->split == NULL) {
        if (span_is_blank(line)) {
            return;
        }
        start_split(csv, line);
    }
    struct row row;
    enum csv_result result = csv_split_line(csv->split, line, number, &row);
    if (result == CSV_ROW) {
        take_row(csv, &row);
    } else if (result != CSV_BLANK && result != CSV_CONTINUES) {
        bad_row(csv, result, row.line, row.line != number);
    }
}

static void long_line(struct csv_source *csv, struct span line, int number)
{
    int open = csv->split == NULL ? 0 : csv_split_open(csv->split);
    bad_row(csv, csv_fault_of_long_line(line, csv->delimiter),
            open > 0 ? open : number, open > 0);
}

static void finish(struct csv_source *csv)
{
    int open = csv->split == NULL ? 0 : csv_split_open(csv->split);
    if (csv->state != STATE_END && open > 0) {
        bad_row(csv, CSV_BAD_QUOTE, open, true);
    }
    if (csv->source.complaints->verdict == FAULT_NONE &&
        csv->source.rows == 0) {
        struct place at = {1, NULL};
        complain_file(csv->source.complaints, &at, FAULT_NO_ROWS,
                      span_of(NULL));
    }
}

static bool csv_text(struct source *source, struct span run, bool last)
{
    struct csv_source *csv = CONTAINER_OF(source, struct csv_source, source);
    enum lines_result result = LINES_GOT;
    lines_add(&csv->lines, run, last);
    while (csv->state != STATE_END && result != LINES_MORE) {
        struct span line;
        int number = 0;
        result = lines_next(&csv->lines, &line, &number);
        if (result == LINES_GOT) {
            take_line(csv, line, number);
        } else if (result == LINES_TOO_LONG) {
            long_line(csv, line, number);
        }
    }
    if (last || csv->state == STATE_END) {
        finish(csv);
        return false;
    }
    return true;
}

static int csv_line(const struct source *source)
{
    return ((const struct csv_source *)source)->lines.line;
}

static void csv_free_source(struct source *source)
{
    struct csv_source *csv = CONTAINER_OF(source, struct csv_source, source);
    lines_fini(&csv->lines);
    csv_split_free(csv->split);
    csv_header_free(csv->header);
    free(csv);
}

static const struct source_ops CSV_OPS = {csv_text, csv_line, csv_free_source};

struct source *csv_source_new(const struct source_layout *layout,
                              struct row_taker *taker,
                              struct complaints *complaints)
{
    struct csv_source *csv = calloc(1, sizeof(*csv));
    CHECK(csv != NULL);
    csv->source = (struct source){&CSV_OPS, taker, complaints, 0};
    csv->delimiter = layout->delimiter;
    csv->skip = layout->skip_lines;
    csv->header = csv_header_new(layout->header_lines);
    lines_init(&csv->lines, ROW_MAX_BYTES);
    if (csv->skip == 0) {
        enter(csv, STATE_HEADER);
    }
    return &csv->source;
}
