/* A row that stands twice where rows add up. */
#include "ingest/form_cells.h"
#include "platform/macros.h"

static bool is_serial(const struct form_cell *cell)
{
    static const char *const NAMES[] = {"序号", "序",  "行次",
                                        "项次", "No.", "No"};
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        if (form_label_same(cell->bound->name, span_of(NAMES[i]))) {
            return true;
        }
    }
    return false;
}

static bool counts_something(const struct form_cell *cell, struct span sent)
{
    size_t at = 0;
    if (cell->spec == NULL || cell->spec->as < AS_VALUE) {
        return false;
    }
    while (at < sent.len && (sent.data[at] < '1' || sent.data[at] > '9')) {
        at++;
    }
    return at < sent.len;
}

/* All that the row says; its number and remarks may differ. A row without a
 * figure adds nothing, however often it stands there. */
void form_cells_repeat(struct form_sheet *sheet, const struct form_table *table)
{
    bool counts = false;
    form_repeat_begin(sheet->repeat, sheet->section);
    for (int i = 0; i < table->count; i++) {
        const struct form_cell *cell = &table->cells[i];
        if (cell->bound == NULL || is_serial(cell) ||
            (cell->spec != NULL && cell->spec->as == AS_NOTE)) {
            continue;
        }
        counts = counts || counts_something(cell, sheet->cells[i]);
        form_repeat_add(sheet->repeat, cell->bound->name,
                        cell->spec == NULL
                            ? form_cell_at(sheet, cell->bound->column)->text
                            : form_cell_label(sheet, cell));
    }
    sheet->row_repeats =
        counts ? form_repeat_find(sheet->repeat, sheet->row->line) : 0;
}
