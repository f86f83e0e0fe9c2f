#include "model/catalogue.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalogue_rows.h"
#include "model/period.h"
#include "platform/check.h"

static int by_area_code(const void *a, const void *b)
{
    const struct area *const *left = a;
    const struct area *const *right = b;
    return strcmp((*left)->code, (*right)->code);
}

static int by_preorder(const void *a, const void *b)
{
    const struct area *left = *(const struct area *const *)a;
    const struct area *right = *(const struct area *const *)b;
    return (left->first > right->first) - (left->first < right->first);
}

/* --- numbering --- */

/* By id; 0 ends a list of siblings. */
struct links {
    int *child, *sibling;
};

static struct area *area_at(const struct catalogue *cat, int id)
{
    return cat->areas.by_id[id];
}

static bool link_area(struct catalogue *cat, struct links *links,
                      struct area *area, struct error *err)
{
    if (area->parent == 0) {
        if (cat->root != NULL) {
            return error_detail(err, FAULT_INTERNAL,
                                "catalogue: two roots: %s and %s", area->code,
                                cat->root->code);
        }
        cat->root = area;
        return true;
    }
    if (catalogue_area_by_id(cat, area->parent) == NULL) {
        return error_detail(err, FAULT_INTERNAL,
                            "catalogue: no parent of area %s", area->code);
    }
    links->sibling[area->id] = links->child[area->parent];
    links->child[area->parent] = area->id;
    return true;
}

/* From the last code to the first, so that each list of children, which grows
 * at its head, ends up in order of code. */
static bool link_areas(struct catalogue *cat, struct links *links,
                       struct error *err)
{
    for (size_t i = cat->areas.count; i-- > 0;) {
        if (!link_area(cat, links, cat->areas.rows[i], err)) {
            return false;
        }
    }
    if (cat->root == NULL) {
        return error_detail(err, FAULT_INTERNAL,
                            "catalogue: no area is the root");
    }
    return true;
}

/* Closes the areas whose subtrees are done and steps to the next one; 0 when
 * the root itself is done. */
static int next_area(struct catalogue *cat, const struct links *links, int id,
                     int last)
{
    while (id != 0) {
        struct area *area = area_at(cat, id);
        area->last = last;
        if (area != cat->root && links->sibling[id] != 0) {
            return links->sibling[id];
        }
        id = area->parent;
    }
    return 0;
}

/* Without recursion: a file may make a chain of areas as long as it likes.
 * Returns how many areas hang below the root. */
static size_t number_from_root(struct catalogue *cat, const struct links *links)
{
    int number = 0;
    int id = cat->root->id;
    while (id != 0) {
        area_at(cat, id)->first = ++number;
        id = links->child[id] != 0 ? links->child[id]
                                   : next_area(cat, links, id, number);
    }
    return (size_t)number;
}

static bool report_cycle(const struct catalogue *cat, struct error *err)
{
    for (size_t i = 0; i < cat->areas.count; i++) {
        const struct area *area = cat->areas.rows[i];
        if (area->first == 0) {
            return error_set(err, FAULT_CYCLE, area->code, NULL, NULL);
        }
    }
    return true;
}

bool catalogue_number_areas(struct catalogue *cat, struct error *err)
{
    struct rows *areas = &cat->areas;
    if (areas->count > 0) {
        qsort(areas->rows, areas->count, sizeof(*areas->rows), by_area_code);
    }
    for (size_t i = 0; i < areas->count; i++) {
        struct area *area = areas->rows[i];
        area->first = 0;
        area->last = 0;
    }
    size_t size = (size_t)areas->last_id + 1;
    struct links links = {
        .child = calloc(size, sizeof(int)),
        .sibling = calloc(size, sizeof(int)),
    };
    CHECK(links.child != NULL && links.sibling != NULL);
    bool linked = link_areas(cat, &links, err);
    size_t below = linked ? number_from_root(cat, &links) : 0;
    free(links.child);
    free(links.sibling);
    if (!linked || (below < areas->count && !report_cycle(cat, err))) {
        return false;
    }
    qsort(areas->rows, areas->count, sizeof(*areas->rows), by_preorder);
    return true;
}

bool area_contains(const struct area *outer, const struct area *inner)
{
    return outer->first <= inner->first && inner->first <= outer->last;
}

bool area_valid(const struct area *area, int period)
{
    return area->valid_from <= period_last_day(period) &&
           (area->valid_to == 0 || area->valid_to >= period_first_day(period));
}

/* --- schools by place and time --- */

static int place_of(const struct catalogue *cat, const struct school *school)
{
    return area_at(cat, school->area)->first;
}

static int closing_day(const struct school *school)
{
    return school->closed == 0 ? INT_MAX : school->closed;
}

/* A counting sort: areas are numbered 1 .. count. */
void catalogue_build_roster(struct catalogue *cat)
{
    struct roster *roster = &cat->roster;
    size_t areas = cat->areas.count;
    size_t schools = cat->schools.count;
    roster->opened = arena_zalloc(&cat->arena, schools, sizeof(int));
    roster->closed = arena_zalloc(&cat->arena, schools, sizeof(int));
    roster->below = arena_zalloc(&cat->arena, areas + 2, sizeof(int));
    for (size_t i = 0; i < schools; i++) {
        roster->below[place_of(cat, cat->schools.rows[i]) + 1]++;
    }
    for (size_t i = 1; i < areas + 2; i++) {
        roster->below[i] += roster->below[i - 1];
    }
    int *next = calloc(areas + 2, sizeof(int));
    CHECK(next != NULL);
    memcpy(next, roster->below, (areas + 2) * sizeof(int));
    for (size_t i = 0; i < schools; i++) {
        const struct school *school = cat->schools.rows[i];
        int at = next[place_of(cat, school)]++;
        roster->opened[at] = school->opened;
        roster->closed[at] = closing_day(school);
    }
    free(next);
}

bool school_open(const struct school *school, int period)
{
    return school->opened <= period_last_day(period) &&
           closing_day(school) >= period_first_day(period);
}

int catalogue_expected(const struct catalogue *cat, const struct area *area,
                       int period)
{
    const struct roster *roster = &cat->roster;
    int from = period_first_day(period);
    int to = period_last_day(period);
    int end = roster->below[area->last + 1];
    int count = 0;
    /* No branch in the loop: the compiler makes vectors of it. */
    for (int i = roster->below[area->first]; i < end; i++) {
        count += (roster->opened[i] <= to) & (roster->closed[i] >= from);
    }
    return count;
}

int catalogue_expected_level(const struct catalogue *cat,
                             const struct area *area, const char *level,
                             int period)
{
    size_t total = 0;
    const struct school *const *schools = catalogue_schools(cat, &total);
    int count = 0;
    for (size_t i = 0; i < total; i++) {
        const struct school *school = schools[i];
        count += strcmp(school->level, level) == 0 &&
                 area_contains(area, area_at(cat, school->area)) &&
                 school_open(school, period);
    }
    return count;
}

int catalogue_schools_below(const struct catalogue *cat,
                            const struct area *area)
{
    const int *below = cat->roster.below;
    return below[area->last + 1] - below[area->first];
}
