/* What a window's statement answers. */
#include "data/data_letters.h"
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
static int next_place(struct data_window *window, int id, int *at)
{
    if (*at >= window->place_count || window->ids[*at].cell != id) {
        return -1;
    }
    int place = window->ids[(*at)++].slot;
    window->hint = *at;
    return place;
}

static bool has_slot(const struct data_window *window, int slot)
{
    return slot >= 0 && slot < window->slot_count;
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
    int place = next_place(window, area, &at);
    if (place >= 0 && has_slot(window, slot)) {
        add_total(entry_of(window, slot, place), total);
    }
}

void data_window_add_letter(struct data_window *window, int slot, int area,
                            char letter, int schools)
{
    int at = first_entry(window, area);
    int place = next_place(window, area, &at);
    if (window->letters != NULL && place >= 0 && has_slot(window, slot)) {
        const struct data_total *entry = entry_of(window, slot, place);
        data_letters_add(&window->letters[entry - window->totals], letter,
                         schools);
    }
}

void data_window_add_school(struct data_window *window, int slot, int school,
                            const struct data_total *figure)
{
    int at = first_entry(window, school);
    int place = 0;
    while (has_slot(window, slot) &&
           (place = next_place(window, school, &at)) >= 0) {
        struct data_total *entry = entry_of(window, slot, place);
        add(&entry->sum, figure->sum);
        entry->statuses |= figure->statuses;
        entry->reported |= figure->reported;
        entry->missing = entry->reported > 0 ? 0 : 1;
    }
}

static int places_of_school(struct data_window *window, int school,
                            const struct area *area, int *out)
{
    int at = first_entry(window, school);
    int place = 0;
    int count = 0;
    while ((place = next_place(window, school, &at)) >= 0 &&
           count < DATA_PLACES_OF_MAX) {
        const struct data_place *where =
            &window->plan->places.list[window->place_from + place];
        if (area_contains(where->area, area)) {
            out[count++] = place;
        }
    }
    return count;
}

int data_window_places_of(struct data_window *window, int school,
                          const struct area *area, int *out)
{
    if (window->plan->query->by_school) {
        return places_of_school(window, school, area, out);
    }
    int count = 0;
    while (area != NULL && count < DATA_PLACES_OF_MAX) {
        int at = first_entry(window, area->id);
        int place = next_place(window, area->id, &at);
        if (place >= 0) {
            out[count++] = place;
        }
        area = catalogue_area_by_id(window->plan->cat, area->parent);
    }
    return count;
}

void data_window_add_at(struct data_window *window, int slot, int place,
                        const struct data_total *figure)
{
    struct data_total *entry = entry_of(window, slot, place);
    add_total(entry, figure);
    if (window->letters != NULL) {
        data_letters_add_school(&window->letters[entry - window->totals],
                                figure);
    }
}
