/*
 * The heading of a sheet, one row or several. Of several, the key of a column
 * is its non-empty parts from top to bottom joined by "/"; a merged cell has
 * its text only on the left, so it is filled to the right as far as there are
 * headings below it and the headings above it stay the same.
 */
#ifndef TVS_INGEST_CSV_HEADER_H
#define TVS_INGEST_CSV_HEADER_H

#include <stdbool.h>

#include "ingest/row.h"
#include "ingest/span.h"

#define CSV_HEADER_MAX_LINES 8

struct csv_header;

struct csv_header *csv_header_new(int lines);
void csv_header_free(struct csv_header *header);
/* The next row; its texts are copied. True when it was the last one. */
bool csv_header_add(struct csv_header *header, const struct row *row);
int csv_header_count(const struct csv_header *header);
/* The key of a column; lives as long as the header. */
struct span csv_header_key(const struct csv_header *header, int column);

#endif
