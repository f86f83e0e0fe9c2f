/*
 * Finished answers of one data revision, kept as the bytes that go out, and
 * the answers that are being made: of several requests that want the same at
 * the same time, one makes it and the others wait for it. Bounded in bytes;
 * what was not asked for longest goes first. Used from the loop only.
 */
#ifndef TVS_API_RESPONSE_CACHE_H
#define TVS_API_RESPONSE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conditional.h"
#include "platform/error.h"

struct response_cache;

struct response {
    const char *key; /* the canonical question, NUL-terminated */
    char etag[CONDITIONAL_ETAG_SIZE];
    const char *type;   /* Content-Type; static */
    const char *next;   /* address of the next page, or NULL */
    const char *cursor; /* where it begins; NULL: there is none */
    const void *data;
    size_t len;
    int64_t revision;
    /* Made while the next revision was being published: not to be kept, by
     * us or by anybody. */
    bool passing;
};

/* `max` bytes for everything together; 0 keeps nothing. */
struct response_cache *response_cache_new(size_t max);
/* Who is still waiting is forgotten. NULL is harmless. */
void response_cache_free(struct response_cache *cache);
/* Another snapshot is current: forgets all answers, and who comes from now on
 * does not wait for those that are being made. */
void response_cache_revision(struct response_cache *cache, int64_t revision);

/*
 * By any of its keys; NULL when absent. Valid until something is added or the
 * revision changes.
 */
const struct response *response_cache_find(struct response_cache *cache,
                                           const void *key, size_t len);
/* Copies the answer. NULL: it is too large, of another revision, or passing. */
const struct response *response_cache_add(struct response_cache *cache,
                                          const struct response *response);
/* One more key for an answer of the cache, such as the request as it came. */
void response_cache_alias(struct response_cache *cache,
                          const struct response *response, const void *key,
                          size_t len);
/* The answer of the cache compressed, made when first asked for; NULL when it
 * is not worth it. */
const void *response_cache_gzip(struct response_cache *cache,
                                const struct response *response, size_t *len);

/* --- answers in the making --- */

struct response_flight;

/* Embedded in what waits or makes. */
struct response_waiter {
    /*
     * Called once for one that waits: with the answer, with the error that
     * it failed with, or with neither, when the maker has gone and this one
     * has to make it. Both are valid during the call.
     */
    void (*on_response)(struct response_waiter *waiter,
                        const struct response *response,
                        const struct error *err);
    /* The cache's own. */
    struct response_flight *flight;
    struct response_waiter *next;
};

/* True: nobody makes it yet, the caller must; it then calls land or leave.
 * False: wait. */
bool response_flight_join(struct response_cache *cache,
                          struct response_waiter *waiter, const char *key);
/* The maker has an answer, or an error. */
void response_flight_land(struct response_cache *cache,
                          struct response_waiter *maker,
                          const struct response *response,
                          const struct error *err);
/* The client of a maker or a waiter has gone. Harmless for one that is in no
 * flight. */
void response_flight_leave(struct response_cache *cache,
                           struct response_waiter *waiter);

struct response_cache_stats {
    int64_t evictions;
    size_t bytes, entries, flights;
};
struct response_cache_stats
response_cache_stats(const struct response_cache *cache);

#endif
