#include "workbook/grid.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/buffer.h"
#include "platform/utf8.h"
#include "workbook/workbook_limits.h"

#define GRID_SLICE 65536

struct grid {
    int fd;
    struct buffer out;
    int64_t written;
    int64_t cells;
    int sheets;
    int merges;
    int row;    /* the last one announced in this sheet */
    int column; /* the last one written in this row */
    bool row_hidden;
    bool row_written;
};

struct grid *grid_new(int fd)
{
    struct grid *grid = calloc(1, sizeof(*grid));
    if (grid != NULL) {
        grid->fd = fd;
        buffer_init(&grid->out, 0);
        buffer_add_str(&grid->out, "tvetstat-grid 1\n");
    }
    return grid;
}

void grid_free(struct grid *grid)
{
    if (grid != NULL) {
        buffer_fini(&grid->out);
        free(grid);
    }
}

static bool flush(struct grid *grid, struct error *err)
{
    struct buffer *out = &grid->out;
    size_t done = 0;
    if (out->failed) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    grid->written += (int64_t)out->len;
    if (grid->written > WORKBOOK_MAX_GRID) {
        return workbook_too_many(err, "bytes", WORKBOOK_MAX_GRID);
    }
    while (grid->fd >= 0 && done < out->len) {
        ssize_t n = write(grid->fd, out->data + done, out->len - done);
        if (n < 0 && errno != EINTR) {
            return error_detail(err, FAULT_STORAGE_FULL,
                                "could not write the grid: %s",
                                strerror(errno));
        }
        done += n > 0 ? (size_t)n : 0;
    }
    buffer_clear(out);
    return true;
}

static bool flush_when_full(struct grid *grid, struct error *err)
{
    return grid->out.len < GRID_SLICE || flush(grid, err);
}

static char escape_of(char c)
{
    switch (c) {
    case '\\':
        return '\\';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return '\0';
    }
}

static void add_text(struct buffer *out, const char *text, size_t len)
{
    size_t from = 0;
    for (size_t i = 0; i < len; i++) {
        char escape = escape_of(text[i]);
        if (escape != '\0') {
            buffer_add(out, text + from, i - from);
            buffer_add_char(out, '\\');
            buffer_add_char(out, escape);
            from = i + 1;
        }
    }
    buffer_add(out, text + from, len - from);
}

bool grid_sheet(struct grid *grid, const char *name, bool hidden,
                struct error *err)
{
    if (grid->sheets == WORKBOOK_MAX_SHEETS) {
        return workbook_too_many(err, "sheets", WORKBOOK_MAX_SHEETS);
    }
    grid->sheets++;
    grid->merges = 0;
    grid->row = 0;
    buffer_printf(&grid->out, "S\t%d\t%s\t", grid->sheets,
                  hidden ? "hidden" : "visible");
    add_text(&grid->out, name, utf8_cut(name, strlen(name), WORKBOOK_MAX_NAME));
    buffer_add_char(&grid->out, '\n');
    return flush_when_full(grid, err);
}

bool grid_merge(struct grid *grid, const int corners[4], struct error *err)
{
    if (grid->merges == WORKBOOK_MAX_MERGES) {
        return workbook_too_many(err, "merged ranges", WORKBOOK_MAX_MERGES);
    }
    grid->merges++;
    buffer_printf(&grid->out, "M\t%d\t%d\t%d\t%d\n", corners[0], corners[1],
                  corners[2], corners[3]);
    return flush_when_full(grid, err);
}

bool grid_row(struct grid *grid, int row, bool hidden, struct error *err)
{
    if (row > WORKBOOK_MAX_ROWS) {
        return workbook_too_many(err, "rows", WORKBOOK_MAX_ROWS);
    }
    if (row <= grid->row) {
        return workbook_unreadable(err, "row %d follows row %d", row,
                                   grid->row);
    }
    grid->row = row;
    grid->column = 0;
    grid->row_hidden = hidden;
    grid->row_written = false;
    return true;
}

static void add_row(struct grid *grid)
{
    if (!grid->row_written) {
        buffer_add_str(&grid->out, "R\t");
        buffer_add_int(&grid->out, grid->row);
        buffer_add_str(&grid->out, grid->row_hidden ? "\th\n" : "\n");
        grid->row_written = true;
    }
}

static bool check_cell(struct grid *grid, int column, size_t len,
                       struct error *err)
{
    if (column > WORKBOOK_MAX_COLUMNS) {
        return workbook_too_many(err, "columns", WORKBOOK_MAX_COLUMNS);
    }
    if (column <= grid->column) {
        return workbook_unreadable(err, "column %d follows %d in row %d",
                                   column, grid->column, grid->row);
    }
    if (len > WORKBOOK_MAX_TEXT) {
        return workbook_too_many(err, "bytes in a cell", WORKBOOK_MAX_TEXT);
    }
    return true;
}

bool grid_cell(struct grid *grid, int column, enum grid_kind kind,
               const char *text, size_t len, struct error *err)
{
    if (!check_cell(grid, column, len, err)) {
        return false;
    }
    grid->column = column;
    if (len == 0 && kind != GRID_UNKNOWN) {
        return true;
    }
    if (grid->cells == WORKBOOK_MAX_CELLS) {
        return workbook_too_many(err, "cells", WORKBOOK_MAX_CELLS);
    }
    grid->cells++;
    add_row(grid);
    buffer_add_str(&grid->out, "C\t");
    buffer_add_int(&grid->out, column);
    const char between[] = {'\t', (char)kind, '\t'};
    buffer_add(&grid->out, between, sizeof(between));
    add_text(&grid->out, text, len);
    buffer_add_char(&grid->out, '\n');
    return flush_when_full(grid, err);
}

bool grid_end(struct grid *grid, struct error *err)
{
    buffer_add_str(&grid->out, "E\n");
    return flush(grid, err);
}

/* Of a workbook that is unreadable the detail is for the log; the others tell
 * the client, in their arguments. */
bool grid_refuse(struct grid *grid, const struct error *why)
{
    struct error err;
    grid->out.failed = false;
    buffer_printf(&grid->out, "X\t%s", fault_code(why->fault));
    for (int i = 0; i < 3 && why->args[i][0] != '\0'; i++) {
        buffer_add_char(&grid->out, '\t');
        add_text(&grid->out, why->args[i], strlen(why->args[i]));
    }
    if (why->args[0][0] == '\0' && why->detail[0] != '\0') {
        buffer_add_char(&grid->out, '\t');
        add_text(&grid->out, why->detail, strlen(why->detail));
    }
    buffer_add_char(&grid->out, '\n');
    grid->written = 0; /* the last line always has room */
    return flush(grid, &err);
}
