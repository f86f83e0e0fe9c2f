#include "ingest/form_heading_rows.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/form_label.h"
#include "platform/check.h"
#include "platform/utf8.h"

void form_heading_rows_init(struct form_heading_rows *rows,
                            const struct form_window *window,
                            struct form_merges *merges)
{
    rows->window = window;
    rows->merged = NULL;
    rows->count = 0;
    rows->columns = 0;
    if (merges->count == 0) {
        return;
    }
    rows->merged = calloc((size_t)window->count + 1, sizeof(*rows->merged));
    CHECK(rows->merged != NULL);
    for (int i = 0; i < window->count; i++) {
        form_merges_row(merges, window->rows[i].row, rows->merged[i]);
    }
}

void form_heading_rows_fini(struct form_heading_rows *rows)
{
    free(rows->merged);
}

static struct span cell_text(const struct form_heading_rows *rows, int at,
                             int column)
{
    const struct sheet_row *row = &rows->window->rows[at];
    return column < row->count ? row->cells[column].text : span_of(NULL);
}

/* Of a range that lies in one column or begins in another row, the text
 * stands where it stands. */
static struct span merged_text(const struct form_heading_rows *rows, int at,
                               int column)
{
    struct span text = cell_text(rows, at, column);
    if (text.len > 0 || rows->merged == NULL) {
        return text;
    }
    const struct sheet_merge *merge = rows->merged[at][column];
    return merge != NULL && merge->top == rows->window->rows[at].row
               ? cell_text(rows, at, merge->left - 1)
               : text;
}

static bool has_text_below(const struct form_heading_rows *rows, int at, int r,
                           int column)
{
    for (int i = r + 1; i < rows->count; i++) {
        if (cell_text(rows, at + i, column).len > 0) {
            return true;
        }
    }
    return false;
}

/* Does something above begin in this very column? */
static bool has_text_above(const struct form_heading_rows *rows, int at, int r,
                           int column)
{
    for (int i = 0; i < r; i++) {
        if (cell_text(rows, at + i, column).len > 0) {
            return true;
        }
    }
    return false;
}

static struct span looked_text(const struct form_heading_rows *rows, int at,
                               int r, int column)
{
    struct span text = cell_text(rows, at + r, column);
    if (text.len > 0 || column == 0 || !has_text_below(rows, at, r, column) ||
        has_text_above(rows, at, r, column)) {
        return text;
    }
    return rows->texts[r][column - 1];
}

void form_heading_rows_set(struct form_heading_rows *rows, int at, int count,
                           bool looks)
{
    rows->count = count;
    rows->columns = 0;
    for (int r = 0; r < count; r++) {
        int last = rows->window->rows[at + r].count;
        rows->columns = last > rows->columns ? last : rows->columns;
    }
    for (int r = 0; r < count; r++) {
        for (int c = 0; c < rows->columns; c++) {
            rows->texts[r][c] = looks ? looked_text(rows, at, r, c)
                                      : merged_text(rows, at + r, c);
        }
    }
}

void form_heading_rows_key(const struct form_heading_rows *rows, int column,
                           struct form_key *key)
{
    form_key_init(key);
    for (int r = 0; r < rows->count && !key->cut; r++) {
        if (rows->texts[r][column].len > 0) {
            form_key_add(key, rows->texts[r][column]);
        }
    }
}

struct span form_heading_rows_path(const struct form_heading_rows *rows,
                                   int column, char *room, size_t size)
{
    size_t len = 0;
    for (int r = 0; r < rows->count; r++) {
        struct form_label label;
        form_label_fold(rows->texts[r][column], &label);
        size_t sep = len > 0 && label.len > 0;
        if (label.len == 0 || len + sep + label.len >= size) {
            continue;
        }
        if (sep > 0) {
            room[len++] = '/';
        }
        memcpy(room + len, label.text, label.len);
        len += label.len;
    }
    room[len] = '\0';
    return (struct span){room, len};
}
