#include "data/data_people.h"

#include "data/data_layout.h"
#include "formats/csv_writer.h"
#include "platform/macros.h"

static unsigned faces_of(const struct data_query *query)
{
    return query->labels == DATA_LABELS_BOTH
               ? (unsigned)DATA_FACE_CODE | DATA_FACE_NAME
               : (unsigned)DATA_FACE_NAME;
}

static void write_head(const struct data_layout *layout, struct buffer *out)
{
    struct csv_writer csv;
    csv_writer_init(&csv, out);
    for (int i = 0; i < layout->count; i++) {
        csv_writer_text(&csv, words_in(&layout->columns[i].heading,
                                       layout->grid->plan->query->lang));
    }
    csv_writer_end_row(&csv);
}

bool data_people_write(const struct data_grid *grid, struct buffer *out,
                       struct error *err)
{
    (void)err;
    struct data_layout *layout =
        arena_alloc(grid->plan->arena, sizeof(*layout));
    struct table_cell cells[DATA_LAYOUT_MAX];
    data_layout_init(layout, grid, faces_of(grid->plan->query), true);
    buffer_add_str(out, CSV_BOM);
    write_head(layout, out);
    for (int i = 0; i < grid->count; i++) {
        data_layout_row(layout, i, cells);
        table_csv_cells(cells, layout->count, true, out);
    }
    return true;
}
