#include "data/data_places.h"

#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

static bool gets_row(const struct data_query *query, const struct area *area)
{
    switch (query->spread) {
    case DATA_ITSELF:
        return area == query->area;
    case DATA_CHILDREN:
        return area->parent == query->area->id;
    default:
        return strcmp(area->level, query->level) == 0;
    }
}

/* Preorder numbers begin at 1 and are the places in the list of areas. */
static int count_inside(const struct area *area)
{
    return area->last - area->first + 1;
}

static void find_areas(const struct data_query *query,
                       const struct catalogue *cat, struct arena *arena,
                       struct data_places *out)
{
    size_t all = 0;
    const struct area *const *areas = catalogue_areas(cat, &all);
    int inside = query->spread == DATA_ITSELF ? 1 : count_inside(query->area);
    int first = query->area->first - 1;
    CHECK(first >= 0 && (size_t)first + (size_t)inside <= all);

    out->list = arena_alloc(arena, (size_t)inside * sizeof(*out->list));
    for (int i = first; i < first + inside; i++) {
        if (gets_row(query, areas[i]) &&
            catalogue_schools_below(cat, areas[i]) > 0) {
            out->list[out->count++] = (struct data_place){areas[i], NULL};
        }
    }
}

static void count_outside(const struct data_query *query,
                          const struct catalogue *cat, struct data_places *out)
{
    out->outside = catalogue_schools_below(cat, query->area);
    const struct area *before = NULL;
    for (int i = 0; i < out->count; i++) {
        const struct area *area = out->list[i].area;
        if (before == NULL || !area_contains(before, area)) {
            out->outside -= catalogue_schools_below(cat, area);
            before = area;
        }
    }
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

/* All schools in the area asked for, those of one area together. */
static struct pupil *schools_inside(const struct data_query *query,
                                    const struct catalogue *cat,
                                    struct arena *arena, int *count)
{
    size_t all = 0;
    const struct school *const *schools = catalogue_schools(cat, &all);
    int inside = catalogue_schools_below(cat, query->area);
    struct pupil *list =
        arena_alloc(arena, (size_t)inside * sizeof(struct pupil));
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct area *area = catalogue_area_by_id(cat, schools[i]->area);
        if (area_contains(query->area, area)) {
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
static int put_schools(struct data_place *out, const struct area *area,
                       struct pupil *from, int count)
{
    qsort(from, (size_t)count, sizeof(*from), by_order);
    for (int i = 0; i < count; i++) {
        out[i] = (struct data_place){area, from[i].school};
    }
    return count;
}

static void spread_schools(const struct data_query *query,
                           const struct catalogue *cat, struct arena *arena,
                           struct data_places *out)
{
    int all = 0;
    struct pupil *inside = schools_inside(query, cat, arena, &all);
    struct data_place *list =
        arena_alloc(arena, (size_t)out->wanted * sizeof(*list));
    struct pupil *copy = arena_alloc(arena, (size_t)all * sizeof(*copy));
    int count = 0;
    for (int i = 0; i < out->count; i++) {
        const struct area *area = out->list[i].area;
        int from = first_in(inside, all, area->first);
        int to = first_in(inside, all, area->last + 1);
        memcpy(copy, inside + from, (size_t)(to - from) * sizeof(*copy));
        count += put_schools(list + count, area, copy, to - from);
    }
    out->list = list;
    out->count = count;
}

void data_places_find(const struct data_query *query,
                      const struct catalogue *cat, struct arena *arena,
                      struct data_places *out)
{
    *out = (struct data_places){0};
    find_areas(query, cat, arena, out);
    count_outside(query, cat, out);
    out->wanted = out->count;
    if (!query->by_school) {
        return;
    }
    out->wanted = 0;
    for (int i = 0; i < out->count; i++) {
        out->wanted += catalogue_schools_below(cat, out->list[i].area);
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
