#include "ingest/sheet_rows.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/csv_header.h"
#include "ingest/sheet_percent.h"
#include "platform/check.h"
#include "platform/macros.h"

/* SEARCH: no sheet has a cell so far. HEADER: until its last row. ROWS: data.
 * REST: enough was read; only the names of other sheets are wanted. */
enum state { STATE_SEARCH, STATE_HEADER, STATE_ROWS, STATE_REST };

struct sheet_rows {
    struct sheet_taker sheets;
    const struct source_layout *layout;
    struct row_taker *taker;
    struct sheet_list *list;
    struct complaints *complaints;
    enum state state;
    struct sheet sheet; /* the current one; its name is the source's */
    int taken;          /* the number of the sheet that is read, 0: none yet */
    int next_merge;
    int covered[SHEET_MAX_COLUMNS]; /* down to this row, below its top */
    struct csv_header *header;
    int columns;
    struct span cells[SHEET_MAX_COLUMNS];
    struct row_flaw flaws[SHEET_MAX_COLUMNS];
    char percents[SHEET_MAX_COLUMNS][SHEET_PERCENT_SIZE];
};

static struct sheet_rows *rows_of(struct sheet_taker *taker)
{
    return CONTAINER_OF(taker, struct sheet_rows, sheets);
}

static void enter(struct sheet_rows *rows, enum state state)
{
    ASSERT(rows->state < state);
    rows->state = state;
}

/* --- cells --- */

/* What the cell says, as a CSV file has it. */
static struct span text_of(struct sheet_rows *rows, int index,
                           const struct sheet_cell *cell)
{
    switch (cell->kind) {
    case SHEET_TEXT:
    case SHEET_NUMBER:
    case SHEET_DATE:
        return cell->text;
    case SHEET_PERCENT:
        return sheet_percent(cell->text, rows->percents[index]);
    case SHEET_BOOL:
        return span_of(span_is(cell->text, "TRUE") ? "true" : "false");
    case SHEET_EMPTY:
    case SHEET_ERROR:
    case SHEET_UNKNOWN:
        break;
    }
    return span_of("");
}

static void fill_cells(struct sheet_rows *rows, const struct sheet_row *in,
                       struct row *out)
{
    for (int i = 0; i < in->count; i++) {
        rows->cells[i] = text_of(rows, i, &in->cells[i]);
    }
    for (int i = in->count; i < rows->columns; i++) {
        rows->cells[i] = span_of("");
    }
    int width = in->count > rows->columns ? in->count : rows->columns;
    *out = (struct row){.line = in->line, .count = width, .cells = rows->cells};
}

/* --- flaws --- */

static void cover(struct sheet_rows *rows, const struct sheet_merge *merge)
{
    ASSERT(merge->left >= 1);
    for (int column = merge->left;
         column <= merge->right && column <= SHEET_MAX_COLUMNS; column++) {
        int *down = &rows->covered[column - 1];
        *down = merge->bottom > *down ? merge->bottom : *down;
    }
}

/* Ranges that begin in this row or above; they come by their top. */
static void cover_to(struct sheet_rows *rows, int row)
{
    const struct sheet *sheet = &rows->sheet;
    while (rows->next_merge < sheet->merge_count &&
           sheet->merges[rows->next_merge].top <= row) {
        cover(rows, &sheet->merges[rows->next_merge++]);
    }
}

/* Only the cell in the upper left corner of a range has the value. */
static bool is_hidden_part(const struct sheet_rows *rows,
                           const struct sheet_row *row, int index)
{
    bool empty = index >= row->count || row->cells[index].kind == SHEET_EMPTY;
    return empty && rows->covered[index] >= row->row;
}

static enum fault flaw_of(const struct sheet_rows *rows,
                          const struct sheet_row *row, int index)
{
    enum sheet_kind kind =
        index < row->count ? row->cells[index].kind : SHEET_EMPTY;
    if (kind == SHEET_ERROR) {
        return FAULT_SHEET_ERROR;
    }
    if (kind == SHEET_UNKNOWN) {
        return FAULT_FORMULA_VALUE;
    }
    return is_hidden_part(rows, row, index) ? FAULT_MERGED_CELL : FAULT_NONE;
}

static void find_flaws(struct sheet_rows *rows, const struct sheet_row *in,
                       struct row *out)
{
    int count = 0;
    cover_to(rows, in->row);
    for (int i = 0; i < rows->columns; i++) {
        enum fault fault = flaw_of(rows, in, i);
        if (fault == FAULT_NONE) {
            continue;
        }
        rows->flaws[count++] = (struct row_flaw){
            .column = i + 1,
            .heading = rows->list->headings[i],
            .fault = fault,
            .value = i < in->count ? in->cells[i].text : span_of(NULL),
        };
    }
    out->flaws = rows->flaws;
    out->flaw_count = count;
}

/* --- rows --- */

static void begin_rows(struct sheet_rows *rows, int line)
{
    struct row_taker *taker = rows->taker;
    bool good = true;
    rows->columns = csv_header_count(rows->header);
    for (int i = 0; i < rows->columns; i++) {
        struct span key = csv_header_key(rows->header, i);
        sheet_list_add_heading(rows->list, key);
        good = taker->ops->column(taker, i, key, line) && good;
    }
    good = taker->ops->begin(taker, line, true) && good;
    enter(rows, good ? STATE_ROWS : STATE_REST);
}

static enum row_result take_data(struct sheet_rows *rows,
                                 const struct sheet_row *in)
{
    struct row row;
    fill_cells(rows, in, &row);
    find_flaws(rows, in, &row);
    enum row_result result = rows->taker->ops->row(rows->taker, &row);
    if (result != ROW_STOP) {
        return result;
    }
    enter(rows, STATE_REST);
    return ROW_SKIPPED;
}

static void take_heading(struct sheet_rows *rows, const struct sheet_row *in)
{
    struct row row;
    fill_cells(rows, in, &row);
    if (csv_header_add(rows->header, &row)) {
        begin_rows(rows, in->line);
    }
}

static void tell(struct sheet_rows *rows)
{
    char name[SHEET_MAX_NAME + 1];
    struct sink *sink = rows->complaints->sink;
    span_copy(rows->sheet.name, name, sizeof(name));
    sink->ops->warning(
        sink, rows->sheet.hidden ? "hidden_sheet" : "ignored_sheet", name);
}

/* A row of a sheet that is not read: it is named. */
static enum row_result take_other(struct sheet_rows *rows)
{
    if (rows->next_merge >= 0) {
        tell(rows);
        rows->next_merge = -1; /* once */
    }
    return ROW_SKIPPED;
}

static enum row_result on_row(struct sheet_taker *taker,
                              const struct sheet_row *row)
{
    struct sheet_rows *rows = rows_of(taker);
    if (rows->sheet.hidden ||
        (rows->taken != 0 && rows->taken != rows->sheet.number)) {
        return take_other(rows);
    }
    if (rows->taken == 0) {
        rows->taken = rows->sheet.number;
        enter(rows, STATE_HEADER);
    }
    if (rows->state == STATE_ROWS) {
        return take_data(rows, row);
    }
    if (rows->state == STATE_HEADER && row->row > rows->layout->skip_lines) {
        take_heading(rows, row);
    }
    return ROW_SKIPPED;
}

static bool on_sheet(struct sheet_taker *taker, const struct sheet *sheet)
{
    struct sheet_rows *rows = rows_of(taker);
    rows->sheet = *sheet;
    rows->next_merge = 0;
    memset(rows->covered, 0, sizeof(rows->covered));
    return true;
}

static void on_end(struct sheet_taker *taker)
{
    (void)taker;
}

static void on_free(struct sheet_taker *taker)
{
    struct sheet_rows *rows = rows_of(taker);
    csv_header_free(rows->header);
    free(rows);
}

static const struct sheet_taker_ops ROWS_OPS = {
    .sheet = on_sheet,
    .row = on_row,
    .sheet_end = on_end,
    .end = on_end,
    .free = on_free,
};

struct sheet_taker *sheet_rows_new(const struct source_layout *layout,
                                   struct row_taker *taker,
                                   struct sheet_list *list,
                                   struct complaints *complaints)
{
    struct sheet_rows *rows = calloc(1, sizeof(*rows));
    CHECK(rows != NULL);
    rows->sheets.ops = &ROWS_OPS;
    rows->layout = layout;
    rows->taker = taker;
    rows->list = list;
    rows->complaints = complaints;
    rows->header = csv_header_new(layout->header_lines);
    return &rows->sheets;
}
