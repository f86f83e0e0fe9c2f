#include "model/cells_index.h"

#include <stdlib.h>

#include "platform/check.h"

#define INDEX_FIRST 64

void cells_index_init(struct cells_index *index)
{
    index->size = INDEX_FIRST;
    index->count = 0;
    index->slots = calloc(index->size, sizeof(*index->slots));
    CHECK(index->slots != NULL);
}

void cells_index_fini(struct cells_index *index)
{
    free(index->slots);
    index->slots = NULL;
}

int cells_index_next(const struct cells_index *index, uint64_t *at)
{
    uint32_t id = index->slots[*at & (index->size - 1)];
    (*at)++;
    return (int)id;
}

static void place(struct cells_index *index, uint64_t hash, int id)
{
    size_t mask = index->size - 1;
    size_t at = hash & mask;
    while (index->slots[at] != 0) {
        at = (at + 1) & mask;
    }
    index->slots[at] = (uint32_t)id;
}

/* Ids go into the new table as they came: in rising order. A hole in the ids
 * was never in the old one, which is why that is read and not the rows. */
static void grow(struct cells_index *index, int last)
{
    uint32_t *old = index->slots;
    size_t old_size = index->size;
    CHECK(old_size > 0);
    unsigned char *used = calloc((size_t)last + 1, 1);
    CHECK(used != NULL);
    for (size_t i = 0; i < old_size; i++) {
        used[old[i]] = 1;
    }
    free(old);
    index->size = old_size * 2;
    index->slots = calloc(index->size, sizeof(*index->slots));
    CHECK(index->slots != NULL);
    for (int id = 1; id <= last; id++) {
        if (used[id]) {
            place(index, index->hash(index->owner, id), id);
        }
    }
    free(used);
}

void cells_index_add(struct cells_index *index, int id)
{
    if (index->count >= index->size / 4 * 3) {
        grow(index, id - 1);
    }
    place(index, index->hash(index->owner, id), id);
    index->count++;
}

void cells_index_drop(struct cells_index *index, int id)
{
    size_t mask = index->size - 1;
    size_t at = index->hash(index->owner, id) & mask;
    while (index->slots[at] != (uint32_t)id) {
        CHECK(index->slots[at] != 0);
        at = (at + 1) & mask;
    }
    index->slots[at] = 0;
    index->count--;
}
