/* Text as an .xls has it to UTF-8. The only file that knows iconv here. */
#ifndef TVS_WORKBOOK_XLS_TEXT_H
#define TVS_WORKBOOK_XLS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* One string; zero but for `out`. */
struct xls_text {
    struct buffer *out;
    uint32_t high; /* the first half of a pair, 0: none is open */
};

/* UTF-16LE, or its lower bytes where the upper ones are all zero. */
void xls_text_add(struct xls_text *it, const unsigned char *data, size_t count,
                  bool wide);
void xls_text_end(struct xls_text *it);

/* What iconv calls a code page; NULL: unknown. */
const char *xls_page_name(int number);
/* Loads all of them, so that none has to be later. */
void xls_page_load(void);
/* False: the page cannot be loaded. */
bool xls_text_page(const char *page, const char *data, size_t len,
                   struct buffer *out);

#endif
