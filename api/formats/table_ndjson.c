#include "formats/table.h"
#include "formats/table_text.h"

void table_ndjson_row(const struct table_head *head,
                      const struct table_cell *cells, struct buffer *out)
{
    for (int i = 0; i < head->count; i++) {
        table_text_add(i == 0 ? '{' : ',', head->columns[i].id, out);
        table_text_add_cell(':', &cells[i], out);
    }
    buffer_add(out, "}\n", 2);
}
