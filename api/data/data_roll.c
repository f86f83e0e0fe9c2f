#include "data/data_roll.h"

#include <stdlib.h>

#include "data/data_status.h"
#include "model/period.h"
#include "model/succession.h"
#include "platform/check.h"

static bool is_as_is(const struct data_window *window)
{
    return window->plan->query->view == DATA_AS_IS;
}

/* --- which schools --- */

struct list {
    int *ids;
    int count;
};

static int by_id(const void *a, const void *b)
{
    int left = *(const int *)a;
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

static void sort_once(struct list *list)
{
    int kept = 0;
    if (list->count > 1) {
        qsort(list->ids, (size_t)list->count, sizeof(int), by_id);
    }
    for (int i = 0; i < list->count; i++) {
        if (kept == 0 || list->ids[kept - 1] != list->ids[i]) {
            list->ids[kept++] = list->ids[i];
        }
    }
    list->count = kept;
}

/* By preorder number: lies in one of the window's places. */
static int *mark_areas(const struct data_window *window)
{
    size_t count = 0;
    (void)catalogue_areas(window->plan->cat, &count);
    int *marks = arena_zalloc(window->plan->arena, count + 2, sizeof(int));
    for (int i = 0; i < window->place_count; i++) {
        const struct area *area =
            window->plan->places.list[window->place_from + i].area;
        marks[area->first]++;
        marks[area->last + 1]--;
    }
    for (size_t i = 1; i < count + 2; i++) {
        marks[i] += marks[i - 1];
    }
    return marks;
}

/* Whoever was elsewhere once may have been here then. */
static bool may_count(const struct data_window *window, const int *marks,
                      const struct school *school)
{
    const struct catalogue *cat = window->plan->cat;
    const struct area *area = catalogue_area_by_id(cat, school->area);
    return marks[area->first] > 0 || window->plan->query->asof != NULL ||
           (!is_as_is(window) && succession_moved(cat, school));
}

static struct list list_units(const struct data_window *window)
{
    const struct data_plan *plan = window->plan;
    size_t all = 0;
    const struct school *const *schools = catalogue_schools(plan->cat, &all);
    size_t room = plan->query->by_school ? (size_t)window->place_count : all;
    struct list list = {arena_alloc(plan->arena, (room + 1) * sizeof(int)), 0};
    if (plan->query->by_school) {
        for (int i = 0; i < window->place_count; i++) {
            list.ids[list.count++] = window->ids[i].cell;
        }
    } else {
        const int *marks = mark_areas(window);
        for (size_t i = 0; i < all; i++) {
            if (may_count(window, marks, schools[i])) {
                list.ids[list.count++] = schools[i]->id;
            }
        }
    }
    sort_once(&list);
    return list;
}

/* With the schools that the units continue. */
static struct list list_kin(const struct data_window *window,
                            const struct list *units)
{
    const struct data_plan *plan = window->plan;
    size_t all = 0;
    if (!is_as_is(window) || !succession_any(plan->cat)) {
        return *units;
    }
    (void)catalogue_schools(plan->cat, &all);
    int *kin = arena_alloc(plan->arena, (all + 1) * sizeof(int));
    bool *wanted = arena_zalloc(plan->arena,
                                (size_t)catalogue_last_school_id(plan->cat) + 1,
                                sizeof(bool));
    struct list list = {arena_alloc(plan->arena, (all + 1) * sizeof(int)), 0};
    for (int i = 0; i < units->count; i++) {
        int count = succession_kin(plan->cat, units->ids[i], kin, (int)all);
        for (int j = 0; j < count; j++) {
            if (!wanted[kin[j]]) {
                wanted[kin[j]] = true;
                list.ids[list.count++] = kin[j];
            }
        }
    }
    sort_once(&list);
    return list;
}

struct data_roll *data_roll_new(const struct data_window *window)
{
    struct arena *arena = window->plan->arena;
    struct list units = list_units(window);
    struct list schools = list_kin(window, &units);
    struct data_roll *roll = arena_zalloc(arena, 1, sizeof(*roll));
    roll->schools = schools.ids;
    roll->school_count = schools.count;
    roll->units = units.ids;
    roll->unit_count = units.count;
    roll->areas =
        arena_zalloc(arena, (size_t)units.count, sizeof(struct area *));
    roll->figures =
        arena_zalloc(arena, (size_t)window->slot_count * (size_t)units.count,
                     sizeof(*roll->figures));
    return roll;
}

/* --- what they reported --- */

static int unit_of(const struct data_roll *roll, int school)
{
    const int *found = bsearch(&school, roll->units, (size_t)roll->unit_count,
                               sizeof(int), by_id);
    return found != NULL ? (int)(found - roll->units) : -1;
}

/* Members that are added up, and schools that became one, are one report. */
static void add_figure(struct data_total *entry, int64_t value,
                       const struct data_total *figure, unsigned more)
{
    if (__builtin_add_overflow(entry->sum, value, &entry->sum)) {
        entry->sum = INT64_MAX;
    }
    entry->reported |= figure->reported;
    entry->missing = entry->reported > 0 ? 0 : 1;
    entry->statuses |= figure->statuses | more;
}

static struct data_total *entry_of(const struct data_window *window, int slot,
                                   int school)
{
    struct data_roll *roll = window->roll;
    int unit = unit_of(roll, school);
    return unit < 0 ? NULL
                    : &roll->figures[(size_t)slot * (size_t)roll->unit_count +
                                     (size_t)unit];
}

/* The parts of a division add up to what was divided: each is the step
 * between two rounded sums. They are estimates. */
static void take_shares(struct data_window *window, int slot, int school,
                        const struct data_total *figure)
{
    struct succession_share shares[SUCCESSION_MAX_SHARES];
    int count = succession_shares(window->plan->cat, school,
                                  window->periods[slot], shares);
    unsigned estimated = count > 1 ? data_status_bit('E') : 0;
    int weight = 0;
    int64_t before = 0;
    for (int i = 0; i < count; i++) {
        weight += shares[i].weight;
        int64_t upto =
            (int64_t)((__int128)figure->sum * weight / SUCCESSION_WHOLE);
        struct data_total *entry = entry_of(window, slot, shares[i].unit);
        if (entry != NULL) {
            add_figure(entry, upto - before, figure, estimated);
        }
        before = upto;
    }
}

void data_roll_take(struct data_window *window, int slot, int school, int area,
                    const struct data_total *figure)
{
    struct data_roll *roll = window->roll;
    if (slot < 0 || slot >= window->slot_count) {
        return;
    }
    if (is_as_is(window) && succession_any(window->plan->cat)) {
        take_shares(window, slot, school, figure);
        return;
    }
    struct data_total *entry = entry_of(window, slot, school);
    if (entry != NULL) {
        add_figure(entry, figure->sum, figure, 0);
        roll->areas[unit_of(roll, school)] =
            catalogue_area_by_id(window->plan->cat, area);
    }
}

/* --- where they count --- */

static const struct area *area_of(const struct data_window *window, int unit,
                                  int period)
{
    const struct catalogue *cat = window->plan->cat;
    const struct data_roll *roll = window->roll;
    const struct school *school =
        catalogue_school_by_id(cat, roll->units[unit]);
    if (roll->areas[unit] != NULL) {
        return roll->areas[unit];
    }
    int area = is_as_is(window)
                   ? school->area
                   : succession_area_on(cat, school, period_first_day(period));
    return catalogue_area_by_id(cat, area);
}

void data_roll_range(const struct data_window *window, int place, int *from,
                     int *to)
{
    const struct data_place *where = &window->plan->places.list[place];
    *from = 0;
    *to = window->roll->unit_count;
    if (where->school != NULL) {
        *from = unit_of(window->roll, where->school->id);
        *to = *from + 1;
    }
}

bool data_roll_counts(const struct data_window *window, int unit, int period,
                      int place)
{
    const struct data_place *where = &window->plan->places.list[place];
    return area_contains(where->area, area_of(window, unit, period)) &&
           (where->school == NULL ||
            where->school->id == window->roll->units[unit]);
}

void data_roll_spread(struct data_window *window)
{
    const struct data_roll *roll = window->roll;
    for (int slot = 0; slot < window->slot_count; slot++) {
        for (int unit = 0; unit < roll->unit_count; unit++) {
            const struct data_total *figure =
                &roll->figures[(size_t)slot * (size_t)roll->unit_count +
                               (size_t)unit];
            if (figure->reported > 0 || figure->missing > 0) {
                data_window_add_unit(
                    window, slot, roll->units[unit],
                    area_of(window, unit, window->periods[slot]), figure);
            }
        }
    }
}

/* --- how many there should be --- */

static void mark_open(const struct data_window *window, int school, int period,
                      bool *open)
{
    struct succession_share shares[SUCCESSION_MAX_SHARES] = {
        {school, SUCCESSION_WHOLE},
    };
    int count = is_as_is(window) ? succession_shares(window->plan->cat, school,
                                                     period, shares)
                                 : 1;
    for (int i = 0; i < count; i++) {
        int unit = unit_of(window->roll, shares[i].unit);
        if (unit >= 0) {
            open[unit] = true;
        }
    }
}

/* As the world is today, a unit was open when one of those was that it
 * continues. */
int data_roll_expected(const struct data_window *window, int place, int period)
{
    const struct data_roll *roll = window->roll;
    bool *open = calloc((size_t)roll->unit_count + 1, sizeof(*open));
    int count = 0;
    int from = 0;
    int to = 0;
    CHECK(open != NULL);
    for (int i = 0; i < roll->school_count; i++) {
        int school = roll->schools[i];
        if (school_open(catalogue_school_by_id(window->plan->cat, school),
                        period)) {
            mark_open(window, school, period, open);
        }
    }
    data_roll_range(window, place, &from, &to);
    for (int i = from; i < to; i++) {
        count += open[i] && data_roll_counts(window, i, period, place);
    }
    free(open);
    return count;
}
