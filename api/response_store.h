/* Inside of struct response_cache, for the response_*.c files only. */
#ifndef TVS_API_RESPONSE_STORE_H
#define TVS_API_RESPONSE_STORE_H

#include "platform/hash.h"
#include "response_cache.h"

struct response_entry;

/* A key of an entry; in the chain of its bucket and in that of its entry. */
struct response_key {
    struct response_key *next, *next_of_entry;
    struct response_entry *entry;
    uint64_t hash;
    size_t len;
    char bytes[];
};

struct response_entry {
    struct response response; /* first: the public view */
    struct response_entry *newer, *older;
    struct response_key *keys;
    int key_count;
    size_t bytes; /* all that it takes */
    bool packed;  /* gzip was tried */
    void *gzip;   /* NULL: not worth it */
    size_t gzip_len;
};

/* An answer that is being made. `listed`: others may join. */
struct response_flight {
    struct response_flight *next;
    struct response_waiter *maker;
    struct response_waiter *waiters; /* in the order they came */
    int waiting;
    bool listed;
    char key[];
};

struct response_cache {
    struct hash_key hash;
    size_t max;
    int64_t revision;
    struct response_key **buckets;
    size_t bucket_mask;
    struct response_entry *newest, *oldest;
    struct response_flight *flights;
    struct response_cache_stats stats;
};

void response_flight_end(struct response_cache *cache,
                         struct response_flight *flight);
/* Nobody joins the flights that are under way any more. */
void response_flight_unlist(struct response_cache *cache);

#endif
