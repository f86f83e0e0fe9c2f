#include <stdlib.h>
#include <string.h>

#include "workbook/bytes.h"
#include "workbook/grid.h"
#include "workbook/xls_impl.h"

#define ROW_HIDDEN 0x20
#define MERGE_SIZE 8
#define FIRST_ROOM 1024

/* Where the cells are; they are written once all of them are known, because
 * hidden rows and merges may come after them, and the order is the writer's
 * affair. */
struct sheet {
    const struct xls_book *book;
    struct grid *grid;
    struct xls_cell *cells;
    size_t count, room;
    uint32_t last; /* the place of the one that came last */
    bool sorted;
    unsigned char hidden[XLS_MAX_ROWS / 8];
};

static bool fail(struct error *err, const char *what)
{
    return workbook_unreadable(err, "stream: %s", what);
}

/* --- gathering --- */

static bool reserve(struct sheet *it, struct error *err)
{
    if (it->cells != NULL && it->count < it->room) {
        return true;
    }
    if (it->count >= WORKBOOK_MAX_CELLS) {
        workbook_too_many(err, "cells", WORKBOOK_MAX_CELLS);
        return false;
    }
    size_t room = it->room == 0 ? FIRST_ROOM : it->room * 2;
    struct xls_cell *cells = realloc(it->cells, room * sizeof(*cells));
    if (cells == NULL) {
        workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
        return false;
    }
    it->cells = cells;
    it->room = room;
    return true;
}

static bool add_cell(struct sheet *it, const struct xls_record *record,
                     int index, struct error *err)
{
    uint32_t row = bytes_u16(record->data);
    uint32_t column = (uint32_t)bytes_u16(record->data + 2) + (uint32_t)index;
    if (column > UINT16_MAX) {
        return fail(err, "a cell outside the sheet");
    }
    if (!reserve(it, err)) {
        return false;
    }
    uint32_t place = row << 16 | column;
    it->sorted = it->sorted && (it->count == 0 || it->last < place);
    it->last = place;
    it->cells[it->count++] =
        (struct xls_cell){place, (uint32_t)record->from, index};
    return true;
}

static bool add_numbers(struct sheet *it, const struct xls_record *record,
                        struct error *err)
{
    int count = record->len < 6 ? 0 : (int)((record->len - 6) / 6);
    for (int i = 0; i < count; i++) {
        if (!add_cell(it, record, i, err)) {
            return false;
        }
    }
    return true;
}

static void add_row(struct sheet *it, const struct xls_record *record)
{
    if (record->len >= 14 && (record->data[12] & ROW_HIDDEN) != 0) {
        int row = bytes_u16(record->data);
        it->hidden[row / 8] |= (unsigned char)(1U << (row % 8));
    }
}

static bool add_merges(struct sheet *it, const struct xls_record *record,
                       struct error *err)
{
    size_t count = record->len < 2 ? 0 : bytes_u16(record->data);
    if (record->len < 2 + count * MERGE_SIZE) {
        return fail(err, "merged ranges are cut off");
    }
    for (size_t i = 0; i < count; i++) {
        const unsigned char *at = record->data + 2 + i * MERGE_SIZE;
        const int corners[4] = {bytes_u16(at) + 1, bytes_u16(at + 4) + 1,
                                bytes_u16(at + 2) + 1, bytes_u16(at + 6) + 1};
        if (corners[0] > corners[2] || corners[1] > corners[3]) {
            return fail(err, "a bad merged range");
        }
        if (!grid_merge(it->grid, corners, err)) {
            return false;
        }
    }
    return true;
}

static bool gather(struct sheet *it, const struct xls_record *record,
                   struct error *err)
{
    switch (record->type) {
    case XLS_ROW:
        add_row(it, record);
        return true;
    case XLS_MERGEDCELLS:
        return add_merges(it, record, err);
    case XLS_MULRK:
        return add_numbers(it, record, err);
    case XLS_LABELSST:
    case XLS_LABEL:
    case XLS_RSTRING:
    case XLS_NUMBER:
    case XLS_RK:
    case XLS_BOOLERR:
    case XLS_FORMULA:
        return record->len < 6 ? fail(err, "a cell is too short")
                               : add_cell(it, record, 0, err);
    default:
        return true;
    }
}

/* A chart in a sheet is a sheet in its records, with a beginning and an end
 * of its own. */
static bool gather_all(struct sheet *it, size_t from, struct error *err)
{
    struct xls_record record;
    struct xls_stream stream = it->book->stream;
    int depth = 0;
    if (!xls_record_get(stream, from, &record) || record.type != XLS_BOF) {
        return fail(err, "a sheet is not where it should be");
    }
    for (;;) {
        depth += record.type == XLS_BOF;
        depth -= record.type == XLS_EOF;
        if (depth == 0) {
            return true;
        }
        if (depth == 1 && !gather(it, &record, err)) {
            return false;
        }
        if (!xls_record_get(stream, record.next, &record)) {
            return fail(err, "a sheet is cut off");
        }
    }
}

/* --- writing --- */

static int compare(const void *a, const void *b)
{
    const struct xls_cell *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

static bool is_hidden(const struct sheet *it, uint32_t row)
{
    return (it->hidden[row / 8] & 1U << (row % 8)) != 0;
}

static bool write_all(struct sheet *it, struct error *err)
{
    uint32_t row = UINT32_MAX;
    if (!it->sorted) {
        qsort(it->cells, it->count, sizeof(*it->cells), compare);
    }
    for (size_t i = 0; i < it->count; i++) {
        if (it->cells[i].place >> 16 != row) {
            row = it->cells[i].place >> 16;
            if (!grid_row(it->grid, (int)row + 1, is_hidden(it, row), err)) {
                return false;
            }
        }
        if (!xls_cell_write(it->book, &it->cells[i], it->grid, err)) {
            return false;
        }
    }
    return true;
}

bool xls_sheet_read(const struct xls_book *book, const struct xls_sheet *sheet,
                    struct grid *grid, struct error *err)
{
    struct sheet it = {.book = book, .grid = grid, .sorted = true};
    bool ok = gather_all(&it, sheet->from, err) && write_all(&it, err);
    free(it.cells);
    return ok;
}
