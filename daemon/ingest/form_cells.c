/* The cells of a row: labels, codes, periods and figures as apply wants them.
 */
#include <stdio.h>
#include <string.h>

#include "ingest/form_cells.h"
#include "ingest/status.h"
#include "platform/macros.h"

static const struct sheet_cell EMPTY = {.kind = SHEET_EMPTY};

const struct sheet_cell *form_cell_at(const struct form_sheet *sheet,
                                      int column)
{
    return column >= 1 && column <= sheet->row->count
               ? &sheet->row->cells[column - 1]
               : &EMPTY;
}

bool form_cell_refuse(struct form_sheet *sheet, const struct form_cell *cell,
                      const struct error *err)
{
    const struct sheet_cell *raw = form_cell_at(sheet, cell->bound->column);
    const struct cell_place at = {sheet->row->line, cell->bound->column,
                                  cell->bound->name.data};
    const char *const args[3] = {err->args[0], err->args[1], err->args[2]};
    return complain_cell(sheet->observe->complaints, &at, err->fault, args,
                         raw->text.data == NULL ? span_of("") : raw->text);
}

struct span form_cell_keep(struct form_sheet *sheet, const char *text,
                           size_t len)
{
    return (struct span){arena_copy(&sheet->texts, text, len), len};
}

/* --- figures --- */

static void count_norms(struct form_sheet *sheet, int column,
                        const struct form_number *number)
{
    for (int i = 0; i < FORM_NORM_COUNT; i++) {
        unsigned norm = 1U << i;
        if ((number->norms & norm) != 0) {
            form_norm(sheet, form_norm_name((enum form_norm)norm), column);
        }
    }
    if (number->token != NULL && number->token->log[0] != '\0') {
        form_norm(sheet, number->token->log, column);
    }
}

static bool read_number(struct form_sheet *sheet, const struct form_cell *cell,
                        struct form_number *number)
{
    const struct form_cells how = {
        catalogue_blank_tokens(sheet->observe->catalogue),
        sheet->wish->all_text,
    };
    struct error err = {0};
    int column = cell->bound->column;
    const struct form_mark at = {sheet->row->line, column};
    if (!form_number_read(&how, &cell->column, form_cell_at(sheet, column),
                          number, &err)) {
        return form_cell_refuse(sheet, cell, &err);
    }
    count_norms(sheet, column, number);
    if (number->warning != FAULT_NONE) {
        form_warn(sheet, fault_code(number->warning), &at, number->suggestion);
    }
    return true;
}

/* A number that stands for several cells is nobody's. */
static bool is_merged(struct form_sheet *sheet, const struct form_cell *cell)
{
    int column = cell->bound->column;
    const struct sheet_merge *merge = sheet->merged[column - 1];
    const struct cell_place at = {sheet->row->line, column,
                                  cell->bound->name.data};
    char row[16];
    if (merge == NULL) {
        return false;
    }
    snprintf(row, sizeof(row), "%d", merge->top);
    const char *const args[3] = {row, cell->bound->name.data, NULL};
    complain_cell(sheet->observe->complaints, &at, FAULT_MERGED_FIGURE, args,
                  span_of(NULL));
    return true;
}

static struct span token_of(struct form_sheet *sheet, int slot,
                            const struct form_number *number)
{
    char *out = sheet->figures[slot];
    if (number->has_value && number->status == STATUS_NORMAL) {
        memcpy(out, number->text, sizeof(number->text));
    } else {
        form_layout_token(number->status, number->has_value, out);
    }
    return span_of(out);
}

static bool send_figure(struct form_sheet *sheet, const struct form_cell *cell,
                        int slot, struct span *out)
{
    struct form_number number;
    const struct sheet_cell *raw = form_cell_at(sheet, cell->bound->column);
    if (!rewrite_is_plain(&cell->spec->rewrite)) {
        *out = raw->text;
        return true;
    }
    if (raw->text.len == 0 && sheet->form->form_layout->skip_blanks) {
        return true;
    }
    if (is_merged(sheet, cell) || !read_number(sheet, cell, &number)) {
        form_sums_spoil(&sheet->sums, cell->sum);
        return false;
    }
    if (number.has_value) {
        form_sums_add(&sheet->sums, cell->sum, number.text);
    }
    *out = token_of(sheet, slot, &number);
    return true;
}

/* --- the others --- */

static bool send_code(struct form_sheet *sheet, const struct form_cell *cell,
                      struct span *out)
{
    char code[FORM_CODE_MAX + 1];
    struct error err = {0};
    const struct sheet_cell raw = form_cell_filled(sheet, cell);
    if (!form_code_read(&raw, cell->bound->name.data, code, &err)) {
        return form_cell_refuse(sheet, cell, &err);
    }
    *out = form_cell_keep(sheet, code, strlen(code));
    return true;
}

static bool send_period(struct form_sheet *sheet, const struct form_cell *cell,
                        struct span *out)
{
    struct form_period period = {0};
    struct error err = {0};
    char text[PERIOD_TEXT_SIZE];
    const struct sheet_cell raw = form_cell_filled(sheet, cell);
    int year = sheet->marks.title_at.column > 0
                   ? period_first_day(sheet->marks.title.code) / 10000
                   : 0;
    if (!form_period_read(&raw, year, &period, &err)) {
        return form_cell_refuse(sheet, cell, &err);
    }
    form_context_fit(sheet, &period);
    period_print(period.code, text);
    form_context_doubts(
        sheet, &period,
        &(struct form_mark){sheet->row->line, cell->bound->column}, text);
    sheet->row_ytd = period.basis == FORM_BASIS_YTD &&
                     period_type_of(period.code) == PERIOD_MONTH;
    if (!form_context_time(sheet, period.code, &err) ||
        !form_context_first(sheet, text, sheet->row_ytd, &err)) {
        return form_cell_refuse(sheet, cell, &err);
    }
    *out = form_cell_keep(sheet, text, strlen(text));
    return true;
}

static bool send_given(struct form_sheet *sheet, const struct form_cell *cell,
                       struct span *out)
{
    const char *header = cell->spec->header;
    if (strcmp(header, FORM_VIRTUAL_ROW) == 0) {
        *out = span_of("1");
    } else if (strcmp(header, FORM_VIRTUAL_SECTION) == 0) {
        *out = span_of(sheet->section);
    } else if (strcmp(header, FORM_VIRTUAL_SHEET) == 0) {
        *out = span_of(sheet->told->name);
    } else if (strcmp(header, FORM_VIRTUAL_BASIS) == 0) {
        *out = span_of(sheet->row_ytd ? "ytd" : "month");
    }
    return true;
}

static bool send_cell(struct form_sheet *sheet, const struct form_cell *cell,
                      int slot, struct span *out)
{
    *out = span_of(NULL);
    if (cell->spec == NULL || cell->spec->as == AS_IGNORE) {
        return true;
    }
    if (cell->bound == NULL) {
        return send_given(sheet, cell, out);
    }
    if (cell->spec->as >= AS_VALUE) {
        return send_figure(sheet, cell, slot, out);
    }
    if (cell->spec->as == AS_SCHOOL) {
        return send_code(sheet, cell, out);
    }
    if (cell->spec->as == AS_PERIOD) {
        return send_period(sheet, cell, out);
    }
    return form_cell_text(sheet, cell, out);
}

/* A row with serial numbers only, as templates have them, or nothing of this
 * table. */
static bool is_blank(const struct form_sheet *sheet,
                     const struct form_table *table)
{
    for (int i = 0; i < table->count; i++) {
        const struct form_cell *cell = &table->cells[i];
        if (cell->bound != NULL && cell->spec != NULL &&
            cell->spec->as != AS_IGNORE &&
            form_cell_at(sheet, cell->bound->column)->text.len > 0) {
            return false;
        }
    }
    return true;
}

/* --- a column that says in which unit its row is --- */

static bool is_unit_column(const struct form_cell *cell)
{
    static const char *const NAMES[] = {"计量单位", "单位", "数量单位"};
    if (cell->bound == NULL ||
        (cell->spec != NULL && cell->spec->as != AS_IGNORE)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        if (form_label_same(cell->bound->name, span_of(NAMES[i]))) {
            return true;
        }
    }
    return false;
}

/* The unit of the figures that the row's unit contradicts; NULL: it goes with
 * some of them, or nothing is known of them. */
static const struct form_unit *contradicted(const struct form_table *table,
                                            const struct form_unit *said)
{
    const struct form_unit *found = NULL;
    for (int i = 0; i < table->count; i++) {
        const struct form_cell *cell = &table->cells[i];
        if (cell->bound == NULL || cell->spec == NULL ||
            cell->spec->as < AS_VALUE || cell->column.unit.name[0] == '\0') {
            continue;
        }
        if (!form_context_contradicts(said, &cell->column.unit)) {
            return NULL;
        }
        found = &cell->column.unit;
    }
    return found;
}

static bool check_unit(struct form_sheet *sheet, const struct form_table *table,
                       const struct form_cell *cell)
{
    struct form_unit said;
    struct error err = {0};
    if (!form_unit_read(form_cell_at(sheet, cell->bound->column)->text,
                        &said)) {
        return true;
    }
    const struct form_unit *wanted = contradicted(table, &said);
    if (wanted == NULL) {
        return true;
    }
    error_set(&err, FAULT_UNIT_CONFLICT, said.name, wanted->name, NULL);
    return form_cell_refuse(sheet, cell, &err);
}

static bool check_units(struct form_sheet *sheet,
                        const struct form_table *table)
{
    bool good = true;
    for (int i = 0; i < table->count; i++) {
        if (is_unit_column(&table->cells[i])) {
            good = check_unit(sheet, table, &table->cells[i]) && good;
        }
    }
    return good;
}

void form_cells_send(struct form_sheet *sheet, const struct form_table *table)
{
    if (is_blank(sheet, table)) {
        return;
    }
    sheet->table = table;
    sheet->row_ytd = false;
    bool good = check_units(sheet, table);
    arena_fini(&sheet->texts);
    arena_init(&sheet->texts);
    for (int i = 0; i < table->count; i++) {
        int slot = i < SHEET_MAX_COLUMNS ? i : SHEET_MAX_COLUMNS - 1;
        good =
            send_cell(sheet, &table->cells[i], slot, &sheet->cells[i]) && good;
    }
    const struct row row = {
        .line = sheet->row->line, .count = table->count, .cells = sheet->cells};
    sheet->report->rows++;
    sheet->told->rows++;
    sheet->section_rows++;
    form_sums_row(&sheet->sums);
    sheet->row_repeats = 0;
    if (good && sheet->repeat != NULL) {
        form_cells_repeat(sheet, table);
    }
    if (good) {
        (void)table->taker->ops->row(table->taker, &row);
    }
}

void form_cells_check(struct form_sheet *sheet, const struct form_table *table,
                      bool grand)
{
    sheet->table = table;
    for (int i = 0; i < table->count; i++) {
        const struct form_cell *cell = &table->cells[i];
        struct form_number number;
        if (cell->bound == NULL || cell->spec == NULL ||
            cell->spec->as < AS_VALUE ||
            !rewrite_is_plain(&cell->spec->rewrite) ||
            sheet->merged[cell->bound->column - 1] != NULL) {
            continue;
        }
        const struct cell_place at = {sheet->row->line, cell->bound->column,
                                      cell->bound->name.data};
        if (read_number(sheet, cell, &number) && number.has_value) {
            form_sums_check(&sheet->sums, cell->sum, grand, number.text, &at);
        }
    }
}
