#include "formats/csv_writer.h"
#include "formats/table.h"
#include "model/decimal.h"

void table_csv_head(const struct table_head *head, struct buffer *out)
{
    struct csv_writer csv;
    csv_writer_init(&csv, out);
    for (int i = 0; i < head->count; i++) {
        csv_writer_text(&csv, head->columns[i].id);
    }
    csv_writer_end_row(&csv);
}

void table_csv_cells(const struct table_cell *cells, int count, bool guard,
                     struct buffer *out)
{
    char number[DECIMAL_TEXT_SIZE];
    struct csv_writer csv;
    csv_writer_init(&csv, out);
    csv.plain = !guard;
    for (int i = 0; i < count; i++) {
        const struct table_cell *cell = &cells[i];
        if (cell->type == TABLE_NUMBER) {
            decimal_print(number, cell->number, cell->decimals);
            csv_writer_raw(&csv, number);
        } else {
            csv_writer_text(&csv, cell->type == TABLE_TEXT ? cell->text : NULL);
        }
    }
    csv_writer_end_row(&csv);
}

void table_csv_row(const struct table_head *head,
                   const struct table_cell *cells, bool guard,
                   struct buffer *out)
{
    table_csv_cells(cells, head->count, guard, out);
}
