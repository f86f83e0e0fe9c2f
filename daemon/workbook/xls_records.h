/*
 * The records that an .xls is a stream of, and what is written in them: a
 * record that is longer than 8 KiB goes on in others.
 */
#ifndef TVS_WORKBOOK_XLS_RECORDS_H
#define TVS_WORKBOOK_XLS_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

enum xls_type {
    XLS_FORMULA = 0x0006,
    XLS_EOF = 0x000A,
    XLS_DATEMODE = 0x0022,
    XLS_FILEPASS = 0x002F,
    XLS_CONTINUE = 0x003C,
    XLS_CODEPAGE = 0x0042,
    XLS_BOUNDSHEET = 0x0085,
    XLS_MULRK = 0x00BD,
    XLS_RSTRING = 0x00D6,
    XLS_XF = 0x00E0,
    XLS_MERGEDCELLS = 0x00E5,
    XLS_SST = 0x00FC,
    XLS_LABELSST = 0x00FD,
    XLS_SUPBOOK = 0x01AE,
    XLS_NUMBER = 0x0203,
    XLS_LABEL = 0x0204,
    XLS_BOOLERR = 0x0205,
    XLS_STRING = 0x0207,
    XLS_ROW = 0x0208,
    XLS_ARRAY = 0x0221,
    XLS_TABLE = 0x0236,
    XLS_RK = 0x027E,
    XLS_FORMAT = 0x041E,
    XLS_SHRFMLA = 0x04BC,
    XLS_BOF = 0x0809,
};

struct xls_stream {
    const unsigned char *data;
    size_t len;
};

struct xls_record {
    int type;
    size_t from; /* where it begins in the stream */
    size_t next; /* where the next one does */
    const unsigned char *data;
    size_t len;
};

/* The record that begins at `from`. False: none does. */
bool xls_record_get(struct xls_stream stream, size_t from,
                    struct xls_record *out);

/* --- reading on through a record and those that continue it --- */

struct xls_cursor {
    struct xls_stream stream;
    const unsigned char *at;
    size_t left;      /* of the record under way */
    size_t next;      /* where the next one begins */
    const char *page; /* the code page of BIFF5; NULL: UTF-16, BIFF8 */
};

struct xls_cursor xls_cursor_begin(struct xls_stream stream,
                                   const struct xls_record *record, size_t skip,
                                   const char *page);
/* False: the records end before. `out` NULL: skips. */
bool xls_cursor_take(struct xls_cursor *cursor, void *out, size_t size);
bool xls_cursor_u16(struct xls_cursor *cursor, int *out);
bool xls_cursor_u32(struct xls_cursor *cursor, uint32_t *out);
/* A string of so many characters as UTF-8 behind what is in `out`. Characters
 * that are none become U+FFFD. */
bool xls_cursor_string(struct xls_cursor *cursor, size_t count,
                       struct buffer *out);

#endif
