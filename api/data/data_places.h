/*
 * The places that get rows: areas, or schools within areas, in total order
 * (areas in preorder, siblings and schools by code). An area below which there
 * is no school cannot have a figure and is left out.
 */
#ifndef TVS_DATA_PLACES_H
#define TVS_DATA_PLACES_H

#include "data/data_query.h"

struct data_place {
    const struct area *area;
    const struct school *school; /* NULL: the area as a whole */
};

struct data_places {
    struct data_place *list; /* in the arena */
    int count;
    /* Schools of the areas asked for that lie in none of the areas listed. */
    int outside;
    long long wanted; /* how many there are; more than `count`: too many */
};

void data_places_find(const struct data_query *query,
                      const struct catalogue *cat, struct arena *arena,
                      struct data_places *out);
/* Index of the place with these codes, or -1. `school` is NULL for areas. */
int data_places_index(const struct data_places *places,
                      const struct catalogue *cat, const char *area,
                      const char *school);

#endif
