/* The columns of a table, as apply gets them: those that the sheet has, then
 * those that it lacks and those that the layout gives. */
#include <string.h>

#include "ingest/apply.h"
#include "ingest/form_impl.h"

void form_block_column(const struct form_sheet *sheet,
                       const struct profile_column *spec,
                       struct form_column *column)
{
    const char *code = spec->indicator;
    const char *unit = spec->form.unit;
    for (int i = 0; code == NULL && i < sheet->form->constant_count; i++) {
        if (strcmp(sheet->form->constants[i].name, "indicator") == 0) {
            code = sheet->form->constants[i].text.data;
        }
    }
    const struct indicator *indicator =
        code == NULL ? NULL
                     : catalogue_indicator(sheet->observe->catalogue, code,
                                           strlen(code));
    bool whole = spec->as == AS_VALUE && indicator != NULL;
    if (unit == NULL && whole) {
        unit = indicator->unit;
    }
    form_column_init(column, span_of(unit == NULL ? "" : unit),
                     whole ? indicator->decimals : FORM_ANY_DECIMALS);
    column->ratio = column->unit.quantity == FORM_QUANTITY_RATIO;
}

static void tell_column(struct form_sheet *sheet, struct form_table *table,
                        const struct form_cell *cell, struct span name)
{
    struct row_taker *taker = table->taker;
    int line = sheet->window.rows[sheet->heading.at].line;
    if (table->count == ROW_MAX_COLUMNS) {
        const struct place at = {line, NULL};
        static const char *const ARGS[3] = {"1024", NULL, NULL};
        complain_file_with(sheet->observe->complaints, &at,
                           FAULT_TOO_MANY_COLUMNS, ARGS);
        return;
    }
    table->cells[table->count] = *cell;
    (void)taker->ops->column(taker, table->count++, name, line);
}

/* One column of the sheet may be several of the form: school and its name. */
static void note_bound(struct form_sheet *sheet,
                       const struct profile_column *spec)
{
    for (int i = 0; i < sheet->form->column_count; i++) {
        const struct profile_column *other = &sheet->form->columns[i];
        if (other == spec || (spec->header != NULL && other->header != NULL &&
                              strcmp(spec->header, other->header) == 0)) {
            sheet->bound_specs[i] = true;
        }
    }
}

static void note_figure(struct form_sheet *sheet, int column)
{
    if (sheet->first_figure == 0 || column < sheet->first_figure) {
        sheet->first_figure = column;
    }
    if (column > sheet->last_figure) {
        sheet->last_figure = column;
    }
    sheet->is_figure[column - 1] = true;
}

static void tell_bound(struct form_sheet *sheet, struct form_table *table,
                       const struct form_bound *bound)
{
    struct form_cell cell = {.bound = bound};
    if (bound->spec >= 0) {
        cell.spec = &sheet->form->columns[bound->spec];
        note_bound(sheet, cell.spec);
        cell.sum = cell.spec->header != NULL
                       ? bound->spec
                       : PROFILE_MAX_COLUMNS + bound->column - 1;
        form_block_column(sheet, cell.spec, &cell.column);
    }
    if (cell.spec != NULL && cell.spec->as >= AS_VALUE) {
        note_figure(sheet, bound->column);
        form_sums_use(&sheet->sums, cell.sum, &cell.column.unit);
    }
    tell_column(sheet, table, &cell, bound->name);
}

static bool has_header(const struct form_table *table, const char *header)
{
    for (int i = 0; i < table->count; i++) {
        const struct profile_column *spec = table->cells[i].spec;
        if (spec != NULL && spec->header != NULL &&
            strcmp(spec->header, header) == 0) {
            return true;
        }
    }
    return false;
}

/* What the sheet lacks is told when it ends: it may come in another table of
 * it. Until then its cells are empty. */
static void tell_others(struct form_sheet *sheet, struct form_table *table)
{
    for (int i = 0; i < sheet->form->column_count; i++) {
        const struct profile_column *spec = &sheet->form->columns[i];
        const struct form_cell cell = {.spec = spec};
        if (spec->header != NULL && !has_header(table, spec->header)) {
            tell_column(sheet, table, &cell, span_of(spec->header));
        }
    }
}

static bool open_table(struct form_sheet *sheet, const struct form_part *part)
{
    struct form_table *table = &sheet->tables[sheet->table_count++];
    int line = sheet->window.rows[sheet->heading.at].line;
    size_t room = (size_t)part->count + PROFILE_MAX_COLUMNS;
    table->count = 0;
    table->cells = arena_zalloc(&sheet->arena, room, sizeof(*table->cells));
    table->taker = apply_new(sheet->observe, sheet->form, sheet->defaults,
                             sheet->default_count);
    sheet->table = table;
    for (int i = 0; i < part->count; i++) {
        tell_bound(sheet, table, &sheet->heading.bounds[part->first + i]);
    }
    tell_others(sheet, table);
    return table->taker->ops->begin(table->taker, line, true);
}

bool form_block_open(struct form_sheet *sheet)
{
    const struct form_heading *heading = &sheet->heading;
    bool good = true;
    sheet->first_figure = 0;
    sheet->last_figure = 0;
    memset(sheet->is_figure, 0, sizeof(sheet->is_figure));
    for (int i = 0; i < heading->part_count; i++) {
        good = open_table(sheet, &heading->parts[i]) && good;
    }
    sheet->told->blocks++;
    return good && sheet->observe->complaints->verdict == FAULT_NONE;
}

void form_block_close(struct form_sheet *sheet)
{
    for (int i = 0; i < sheet->table_count; i++) {
        struct row_taker *taker = sheet->tables[i].taker;
        taker->ops->free(taker);
    }
    sheet->table_count = 0;
    sheet->table = NULL;
}
