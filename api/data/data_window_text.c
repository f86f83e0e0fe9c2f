/* What a window's statement is asked. */
#include "data/data_roll.h"
#include "data/data_window.h"

/* Figures of schools that one statement may answer, so that taking them does
 * not hold the loop. */
#define MAX_PART 16384

/* 11 bytes hold any int and a comma. */
static char *begin_text(const struct data_window *window, int count)
{
    char *text = arena_alloc(window->plan->arena, (size_t)count * 11 + 3);
    text[0] = '{';
    return text;
}

static size_t add_number(char *text, size_t at, int value)
{
    char digits[12];
    size_t len = 0;
    unsigned rest = (unsigned)value;
    do {
        digits[len++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    while (len > 0) {
        text[at++] = digits[--len];
    }
    text[at++] = ',';
    return at;
}

static const char *end_text(char *text, size_t at)
{
    at -= at > 1;
    text[at++] = '}';
    text[at] = '\0';
    return text;
}

const char *data_window_cells_text(const struct data_window *window)
{
    char *text = begin_text(window, window->cell_count);
    size_t at = 1;
    for (int i = 0; i < window->cell_count; i++) {
        at = add_number(text, at, window->cells[i].cell);
    }
    return end_text(text, at);
}

/* Of the part that is read next. */
static const char *cells_where(const struct data_window *window, bool linked)
{
    const struct cells *cells = *window->plan->cells;
    char *text = begin_text(window, window->cell_count);
    size_t at = 1;
    for (int i = window->part_from; i < window->part_to; i++) {
        int id = window->cells[i].cell;
        if (cells_cell(cells, id)->linked == linked) {
            at = add_number(text, at, id);
        }
    }
    return end_text(text, at);
}

bool data_window_next_part(struct data_window *window)
{
    int step = window->cell_count;
    if (window->roll != NULL && window->roll->school_count > 0) {
        step = MAX_PART / window->roll->school_count + 1;
    }
    window->part_from = window->part_to;
    window->part_to = window->part_from + step < window->cell_count
                          ? window->part_from + step
                          : window->cell_count;
    return window->part_from < window->cell_count;
}

const char *data_window_leaves_text(const struct data_window *window)
{
    return cells_where(window, false);
}

const char *data_window_linked_text(const struct data_window *window)
{
    return cells_where(window, true);
}

const char *data_window_slots_text(const struct data_window *window)
{
    char *text = begin_text(window, window->cell_count);
    size_t at = 1;
    for (int i = 0; i < window->cell_count; i++) {
        at = add_number(text, at, window->cells[i].slot);
    }
    return end_text(text, at);
}

static const char *roll_text(const struct data_window *window)
{
    const struct data_roll *roll = window->roll;
    char *text = begin_text(window, roll->school_count);
    size_t at = 1;
    for (int i = 0; i < roll->school_count; i++) {
        at = add_number(text, at, roll->schools[i]);
    }
    return end_text(text, at);
}

const char *data_window_places_text(const struct data_window *window)
{
    if (window->roll != NULL) {
        return roll_text(window);
    }
    char *text = begin_text(window, window->place_count);
    size_t at = 1;
    for (int i = 0; i < window->place_count; i++) {
        at = add_number(text, at, window->ids[i].cell);
    }
    return end_text(text, at);
}
