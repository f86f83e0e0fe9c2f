/*
 * Open addressing over a flat run of rows that carry ids 1, 2, 3, ...: a slot
 * holds an id, the row itself is the key. Ids are taken out only in the
 * reverse order in which they went in, so no tombstones are needed: what came
 * later cannot have probed past them.
 */
#ifndef TVS_MODEL_CELLS_INDEX_H
#define TVS_MODEL_CELLS_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct cells;

struct cells_index {
    uint32_t *slots; /* id, 0: free */
    size_t size;     /* a power of two */
    size_t count;
    /* The hash of the row with that id. */
    uint64_t (*hash)(const struct cells *owner, int id);
    const struct cells *owner;
};

/* Set hash and owner before. */
void cells_index_init(struct cells_index *index);
void cells_index_fini(struct cells_index *index);
/* Walks the candidates for a hash: *at starts with the hash itself and is the
 * index's own between calls. 0 after the last. */
int cells_index_next(const struct cells_index *index, uint64_t *at);
/* The id must be greater than all that are in. */
void cells_index_add(struct cells_index *index, int id);
/* The id must be the greatest that is in. */
void cells_index_drop(struct cells_index *index, int id);

#endif
