/* Which units of a roll may count at which of the window's places: listed
 * once, or each county would look at the schools of all the others. */
#include "data/data_roll.h"

#include "model/succession.h"

/* One that moved may have counted anywhere. */
static bool may_move(const struct data_window *window, int unit)
{
    const struct catalogue *cat = window->plan->cat;
    const struct school *school =
        catalogue_school_by_id(cat, window->roll->units[unit]);
    return window->plan->query->view == DATA_AS_WAS &&
           succession_moved(cat, school);
}

static int all_places(const struct data_window *window, int *out)
{
    for (int i = 0; i < window->place_count; i++) {
        out[i] = i;
    }
    return window->place_count;
}

/* `out` has room for all places, and for DATA_PLACES_OF_MAX. */
static int places_of_unit(struct data_window *window, int unit, int *out)
{
    if (may_move(window, unit)) {
        return all_places(window, out);
    }
    const struct area *area =
        data_roll_area(window, unit, window->plan->query->periods[0]);
    return data_window_places_of(window, window->roll->units[unit], area, out);
}

/* Counts how many units each place has behind it, then puts them there. */
static void list_by_area(struct data_window *window, int *places)
{
    struct data_roll *roll = window->roll;
    struct arena *arena = window->plan->arena;
    size_t count = (size_t)window->place_count;
    roll->first = arena_zalloc(arena, count + 2, sizeof(int));
    for (int unit = 0; unit < roll->unit_count; unit++) {
        int found = places_of_unit(window, unit, places);
        for (int i = 0; i < found; i++) {
            roll->first[places[i] + 2]++;
        }
    }
    for (size_t i = 2; i < count + 2; i++) {
        roll->first[i] += roll->first[i - 1];
    }
    roll->listed =
        arena_alloc(arena, ((size_t)roll->first[count + 1] + 1) * sizeof(int));
    for (int unit = 0; unit < roll->unit_count; unit++) {
        int found = places_of_unit(window, unit, places);
        for (int i = 0; i < found; i++) {
            roll->listed[roll->first[places[i] + 1]++] = unit;
        }
    }
}

static void list_by_school(struct data_window *window)
{
    struct data_roll *roll = window->roll;
    struct arena *arena = window->plan->arena;
    roll->listed =
        arena_alloc(arena, ((size_t)roll->unit_count + 1) * sizeof(int));
    for (int unit = 0; unit < roll->unit_count; unit++) {
        roll->listed[unit] = unit;
    }
}

void data_roll_list(struct data_window *window)
{
    if (window->plan->query->by_school) {
        list_by_school(window);
        return;
    }
    size_t room = (size_t)window->place_count + DATA_PLACES_OF_MAX;
    list_by_area(window, arena_alloc(window->plan->arena, room * sizeof(int)));
}

struct data_units data_roll_at(const struct data_window *window, int place)
{
    const struct data_roll *roll = window->roll;
    const struct school *school = window->plan->places.list[place].school;
    if (roll->listed == NULL) {
        return (struct data_units){NULL, 0};
    }
    if (school != NULL) {
        int unit = data_roll_unit(roll, school->id);
        return (struct data_units){roll->listed + unit, 1};
    }
    int at = place - window->place_from;
    return (struct data_units){roll->listed + roll->first[at],
                               roll->first[at + 1] - roll->first[at]};
}
