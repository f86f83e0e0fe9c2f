#include "ingest/sheet_csv.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/csv_fault.h"
#include "ingest/csv_split.h"
#include "ingest/lines.h"
#include "platform/check.h"
#include "platform/macros.h"

/* HEAD: text is kept until the delimiter can be guessed. ROWS: data. END:
 * enough was read, or a fault that spoils the file. */
enum state { STATE_HEAD, STATE_ROWS, STATE_END };

struct sheet_csv {
    struct source source;
    struct sheet_taker *taker;
    enum state state;
    bool begun;  /* the taker was told of the sheet */
    bool wanted; /* and wants its rows */
    char delimiter;
    struct buffer head;
    struct lines lines;
    struct csv_split *split; /* NULL until the delimiter is known */
    struct sheet_cell cells[SHEET_MAX_COLUMNS];
};

static void enter(struct sheet_csv *csv, enum state state)
{
    ASSERT(csv->state < state);
    csv->state = state;
}

/* One row is lost; when nobody knows where it ends, the file is. */
static void bad_row(struct sheet_csv *csv, enum csv_result result, int line,
                    bool lost)
{
    csv->source.rows++;
    csv_fault_tell(csv->source.complaints, result, line, lost);
    if (lost) {
        enter(csv, STATE_END);
    }
}

static int fill_cells(struct sheet_csv *csv, const struct row *row)
{
    int count = 0;
    for (int i = 0; i < row->count; i++) {
        csv->cells[i] = (struct sheet_cell){.kind = SHEET_EMPTY};
        if (row->cells[i].len > 0) {
            csv->cells[i] = (struct sheet_cell){SHEET_TEXT, row->cells[i]};
            count = i + 1;
        }
    }
    return count;
}

static void take_row(struct sheet_csv *csv, const struct row *row)
{
    struct sheet_row out = {
        .line = row->line,
        .row = row->line,
        .count = fill_cells(csv, row),
        .cells = csv->cells,
    };
    if (out.count == 0) {
        return;
    }
    enum row_result result = csv->taker->ops->row(csv->taker, &out);
    csv->source.rows += result == ROW_TAKEN;
    if (result == ROW_STOP) {
        enter(csv, STATE_END);
    }
}

static void take_line(struct sheet_csv *csv, struct span line, int number)
{
    struct row row;
    enum csv_result result = csv_split_line(csv->split, line, number, &row);
    if (result == CSV_ROW) {
        take_row(csv, &row);
    } else if (result != CSV_BLANK && result != CSV_CONTINUES) {
        bad_row(csv, result, row.line, row.line != number);
    }
}

static void long_line(struct sheet_csv *csv, struct span line, int number)
{
    int open = csv_split_open(csv->split);
    bad_row(csv, csv_fault_of_long_line(line, csv->delimiter),
            open > 0 ? open : number, open > 0);
}

static void take_text(struct sheet_csv *csv, struct span run, bool last)
{
    enum lines_result result = LINES_GOT;
    lines_add(&csv->lines, run, last);
    while (csv->state == STATE_ROWS && result != LINES_MORE) {
        struct span line;
        int number = 0;
        result = lines_next(&csv->lines, &line, &number);
        if (result == LINES_GOT) {
            take_line(csv, line, number);
        } else if (result == LINES_TOO_LONG) {
            long_line(csv, line, number);
        }
    }
}

/* Titles above a table have no delimiters: the whole beginning is counted. */
static void begin(struct sheet_csv *csv)
{
    static const struct sheet ONLY = {.number = 1, .first_line = 1};
    if (csv->delimiter == '\0') {
        csv->delimiter =
            csv_split_guess((struct span){csv->head.data, csv->head.len});
    }
    csv->split = csv_split_new(csv->delimiter);
    csv->begun = true;
    csv->wanted = csv->taker->ops->sheet(csv->taker, &ONLY);
    enter(csv, csv->wanted ? STATE_ROWS : STATE_END);
}

/* Keeps what fits of the run, which it cuts; true when it is time to guess. */
static bool keep_head(struct sheet_csv *csv, struct span *run, bool last)
{
    size_t room = SHEET_CSV_HEAD - csv->head.len;
    size_t len = run->len < room ? run->len : room;
    buffer_add(&csv->head, run->data, len);
    CHECK(!csv->head.failed);
    run->data += len;
    run->len -= len;
    return last || csv->head.len == SHEET_CSV_HEAD;
}

static void finish(struct sheet_csv *csv)
{
    const struct sheet_taker_ops *ops = csv->taker->ops;
    struct complaints *complaints = csv->source.complaints;
    int open = csv_split_open(csv->split);
    if (csv->state == STATE_ROWS && open > 0) {
        bad_row(csv, CSV_BAD_QUOTE, open, true);
    }
    if (csv->wanted) {
        ops->sheet_end(csv->taker);
    }
    if (complaints->verdict == FAULT_NONE) {
        ops->end(csv->taker);
    }
    if (complaints->verdict == FAULT_NONE && csv->source.rows == 0) {
        struct place at = {1, NULL};
        complain_file(complaints, &at, FAULT_NO_ROWS, span_of(NULL));
    }
}

static bool csv_text(struct source *source, struct span run, bool last)
{
    struct sheet_csv *csv = CONTAINER_OF(source, struct sheet_csv, source);
    if (csv->state == STATE_HEAD && keep_head(csv, &run, last)) {
        begin(csv);
        struct span head = {csv->head.data, csv->head.len};
        take_text(csv, head, last && run.len == 0);
    }
    if (csv->state == STATE_ROWS && !csv->lines.last) {
        take_text(csv, run, last);
    }
    if (csv->begun && (last || csv->state == STATE_END)) {
        finish(csv);
        return false;
    }
    return true;
}

static int csv_line(const struct source *source)
{
    return ((const struct sheet_csv *)source)->lines.line;
}

static void csv_free_source(struct source *source)
{
    struct sheet_csv *csv = CONTAINER_OF(source, struct sheet_csv, source);
    buffer_fini(&csv->head);
    lines_fini(&csv->lines);
    csv_split_free(csv->split);
    free(csv);
}

static const struct source_ops CSV_OPS = {csv_text, csv_line, csv_free_source};

struct source *sheet_csv_new(char delimiter, struct sheet_taker *taker,
                             struct complaints *complaints)
{
    struct sheet_csv *csv = malloc(sizeof(*csv));
    CHECK(csv != NULL);
    memset(csv, 0, offsetof(struct sheet_csv, cells));
    csv->source = (struct source){&CSV_OPS, NULL, complaints, 0};
    csv->taker = taker;
    csv->delimiter = delimiter;
    buffer_init(&csv->head, SHEET_CSV_HEAD + 1);
    lines_init(&csv->lines, ROW_MAX_BYTES);
    return &csv->source;
}
