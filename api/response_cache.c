#include "response_cache.h"

#include "platform/check.h"
#include "response_store.h"

#include <stdlib.h>
#include <string.h>

#define MAX_KEYS 8  /* of one answer */
#define MAX_SHARE 4 /* an answer takes at most a quarter of the cache */
#define MIN_BUCKETS 1024
#define BYTES_PER_BUCKET 2048

struct response_cache *response_cache_new(size_t max)
{
    struct response_cache *cache = calloc(1, sizeof(*cache));
    CHECK(cache != NULL);
    size_t buckets = MIN_BUCKETS;
    while (buckets < max / BYTES_PER_BUCKET) {
        buckets *= 2;
    }
    cache->hash = hash_key_random();
    cache->max = max;
    cache->bucket_mask = buckets - 1;
    cache->buckets = calloc(buckets, sizeof(struct response_key *));
    CHECK(cache->buckets != NULL);
    return cache;
}

/* --- keys --- */

static struct response_key **bucket_of(const struct response_cache *cache,
                                       uint64_t hash)
{
    return &cache->buckets[hash & cache->bucket_mask];
}

static struct response_key *find_key(const struct response_cache *cache,
                                     const void *key, size_t len)
{
    uint64_t hash = hash_bytes(cache->hash, key, len);
    struct response_key *row = *bucket_of(cache, hash);
    while (row != NULL && !(row->hash == hash && row->len == len &&
                            memcmp(row->bytes, key, len) == 0)) {
        row = row->next;
    }
    return row;
}

static void add_key(struct response_cache *cache, struct response_entry *entry,
                    const void *key, size_t len)
{
    struct response_key *row = malloc(sizeof(*row) + len);
    CHECK(row != NULL);
    row->hash = hash_bytes(cache->hash, key, len);
    row->len = len;
    memcpy(row->bytes, key, len);
    struct response_key **bucket = bucket_of(cache, row->hash);
    row->next = *bucket;
    *bucket = row;
    row->entry = entry;
    row->next_of_entry = entry->keys;
    entry->keys = row;
    entry->key_count++;
    entry->bytes += sizeof(*row) + len;
    cache->stats.bytes += sizeof(*row) + len;
}

static void drop_key(struct response_cache *cache, struct response_key *row)
{
    struct response_key **at = bucket_of(cache, row->hash);
    while (*at != row) {
        at = &(*at)->next;
    }
    *at = row->next;
    free(row);
}

/* --- the order of use --- */

static void unlink_entry(struct response_cache *cache,
                         struct response_entry *entry)
{
    if (entry->newer != NULL) {
        entry->newer->older = entry->older;
    } else {
        cache->newest = entry->older;
    }
    if (entry->older != NULL) {
        entry->older->newer = entry->newer;
    } else {
        cache->oldest = entry->newer;
    }
    CHECK(cache->oldest != entry); /* the analysers follow no list */
}

static void link_newest(struct response_cache *cache,
                        struct response_entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    if (cache->newest != NULL) {
        cache->newest->newer = entry;
    } else {
        cache->oldest = entry;
    }
    cache->newest = entry;
}

/* --- entries --- */

static void drop_entry(struct response_cache *cache,
                       struct response_entry *entry)
{
    struct response_key *row = entry->keys;
    while (row != NULL) {
        struct response_key *next = row->next_of_entry;
        drop_key(cache, row);
        row = next;
    }
    unlink_entry(cache, entry);
    cache->stats.bytes -= entry->bytes;
    cache->stats.entries--;
    free(entry->gzip);
    free(entry);
}

/* Makes room, but never by dropping the entry itself. */
static void shrink(struct response_cache *cache,
                   const struct response_entry *keep)
{
    while (cache->stats.bytes > cache->max && cache->oldest != keep) {
        drop_entry(cache, cache->oldest);
        cache->stats.evictions++;
    }
}

static void drop_all(struct response_cache *cache)
{
    while (cache->oldest != NULL) {
        drop_entry(cache, cache->oldest);
    }
}

void response_cache_free(struct response_cache *cache)
{
    if (cache == NULL) {
        return;
    }
    while (cache->flights != NULL) {
        response_flight_end(cache, cache->flights);
    }
    drop_all(cache);
    free(cache->buckets);
    free(cache);
}

void response_cache_revision(struct response_cache *cache, int64_t revision)
{
    drop_all(cache);
    response_flight_unlist(cache);
    cache->revision = revision;
}

const struct response *response_cache_find(struct response_cache *cache,
                                           const void *key, size_t len)
{
    struct response_key *row = find_key(cache, key, len);
    if (row == NULL) {
        return NULL;
    }
    if (cache->newest != row->entry) {
        unlink_entry(cache, row->entry);
        link_newest(cache, row->entry);
    }
    return &row->entry->response;
}

static size_t size_of(const char *text)
{
    return text != NULL ? strlen(text) + 1 : 0;
}

/* Moves behind what it copies. */
static const char *copy_text(char **at, const char *text)
{
    char *copy = *at;
    if (text == NULL) {
        return NULL;
    }
    memcpy(copy, text, size_of(text));
    *at += size_of(text);
    return copy;
}

/* One block: the entry, the body, the key, the next page's address and its
 * cursor. */
static struct response_entry *copy_entry(const struct response *from)
{
    size_t bytes = sizeof(struct response_entry) + from->len +
                   size_of(from->key) + size_of(from->next) +
                   size_of(from->cursor);
    struct response_entry *entry = malloc(bytes);
    CHECK(entry != NULL);
    char *at = (char *)(entry + 1);

    *entry = (struct response_entry){.response = *from, .bytes = bytes};
    memcpy(at, from->data, from->len);
    entry->response.data = at;
    at += from->len;
    entry->response.key = copy_text(&at, from->key);
    entry->response.next = copy_text(&at, from->next);
    entry->response.cursor = copy_text(&at, from->cursor);
    return entry;
}

const struct response *response_cache_add(struct response_cache *cache,
                                          const struct response *response)
{
    size_t key_len = strlen(response->key);
    if (response->passing || response->revision != cache->revision ||
        sizeof(struct response_entry) + response->len + key_len >
            cache->max / MAX_SHARE) {
        return NULL;
    }
    struct response_key *known = find_key(cache, response->key, key_len);
    if (known != NULL) {
        drop_entry(cache, known->entry);
    }
    struct response_entry *entry = copy_entry(response);
    cache->stats.bytes += entry->bytes;
    cache->stats.entries++;
    link_newest(cache, entry);
    add_key(cache, entry, response->key, key_len);
    shrink(cache, entry);
    return &entry->response;
}

static struct response_entry *entry_of(const struct response *response)
{
    /* The cache's own, which it hands out as const. */
    return (struct response_entry *)(uintptr_t)response;
}

void response_cache_alias(struct response_cache *cache,
                          const struct response *response, const void *key,
                          size_t len)
{
    struct response_entry *entry = entry_of(response);
    if (entry->key_count < MAX_KEYS && find_key(cache, key, len) == NULL) {
        add_key(cache, entry, key, len);
        shrink(cache, entry);
    }
}

static void pack(struct response_cache *cache, struct response_entry *entry)
{
    struct buffer packed;
    buffer_init(&packed, CONDITIONAL_GZIP_MAX);
    if (conditional_gzip(entry->response.data, entry->response.len, &packed)) {
        entry->gzip = malloc(packed.len);
        CHECK(entry->gzip != NULL);
        memcpy(entry->gzip, packed.data, packed.len);
        entry->gzip_len = packed.len;
        entry->bytes += packed.len;
        cache->stats.bytes += packed.len;
    }
    buffer_fini(&packed);
}

const void *response_cache_gzip(struct response_cache *cache,
                                const struct response *response, size_t *len)
{
    struct response_entry *entry = entry_of(response);
    if (!entry->packed) {
        entry->packed = true;
        pack(cache, entry);
        shrink(cache, entry);
    }
    *len = entry->gzip_len;
    return entry->gzip;
}

struct response_cache_stats
response_cache_stats(const struct response_cache *cache)
{
    return cache->stats;
}
