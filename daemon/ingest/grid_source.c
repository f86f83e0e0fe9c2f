#include "ingest/grid_source.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/grid_line.h"
#include "ingest/lines.h"
#include "platform/check.h"
#include "platform/macros.h"

/* Texts may be wholly of escapes. */
#define LINE_MAX_BYTES (2 * ROW_MAX_BYTES)

/* START: the first line is to come. BOOK: a sheet is. SHEET: merged ranges or
 * the first row of one. ROWS: its rows. DONE: it ended as it should. END: it
 * is spoilt, or enough was read. */
enum state {
    STATE_START,
    STATE_BOOK,
    STATE_SHEET,
    STATE_ROWS,
    STATE_DONE,
    STATE_END,
};

struct grid_source {
    struct source source;
    struct sheet_taker *taker;
    struct sheet_list *list;
    enum state state;
    struct lines lines;
    struct sheet sheet;
    struct buffer name;
    struct buffer merges; /* of struct sheet_merge */
    bool wanted;          /* the taker takes the sheet's rows */
    bool stopped;         /* it has enough */
    int next_line;        /* of row 1 of the next sheet */
    struct sheet_row row; /* row 0: none is open */
    bool flawed;          /* and its faults are told */
    struct buffer text;   /* of its cells */
    size_t offsets[SHEET_MAX_COLUMNS];
    struct sheet_cell cells[SHEET_MAX_COLUMNS];
};

/* [from][to] */
static const bool LEGAL[6][6] = {
    [STATE_START] = {[STATE_BOOK] = true, [STATE_END] = true},
    [STATE_BOOK] =
        {[STATE_SHEET] = true, [STATE_DONE] = true, [STATE_END] = true},
    [STATE_SHEET] = {[STATE_ROWS] = true, [STATE_END] = true},
    [STATE_ROWS] = {[STATE_BOOK] = true, [STATE_END] = true},
};

static void enter(struct grid_source *grid, enum state state)
{
    CHECK(LEGAL[grid->state][state]);
    grid->state = state;
}

static int line_of(const struct grid_source *grid)
{
    return grid->row.line > 0 ? grid->row.line : 1;
}

static bool spoil(struct grid_source *grid)
{
    struct place at = {line_of(grid), NULL};
    complain_file(grid->source.complaints, &at, FAULT_WORKBOOK_UNREADABLE,
                  span_of(NULL));
    enter(grid, STATE_END);
    return false;
}

/* --- a row --- */

/* Its texts do not move any more: offsets become cells. */
static void settle_cells(struct grid_source *grid)
{
    size_t end = grid->text.len;
    int used = 0;
    for (int i = grid->row.count - 1; i >= 0; i--) {
        struct sheet_cell *cell = &grid->cells[i];
        if (cell->kind == SHEET_EMPTY) {
            continue;
        }
        size_t from = grid->offsets[i];
        cell->text =
            span_trim((struct span){grid->text.data + from, end - from});
        end = from;
        if (cell->text.len == 0 && cell->kind == SHEET_TEXT) {
            *cell = (struct sheet_cell){.kind = SHEET_EMPTY};
        } else if (used == 0) {
            used = i + 1;
        }
    }
    grid->row.count = used;
}

static void end_row(struct grid_source *grid)
{
    if (grid->row.row == 0) {
        return;
    }
    settle_cells(grid);
    if (grid->flawed) {
        grid->source.rows++;
    } else if (grid->wanted && !grid->stopped && grid->row.count > 0) {
        enum row_result result = grid->taker->ops->row(grid->taker, &grid->row);
        grid->source.rows += result == ROW_TAKEN;
        grid->stopped = result == ROW_STOP;
    }
    grid->row.row = 0;
}

static void flaw(struct grid_source *grid, int column, enum fault fault,
                 const char *limit)
{
    const char *const args[3] = {limit, NULL, NULL};
    struct cell_place at = {grid->row.line, column, NULL};
    if (grid->wanted && !grid->stopped && !grid->flawed) {
        complain_cell(grid->source.complaints, &at, fault, args, span_of(NULL));
        grid->flawed = true;
    }
}

/* --- a sheet --- */

static int by_place(const void *a, const void *b)
{
    const struct sheet_merge *one = a;
    const struct sheet_merge *two = b;
    int rows = (one->top > two->top) - (one->top < two->top);
    int columns = (one->left > two->left) - (one->left < two->left);
    return rows != 0 ? rows : columns;
}

/* The merged ranges are all known. */
static void begin_sheet(struct grid_source *grid)
{
    struct sheet *sheet = &grid->sheet;
    sheet->merges = (const struct sheet_merge *)(void *)grid->merges.data;
    if (sheet->merge_count > 1) {
        qsort(grid->merges.data, (size_t)sheet->merge_count,
              sizeof(struct sheet_merge), by_place);
    }
    grid->wanted =
        !grid->stopped && grid->taker->ops->sheet(grid->taker, sheet);
    enter(grid, STATE_ROWS);
}

static void end_sheet(struct grid_source *grid)
{
    if (grid->state == STATE_SHEET) {
        begin_sheet(grid);
    }
    end_row(grid);
    if (grid->state != STATE_ROWS) {
        return;
    }
    if (grid->wanted) {
        grid->taker->ops->sheet_end(grid->taker);
    }
    enter(grid, STATE_BOOK);
}

/* --- what a line says --- */

static bool take_head(struct grid_source *grid, const struct grid_line *line)
{
    (void)line;
    if (grid->state != STATE_START) {
        return false;
    }
    enter(grid, STATE_BOOK);
    return true;
}

static bool take_sheet(struct grid_source *grid, const struct grid_line *line)
{
    if (grid->state == STATE_START ||
        line->numbers[0] != grid->sheet.number + 1) {
        return false;
    }
    end_sheet(grid);
    buffer_clear(&grid->name);
    buffer_clear(&grid->merges);
    if (!grid_line_unescape(line->text, &grid->name) || grid->name.failed) {
        return false;
    }
    grid->sheet = (struct sheet){
        .number = line->numbers[0],
        .name = {grid->name.data, grid->name.len},
        .hidden = line->hidden,
        .first_line = grid->next_line,
    };
    sheet_list_add(grid->list, &grid->sheet);
    enter(grid, STATE_SHEET);
    return true;
}

static bool take_merge(struct grid_source *grid, const struct grid_line *line)
{
    const int *numbers = line->numbers;
    const struct sheet_merge merge = {numbers[0], numbers[1], numbers[2],
                                      numbers[3]};
    if (grid->state != STATE_SHEET) {
        return false;
    }
    buffer_add(&grid->merges, &merge, sizeof(merge));
    grid->sheet.merge_count++;
    return !grid->merges.failed;
}

static bool take_row(struct grid_source *grid, const struct grid_line *line)
{
    int row = line->numbers[0];
    int before = grid->next_line - grid->sheet.first_line;
    if (grid->state == STATE_SHEET) {
        begin_sheet(grid);
    }
    if (grid->state != STATE_ROWS || row <= before) {
        return false;
    }
    end_row(grid);
    grid->row = (struct sheet_row){
        .line = grid->sheet.first_line + row - 1,
        .row = row,
        .hidden = line->hidden,
        .cells = grid->cells,
    };
    grid->next_line = grid->row.line + 1;
    grid->flawed = false;
    buffer_clear(&grid->text);
    return true;
}

static void skip_to(struct grid_source *grid, int column)
{
    while (grid->row.count < column - 1) {
        grid->cells[grid->row.count++] =
            (struct sheet_cell){.kind = SHEET_EMPTY};
    }
}

static bool take_cell(struct grid_source *grid, const struct grid_line *line)
{
    int column = line->numbers[0];
    if (grid->row.row == 0 || column <= grid->row.count) {
        return false;
    }
    if (column > SHEET_MAX_COLUMNS) {
        flaw(grid, 0, FAULT_TOO_MANY_COLUMNS, "1024");
        return true;
    }
    size_t from = grid->text.len;
    if (!grid_line_unescape(line->text, &grid->text)) {
        return false;
    }
    if (grid->text.failed) {
        flaw(grid, 0, FAULT_ROW_TOO_LONG, "1048576");
    } else if (grid->text.len - from > ROW_MAX_FIELD) {
        flaw(grid, column, FAULT_FIELD_TOO_LONG, "65536");
    }
    skip_to(grid, column);
    grid->offsets[column - 1] = from;
    grid->cells[column - 1].kind = line->kind;
    grid->row.count = column;
    return true;
}

static bool take_end(struct grid_source *grid, const struct grid_line *line)
{
    (void)line;
    if (grid->state == STATE_START) {
        return false;
    }
    end_sheet(grid);
    enter(grid, STATE_DONE);
    return true;
}

static bool take_bad(struct grid_source *grid, const struct grid_line *line)
{
    (void)grid;
    (void)line;
    return false;
}

typedef bool (*take_fn)(struct grid_source *grid, const struct grid_line *line);

static const take_fn TAKES[] = {
    [GRID_BAD] = take_bad,     [GRID_HEAD] = take_head,
    [GRID_SHEET] = take_sheet, [GRID_MERGE] = take_merge,
    [GRID_ROW] = take_row,     [GRID_CELL] = take_cell,
    [GRID_END] = take_end,
};

static void take_line(struct grid_source *grid, struct span text)
{
    struct grid_line line = {.numbers = {0}};
    enum grid_item item = grid_line_parse(lines_bare(text), &line);
    if (!TAKES[item](grid, &line)) {
        spoil(grid);
    }
}

/* --- the source --- */

static bool is_over(const struct grid_source *grid)
{
    return grid->state == STATE_DONE || grid->state == STATE_END;
}

static void finish(struct grid_source *grid)
{
    struct complaints *complaints = grid->source.complaints;
    if (!is_over(grid)) {
        spoil(grid);
    }
    if (complaints->verdict == FAULT_NONE) {
        grid->taker->ops->end(grid->taker);
    }
    if (complaints->verdict == FAULT_NONE && grid->source.rows == 0) {
        struct place at = {1, NULL};
        complain_file(complaints, &at, FAULT_NO_ROWS, span_of(NULL));
    }
}

static bool grid_text(struct source *source, struct span run, bool last)
{
    struct grid_source *grid = CONTAINER_OF(source, struct grid_source, source);
    enum lines_result result = LINES_GOT;
    lines_add(&grid->lines, run, last);
    while (!is_over(grid) && result != LINES_MORE) {
        struct span line;
        int number = 0;
        result = lines_next(&grid->lines, &line, &number);
        if (result == LINES_GOT) {
            take_line(grid, line);
        } else if (result == LINES_TOO_LONG) {
            spoil(grid);
        }
    }
    if (last || is_over(grid)) {
        finish(grid);
        return false;
    }
    return true;
}

static int grid_line(const struct source *source)
{
    return line_of((const struct grid_source *)source);
}

static void grid_free(struct source *source)
{
    struct grid_source *grid = CONTAINER_OF(source, struct grid_source, source);
    lines_fini(&grid->lines);
    buffer_fini(&grid->name);
    buffer_fini(&grid->merges);
    buffer_fini(&grid->text);
    free(grid);
}

static const struct source_ops GRID_OPS = {grid_text, grid_line, grid_free};

struct source *grid_source_new(struct sheet_taker *taker,
                               struct sheet_list *list,
                               struct complaints *complaints)
{
    struct grid_source *grid = malloc(sizeof(*grid));
    CHECK(grid != NULL);
    memset(grid, 0, offsetof(struct grid_source, offsets));
    grid->source = (struct source){&GRID_OPS, NULL, complaints, 0};
    grid->taker = taker;
    grid->list = list;
    grid->next_line = 1;
    lines_init(&grid->lines, LINE_MAX_BYTES);
    buffer_init(&grid->name, SHEET_MAX_NAME);
    buffer_init(&grid->merges, SHEET_MAX_MERGES * sizeof(struct sheet_merge));
    buffer_init(&grid->text, ROW_MAX_BYTES);
    buffer_add_str(&grid->text, ""); /* a row may have no text at all */
    return &grid->source;
}
