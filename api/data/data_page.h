/*
 * One page of an answer, from a resolved question to its bytes. The owner
 * reads what the page asks for, window by window:
 *
 *     data_page_init(); while (data_page_next()) { read; data_page_take(); }
 *     data_page_write(); data_page_fini();
 *
 * In a format that sees the whole table the rows are kept as one, which
 * data_page_table() gives. Who sets rows.take behind data_page_init() gets each
 * row instead.
 */
#ifndef TVS_DATA_PAGE_H
#define TVS_DATA_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_grid.h"
#include "data/data_meta.h"
#include "data/data_plan.h"
#include "data/data_rows.h"
#include "data/data_window.h"
#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"

struct data_page {
    struct data_plan plan;
    struct data_window window; /* what is to be read now */
    struct data_rows rows;
    struct data_set_list set_list;
    struct buffer body;    /* of the rows alone */
    struct data_grid grid; /* or the rows themselves */
    struct data_meta meta; /* once it is complete */
    struct data_start start;
    int left;   /* rows that the page still has room for */
    int rounds; /* windows so far */
};

/* The question must live as long as the page. Notes faults: too large, a bad
 * cursor. */
void data_page_init(struct data_page *page, const struct data_query *query,
                    struct cells *const *cells, const struct data_context *ctx,
                    struct data_faults *faults);
void data_page_fini(struct data_page *page);
/* False: there is nothing more to be read, the page is complete. */
bool data_page_next(struct data_page *page);
/* The window has been filled. */
void data_page_take(struct data_page *page);

/* The cursor of the next page; NULL when this is the last one. */
const char *data_page_cursor(const struct data_page *page);
/* The whole answer. The revision is that of the figures. False: see
 * data_formats.h. */
MUSTCHECK bool data_page_write(struct data_page *page, int64_t revision,
                               bool synthetic, struct buffer *out,
                               struct error *err);
/* The rows that were kept. They live as long as the page. */
const struct data_grid *data_page_table(struct data_page *page,
                                        int64_t revision, bool synthetic);
/* Content-Type. */
const char *data_page_type(const struct data_page *page);

#endif
