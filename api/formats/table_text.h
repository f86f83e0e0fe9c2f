/*
 * Cells in JSON, straight into the buffer: pages of figures are where the
 * time of a read goes, and most texts in them are codes that need no escape.
 */
#ifndef TVS_FORMATS_TABLE_TEXT_H
#define TVS_FORMATS_TABLE_TEXT_H

#include "formats/table.h"

/* The character before it, such as a comma, and the string. */
void table_text_add(char before, const char *text, struct buffer *out);
/* The same for a cell: a string, a number, null. */
void table_text_add_cell(char before, const struct table_cell *cell,
                         struct buffer *out);

#endif
