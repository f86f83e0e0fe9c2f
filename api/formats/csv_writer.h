/*
 * Writes CSV (RFC 4180, CRLF) into a buffer. Cells are quoted where they must
 * be. A text cell that a spreadsheet would take for a formula (it begins with
 * = + - @, one of their wide forms, tab, CR or LF) gets an apostrophe in front;
 * numbers do not.
 */
#ifndef TVS_FORMATS_CSV_WRITER_H
#define TVS_FORMATS_CSV_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/buffer.h"

#define CSV_BOM "\xEF\xBB\xBF" /* so that Excel takes it for UTF-8 */

struct csv_writer {
    struct buffer *out; /* borrowed */
    bool comma;         /* a cell stands before the next one */
    bool plain;         /* for programs: texts as they are, no apostrophe */
};

void csv_writer_init(struct csv_writer *csv, struct buffer *out);
/* NULL is an empty cell. */
void csv_writer_text(struct csv_writer *csv, const char *text);
void csv_writer_int(struct csv_writer *csv, int64_t value);
/* A number that was printed before. */
void csv_writer_raw(struct csv_writer *csv, const char *text);
void csv_writer_end_row(struct csv_writer *csv);

#endif
