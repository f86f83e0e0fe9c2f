/* What a window's statement is asked and what it answers. */
#include "data/data_roll.h"
#include "data/data_window.h"

/* The first with that cell or id, or where it would stand. */
static int lower_bound(const struct data_cell *list, int count, int value)
{
    int low = 0;
    while (low < count) {
        int middle = low + (count - low) / 2;
        if (list[middle].cell < value) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

int data_window_slot_of(const struct data_window *window, int cell)
{
    int at = lower_bound(window->cells, window->cell_count, cell);
    return at < window->cell_count && window->cells[at].cell == cell
               ? window->cells[at].slot
               : -1;
}

/* The first place with the id. Rows come in the order of ids as a rule, so it
 * is where the last one ended. */
static int first_entry(const struct data_window *window, int id)
{
    if (window->hint < window->place_count &&
        window->ids[window->hint].cell == id) {
        return window->hint;
    }
    return lower_bound(window->ids, window->place_count, id);
}

/* Places with the id, one after the other; -1 when there are no more. */
static int next_place(struct data_window *window, int slot, int id, int *at)
{
    if (slot < 0 || slot >= window->slot_count || *at >= window->place_count ||
        window->ids[*at].cell != id) {
        return -1;
    }
    int place = window->ids[(*at)++].slot;
    window->hint = *at;
    return place;
}

static struct data_total *entry_of(struct data_window *window, int slot,
                                   int place)
{
    return &window->totals[(size_t)slot * (size_t)window->place_count +
                           (size_t)place];
}

/* A sum that does not fit stays at the end: too long to be printed. */
static void add(int64_t *sum, int64_t value)
{
    if (__builtin_add_overflow(*sum, value, sum)) {
        *sum = INT64_MAX;
    }
}

static void add_total(struct data_total *entry, const struct data_total *total)
{
    add(&entry->sum, total->sum);
    entry->reported += total->reported;
    entry->missing += total->missing;
    entry->statuses |= total->statuses;
}

/* An area stands once. */
void data_window_add_total(struct data_window *window, int slot, int area,
                           const struct data_total *total)
{
    int at = first_entry(window, area);
    int place = next_place(window, slot, area, &at);
    if (place >= 0) {
        add_total(entry_of(window, slot, place), total);
    }
}

void data_window_add_school(struct data_window *window, int slot, int school,
                            const struct data_total *figure)
{
    int at = first_entry(window, school);
    int place = 0;
    while ((place = next_place(window, slot, school, &at)) >= 0) {
        struct data_total *entry = entry_of(window, slot, place);
        add(&entry->sum, figure->sum);
        entry->statuses |= figure->statuses;
        entry->reported |= figure->reported;
        entry->missing = entry->reported > 0 ? 0 : 1;
    }
}

static void add_to_school(struct data_window *window, int slot, int unit,
                          const struct area *area,
                          const struct data_total *figure)
{
    int at = first_entry(window, unit);
    int place = 0;
    while ((place = next_place(window, slot, unit, &at)) >= 0) {
        const struct data_place *where =
            &window->plan->places.list[window->place_from + place];
        if (area_contains(where->area, area)) {
            add_total(entry_of(window, slot, place), figure);
        }
    }
}

void data_window_add_unit(struct data_window *window, int slot, int unit,
                          const struct area *area,
                          const struct data_total *figure)
{
    if (window->plan->query->by_school) {
        add_to_school(window, slot, unit, area, figure);
        return;
    }
    while (area != NULL) {
        data_window_add_total(window, slot, area->id, figure);
        area = catalogue_area_by_id(window->plan->cat, area->parent);
    }
}

/* --- the statement's parameters --- */

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

static const char *cells_where(const struct data_window *window, bool linked)
{
    const struct cells *cells = *window->plan->cells;
    char *text = begin_text(window, window->cell_count);
    size_t at = 1;
    for (int i = 0; i < window->cell_count; i++) {
        int id = window->cells[i].cell;
        if (cells_cell(cells, id)->linked == linked) {
            at = add_number(text, at, id);
        }
    }
    return end_text(text, at);
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
