#include "ingest/row.h"

#include <stdio.h>

#include "ingest/complain.h"

void row_taker_init(struct row_taker *taker, const struct row_taker_ops *ops)
{
    taker->ops = ops;
}

bool row_is_empty(const struct row *row)
{
    return !row_overflows(row, 0);
}

bool row_overflows(const struct row *row, int columns)
{
    for (int i = columns; i < row->count; i++) {
        if (row->cells[i].len > 0) {
            return true;
        }
    }
    return false;
}

bool row_has_width(const struct row *row, int columns,
                   struct complaints *complaints)
{
    if (columns == 0 || row->count == columns) {
        return true;
    }
    char is[16];
    char wanted[16];
    snprintf(is, sizeof(is), "%d", row->count);
    snprintf(wanted, sizeof(wanted), "%d", columns);
    const char *const args[3] = {is, wanted, NULL};
    struct place at = {row->line, NULL};
    return complain_with(complaints, &at, FAULT_RAGGED_ROW, args,
                         span_of(NULL));
}

bool row_is_sound(const struct row *row, const bool *used,
                  struct complaints *complaints)
{
    bool sound = true;
    for (int i = 0; i < row->flaw_count; i++) {
        const struct row_flaw *flaw = &row->flaws[i];
        char text[COMPLAIN_TEXT_MAX + 1];
        span_copy(flaw->value, text, sizeof(text));
        const char *const args[3] = {text, NULL, NULL};
        struct cell_place at = {row->line, flaw->column, flaw->heading};
        if (used == NULL || used[flaw->column - 1]) {
            sound =
                complain_cell(complaints, &at, flaw->fault, args, flaw->value);
        }
    }
    return sound;
}
