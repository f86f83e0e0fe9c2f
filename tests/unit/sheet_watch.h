/*
 * For the tests of what gives sheets: a taker that writes down what it is
 * given, and the faults.
 *
 *     sheet 1 [] line 1
 *     2 (row 2): A=t:附件2 C=n:12
 *     fault 3 bad_csv
 *     end of sheet
 *     end
 */
#ifndef TVS_TESTS_SHEET_WATCH_H
#define TVS_TESTS_SHEET_WATCH_H

#include "ingest/sheet.h"
#include "ingest/source.h"
#include "platform/buffer.h"

struct sheet_watch {
    struct sheet_taker taker;
    struct sink sink;
    struct complaints complaints;
    int skip;      /* the number of a sheet that is not wanted */
    int stop_line; /* ROW_STOP there */
    struct buffer text;
};

void sheet_watch_init(struct sheet_watch *watch);
void sheet_watch_fini(struct sheet_watch *watch);
/* Feeds the text in runs of at most `step` bytes, each in memory of its own,
 * and frees the source. */
void sheet_watch_feed(struct source *source, const char *text, size_t len,
                      size_t step);

#endif
