#include "data/data_places.h"

#include "model/succession.h"
#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

/* The last of the areas asked for that does not come behind the place. */
static const struct area *asked_before(const struct data_query *query,
                                       int place)
{
    int low = 0;
    int high = query->area_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (query->areas[middle]->first <= place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? query->areas[low - 1] : NULL;
}

static bool gets_row(const struct data_query *query,
                     const struct catalogue *cat, const struct area *area)
{
    if (query->spread == DATA_LEVEL) {
        return strcmp(area->level, query->level) == 0;
    }
    const struct area *parent = catalogue_area_by_id(cat, area->parent);
    return parent != NULL && asked_before(query, parent->first) == parent;
}

/* As it was, a school has rows wherever it has been; as of a revision, also
 * where it counted at one. */
static bool belongs(const struct data_query *query, const struct catalogue *cat,
                    const struct school *school, const struct area *place)
{
    if (query->asof != NULL && catalogue_once_below(cat, school, place)) {
        return true;
    }
    if (query->view == DATA_AS_WAS && succession_moved(cat, school)) {
        return succession_ever_below(cat, school, place);
    }
    return area_contains(place, catalogue_area_by_id(cat, school->area));
}

static int count_schools(const struct data_query *query,
                         const struct catalogue *cat, const struct area *area)
{
    bool as_was = query->view == DATA_AS_WAS;
    int count = as_was ? succession_schools_ever_below(cat, area)
                       : catalogue_schools_below(cat, area);
    const struct school *school = NULL;
    while (query->asof != NULL &&
           (school = catalogue_next_former(cat, school)) != NULL) {
        const struct area *now = catalogue_area_by_id(cat, school->area);
        bool counted = as_was ? succession_ever_below(cat, school, area)
                              : area_contains(area, now);
        count += !counted && catalogue_once_below(cat, school, area);
    }
    return count;
}

/* Areas asked for that lie in no other one, as runs of preorder numbers; these
 * begin at 1 and are the places in the list of areas. */
struct run {
    int first, last;
};

static int find_runs(const struct data_query *query, struct run *runs)
{
    int count = 0;
    for (int i = 0; i < query->area_count; i++) {
        const struct area *area = query->areas[i];
        if (count == 0 || area->first > runs[count - 1].last) {
            runs[count++] = (struct run){area->first, area->last};
        }
    }
    return count;
}

static void find_areas(const struct data_query *query,
                       const struct catalogue *cat, const struct run *run,
                       struct data_places *out)
{
    size_t all = 0;
    const struct area *const *areas = catalogue_areas(cat, &all);
    CHECK(run->first >= 1 && (size_t)run->last <= all);
    for (int i = run->first - 1; i < run->last; i++) {
        if (gets_row(query, cat, areas[i]) &&
            count_schools(query, cat, areas[i]) > 0) {
            out->list[out->count++] = (struct data_place){areas[i], NULL};
        }
    }
}

/* Without looking at what lies below. */
static void find_asked(const struct data_query *query,
                       const struct catalogue *cat, struct data_places *out)
{
    for (int i = 0; i < query->area_count; i++) {
        if (count_schools(query, cat, query->areas[i]) > 0) {
            out->list[out->count++] =
                (struct data_place){query->areas[i], NULL};
        }
    }
}

static int schools_in(const struct catalogue *cat, const struct run *run)
{
    size_t all = 0;
    const struct area *const *areas = catalogue_areas(cat, &all);
    return catalogue_schools_below(cat, areas[run->first - 1]);
}

/* Of areas in each other only the outer one counts. */
static int schools_listed(const struct catalogue *cat,
                          const struct data_places *places)
{
    const struct area *before = NULL;
    int count = 0;
    for (int i = 0; i < places->count; i++) {
        const struct area *area = places->list[i].area;
        if (before == NULL || !area_contains(before, area)) {
            count += catalogue_schools_below(cat, area);
            before = area;
        }
    }
    return count;
}

/* --- schools --- */

/* A school and the preorder number of its area, to sort by. */
struct pupil {
    int place;
    int order; /* of the code */
    const struct school *school;
};

static int by_place(const void *a, const void *b)
{
    const struct pupil *left = a;
    const struct pupil *right = b;
    if (left->place != right->place) {
        return left->place - right->place;
    }
    return left->order - right->order;
}

static bool is_inside(const struct run *runs, int count, int place)
{
    for (int i = 0; i < count; i++) {
        if (runs[i].first <= place && place <= runs[i].last) {
            return true;
        }
    }
    return false;
}

/* All schools in the areas asked for, those of one area together. */
static struct pupil *schools_inside(const struct data_query *query,
                                    const struct catalogue *cat,
                                    struct arena *arena, int *count)
{
    struct run runs[DATA_MAX_AREAS] = {{0}};
    int run_count = find_runs(query, runs);
    size_t all = 0;
    const struct school *const *schools = catalogue_schools(cat, &all);
    int inside = 0;
    for (int i = 0; i < run_count; i++) {
        inside += schools_in(cat, &runs[i]);
    }
    struct pupil *list =
        arena_alloc(arena, (size_t)inside * sizeof(struct pupil));
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct area *area = catalogue_area_by_id(cat, schools[i]->area);
        if (is_inside(runs, run_count, area->first)) {
            CHECK(*count < inside);
            list[(*count)++] = (struct pupil){area->first, (int)i, schools[i]};
        }
    }
    if (*count > 1) {
        qsort(list, (size_t)*count, sizeof(*list), by_place);
    }
    return list;
}

static int first_in(const struct pupil *list, int count, int place)
{
    int low = 0;
    while (low < count) {
        int middle = low + (count - low) / 2;
        if (list[middle].place < place) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

static int by_order(const void *a, const void *b)
{
    const struct pupil *left = a;
    const struct pupil *right = b;
    return left->order - right->order;
}

/* The area's schools behind each other, by code. */
static void put_schools(struct data_place *out, const struct area *area,
                        struct pupil *from, int count)
{
    qsort(from, (size_t)count, sizeof(*from), by_order);
    for (int i = 0; i < count; i++) {
        out[i] = (struct data_place){area, from[i].school};
    }
}

/* Schools that were in the area once and are elsewhere now. */
static int add_former(const struct data_query *query,
                      const struct catalogue *cat, const struct area *area,
                      struct pupil *list)
{
    size_t all = 0;
    const struct school *const *schools = catalogue_schools(cat, &all);
    int count = 0;
    if (count_schools(query, cat, area) == catalogue_schools_below(cat, area)) {
        return 0;
    }
    for (size_t i = 0; i < all; i++) {
        const struct area *now = catalogue_area_by_id(cat, schools[i]->area);
        if (!area_contains(area, now) &&
            belongs(query, cat, schools[i], area)) {
            list[count++] = (struct pupil){area->first, (int)i, schools[i]};
        }
    }
    return count;
}

/* One area: all its schools are in order already. */
static void fill_one(const struct data_query *query,
                     const struct catalogue *cat, struct data_places *out,
                     struct data_place *list)
{
    const struct area *place = out->list[0].area;
    size_t all = 0;
    const struct school *const *schools = catalogue_schools(cat, &all);
    int count = 0;
    for (size_t i = 0; i < all; i++) {
        if (belongs(query, cat, schools[i], place)) {
            list[count++] = (struct data_place){place, schools[i]};
        }
    }
    out->list = list;
    out->count = count;
}

static void spread_schools(const struct data_query *query,
                           const struct catalogue *cat, struct arena *arena,
                           struct data_places *out)
{
    int all = 0;
    struct data_place *list =
        arena_alloc(arena, (size_t)out->wanted * sizeof(*list));
    if (out->count == 1) {
        fill_one(query, cat, out, list);
        return;
    }
    struct pupil *inside = schools_inside(query, cat, arena, &all);
    struct pupil *copy =
        arena_alloc(arena, (size_t)(out->wanted + 1) * sizeof(*copy));
    int count = 0;
    for (int i = 0; i < out->count; i++) {
        const struct area *area = out->list[i].area;
        int from = first_in(inside, all, area->first);
        int to = first_in(inside, all, area->last + 1);
        int here = to - from;
        memcpy(copy, inside + from, (size_t)here * sizeof(*copy));
        here += add_former(query, cat, area, copy + here);
        put_schools(list + count, area, copy, here);
        count += here;
    }
    out->list = list;
    out->count = count;
}

/* Room for every area that may get a row. */
static struct data_place *make_room(const struct data_query *query,
                                    const struct run *runs, int count,
                                    struct arena *arena)
{
    size_t room = (size_t)query->area_count;
    for (int i = 0; query->spread != DATA_ITSELF && i < count; i++) {
        room += (size_t)(runs[i].last - runs[i].first + 1);
    }
    return arena_alloc(arena, room * sizeof(struct data_place));
}

static void list_areas(const struct data_query *query,
                       const struct catalogue *cat, struct arena *arena,
                       struct data_places *out)
{
    struct run runs[DATA_MAX_AREAS] = {{0}};
    int count = find_runs(query, runs);
    out->list = make_room(query, runs, count, arena);
    if (query->spread == DATA_ITSELF) {
        find_asked(query, cat, out);
        return;
    }
    for (int i = 0; i < count; i++) {
        find_areas(query, cat, &runs[i], out);
        out->outside += schools_in(cat, &runs[i]);
    }
    out->outside -= schools_listed(cat, out);
}

void data_places_find(const struct data_query *query,
                      const struct catalogue *cat, struct arena *arena,
                      struct data_places *out)
{
    *out = (struct data_places){0};
    list_areas(query, cat, arena, out);
    out->wanted = out->count;
    if (!query->by_school) {
        return;
    }
    out->wanted = 0;
    for (int i = 0; i < out->count; i++) {
        out->wanted += count_schools(query, cat, out->list[i].area);
    }
    if (out->wanted > DATA_MAX_GRID) {
        out->count = 0;
    } else {
        spread_schools(query, cat, arena, out);
    }
}

int data_places_index(const struct data_places *places,
                      const struct catalogue *cat, const char *area,
                      const char *school)
{
    const struct area *wanted = catalogue_area(cat, area, strlen(area));
    const struct school *one =
        school != NULL ? catalogue_school(cat, school, strlen(school)) : NULL;
    if (wanted == NULL || (school != NULL && one == NULL)) {
        return -1;
    }
    for (int i = 0; i < places->count; i++) {
        if (places->list[i].area == wanted && places->list[i].school == one) {
            return i;
        }
    }
    return -1;
}
