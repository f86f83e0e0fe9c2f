#include "ingest/form_window.h"

#include "platform/check.h"

void form_window_init(struct form_window *window)
{
    window->count = 0;
    arena_init(&window->arena);
}

void form_window_fini(struct form_window *window)
{
    arena_fini(&window->arena);
}

void form_window_add(struct form_window *window, const struct sheet_row *row)
{
    CHECK(window->count < FORM_WINDOW_ROWS);
    struct sheet_cell *cells =
        arena_zalloc(&window->arena, (size_t)row->count + 1, sizeof(*cells));
    for (int i = 0; i < row->count; i++) {
        cells[i] = row->cells[i];
        if (cells[i].text.data != NULL) {
            cells[i].text.data = arena_copy(&window->arena, cells[i].text.data,
                                            cells[i].text.len);
        }
    }
    window->rows[window->count] = *row;
    window->rows[window->count++].cells = cells;
}

bool form_window_is_full(const struct form_window *window)
{
    return window->count == FORM_WINDOW_ROWS ||
           window->arena.used >= FORM_WINDOW_BYTES;
}
