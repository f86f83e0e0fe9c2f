/*
 * Physical lines into CSV rows (RFC 4180, strict). libcsv reads every line
 * with a quote in it; a line without one needs no more than its delimiters.
 */
#ifndef TVS_INGEST_CSV_SPLIT_H
#define TVS_INGEST_CSV_SPLIT_H

#include <stdbool.h>

#include "ingest/row.h"
#include "ingest/span.h"

enum csv_result {
    CSV_ROW,       /* a row is complete */
    CSV_BLANK,     /* nothing but white space on the line */
    CSV_CONTINUES, /* a quoted field goes on on the next line */
    CSV_BAD_QUOTE, /* a quote in the wrong place */
    CSV_LONG_FIELD,
    CSV_LONG_ROW,
    CSV_MANY_FIELDS,
};

struct csv_split;

struct csv_split *csv_split_new(char delimiter);
void csv_split_free(struct csv_split *split);
/*
 * One line with its end. The row's cells are trimmed and valid until the next
 * call or until the line goes away. After a bad result the splitter starts
 * afresh with the next line; row->line is where the row began.
 */
enum csv_result csv_split_line(struct csv_split *split, struct span line,
                               int number, struct row *row);
/* The line where the open quoted field's row began; 0 when none is open. */
int csv_split_open(const struct csv_split *split);
/* Comma, semicolon or tab: what stands most often outside quotes. */
char csv_split_guess(struct span line);

#endif
