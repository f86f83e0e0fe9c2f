#include "platform/intern.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "platform/check.h"
#include "platform/hash.h"

#define INTERN_FIRST 16 /* slots; always a power of two */

struct entry {
    uint32_t hash;
    uint32_t offset, len; /* of the key in `keys` */
    int value;
};

/* Entries stand in the order of their coming, keys behind each other: two
 * flat runs and a table of entry numbers, no allocation per key. */
struct intern {
    struct hash_key secret;
    struct entry *entries;
    size_t count, entry_cap;
    char *keys;
    size_t key_len, key_cap;
    uint32_t *slots; /* entry number + 1, 0: free */
    size_t slot_count;
};

struct intern *intern_new(void)
{
    struct intern *map = calloc(1, sizeof(*map));
    CHECK(map != NULL);
    map->secret = hash_key_random();
    map->slot_count = INTERN_FIRST;
    map->slots = calloc(map->slot_count, sizeof(*map->slots));
    CHECK(map->slots != NULL);
    return map;
}

void intern_free(struct intern *map)
{
    if (map == NULL) {
        return;
    }
    free(map->entries);
    free(map->keys);
    free(map->slots);
    free(map);
}

static bool same_key(const struct intern *map, const struct entry *entry,
                     const void *key, size_t len)
{
    return entry->len == len &&
           (len == 0 || memcmp(map->keys + entry->offset, key, len) == 0);
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t probe(const struct intern *map, uint32_t hash, const void *key,
                    size_t len)
{
    size_t mask = map->slot_count - 1;
    size_t at = hash & mask;
    while (map->slots[at] != 0) {
        const struct entry *entry = &map->entries[map->slots[at] - 1];
        if (entry->hash == hash && same_key(map, entry, key, len)) {
            return at;
        }
        at = (at + 1) & mask;
    }
    return at;
}

static void place_all(struct intern *map)
{
    size_t mask = map->slot_count - 1;
    memset(map->slots, 0, map->slot_count * sizeof(*map->slots));
    for (size_t i = 0; i < map->count; i++) {
        size_t at = map->entries[i].hash & mask;
        while (map->slots[at] != 0) {
            at = (at + 1) & mask;
        }
        map->slots[at] = (uint32_t)(i + 1);
    }
}

static void grow_slots(struct intern *map)
{
    size_t slots = map->slot_count * 2;
    free(map->slots);
    map->slots = calloc(slots, sizeof(*map->slots));
    CHECK(map->slots != NULL);
    map->slot_count = slots;
    place_all(map);
}

static void *grown(void *data, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap) {
        return data;
    }
    size_t more = *cap + *cap / 2;
    *cap = more > need ? more : need + 16;
    void *moved = reallocarray(data, *cap, size);
    CHECK(moved != NULL);
    return moved;
}

int intern_find(const struct intern *map, const void *key, size_t len)
{
    uint32_t hash = (uint32_t)hash_bytes(map->secret, key, len);
    uint32_t slot = map->slots[probe(map, hash, key, len)];
    return slot == 0 ? 0 : map->entries[slot - 1].value;
}

static void append(struct intern *map, uint32_t hash, const void *key,
                   size_t len, int value)
{
    CHECK(len <= UINT32_MAX - map->key_len && map->count < INT32_MAX);
    map->entries = grown(map->entries, &map->entry_cap, map->count + 1,
                         sizeof(*map->entries));
    map->keys = grown(map->keys, &map->key_cap, map->key_len + len, 1);
    if (len > 0) {
        memcpy(map->keys + map->key_len, key, len);
    }
    map->entries[map->count++] = (struct entry){
        .hash = hash,
        .offset = (uint32_t)map->key_len,
        .len = (uint32_t)len,
        .value = value,
    };
    map->key_len += len;
}

void intern_put(struct intern *map, const void *key, size_t len, int value)
{
    CHECK(value > 0);
    uint32_t hash = (uint32_t)hash_bytes(map->secret, key, len);
    size_t at = probe(map, hash, key, len);
    if (map->slots[at] != 0) {
        map->entries[map->slots[at] - 1].value = value;
        return;
    }
    append(map, hash, key, len, value);
    map->slots[at] = (uint32_t)map->count;
    if (map->count > map->slot_count / 4 * 3) {
        grow_slots(map);
    }
}

void intern_truncate(struct intern *map, int last)
{
    size_t kept = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct entry entry = map->entries[i];
        if (entry.value > last) {
            continue;
        }
        if (entry.len > 0) {
            memmove(map->keys + bytes, map->keys + entry.offset, entry.len);
        }
        entry.offset = (uint32_t)bytes;
        bytes += entry.len;
        map->entries[kept++] = entry;
    }
    map->count = kept;
    map->key_len = bytes;
    place_all(map);
}

size_t intern_count(const struct intern *map)
{
    return map->count;
}
