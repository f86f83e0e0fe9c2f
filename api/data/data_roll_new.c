/* Which schools are read for a window, and which units they make. */
#include "data/data_roll.h"

#include <stdlib.h>

#include "model/succession.h"

static bool is_as_is(const struct data_window *window)
{
    return window->plan->query->view == DATA_AS_IS;
}

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
    if (window->plan->query->ytd > 0 && is_as_is(window) &&
        succession_any(window->plan->cat)) {
        roll->own = arena_zalloc(
            arena, (size_t)window->slot_count * (size_t)schools.count,
            sizeof(*roll->own));
    }
    roll->part =
        arena_zalloc(arena, (size_t)window->slot_count, sizeof(*roll->part));
    return roll;
}
