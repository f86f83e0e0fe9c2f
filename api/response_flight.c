/* Answers in the making: one makes, the others wait. */
#include "platform/check.h"
#include "response_store.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WAITING 256 /* for one answer; who comes later makes it as well */

static struct response_flight *find_flight(const struct response_cache *cache,
                                           const char *key)
{
    struct response_flight *flight = cache->flights;
    while (flight != NULL &&
           !(flight->listed && strcmp(flight->key, key) == 0)) {
        flight = flight->next;
    }
    return flight;
}

static struct response_flight *begin(struct response_cache *cache,
                                     const char *key, bool listed)
{
    size_t len = strlen(key) + 1;
    struct response_flight *flight = calloc(1, sizeof(*flight) + len);
    CHECK(flight != NULL);
    memcpy(flight->key, key, len);
    flight->listed = listed;
    flight->next = cache->flights;
    cache->flights = flight;
    cache->stats.flights++;
    return flight;
}

void response_flight_end(struct response_cache *cache,
                         struct response_flight *flight)
{
    struct response_flight **at = &cache->flights;
    while (*at != flight) {
        at = &(*at)->next;
    }
    *at = flight->next;
    cache->stats.flights--;
    free(flight);
}

static void append(struct response_flight *flight,
                   struct response_waiter *waiter)
{
    struct response_waiter **at = &flight->waiters;
    while (*at != NULL) {
        at = &(*at)->next;
    }
    *at = waiter;
    flight->waiting++;
}

static struct response_waiter *take_first(struct response_flight *flight)
{
    struct response_waiter *waiter = flight->waiters;
    if (waiter != NULL) {
        flight->waiters = waiter->next;
        flight->waiting--;
        waiter->flight = NULL;
        waiter->next = NULL;
    }
    return waiter;
}

bool response_flight_join(struct response_cache *cache,
                          struct response_waiter *waiter, const char *key)
{
    struct response_flight *flight = find_flight(cache, key);
    bool makes = flight == NULL || flight->waiting == MAX_WAITING;
    if (makes) {
        flight = begin(cache, key, flight == NULL);
        flight->maker = waiter;
    } else {
        append(flight, waiter);
    }
    waiter->flight = flight;
    waiter->next = NULL;
    return makes;
}

/* What a waiter does with it may make others leave or new ones come: those
 * find the flight gone from the list, and the rest still in it. */
void response_flight_land(struct response_cache *cache,
                          struct response_waiter *maker,
                          const struct response *response,
                          const struct error *err)
{
    struct response_flight *flight = maker->flight;
    struct response_waiter *waiter = NULL;
    CHECK(flight != NULL && flight->maker == maker);
    flight->listed = false;
    flight->maker = NULL;
    maker->flight = NULL;
    while ((waiter = take_first(flight)) != NULL) {
        waiter->on_response(waiter, response, err);
    }
    response_flight_end(cache, flight);
}

static void hand_on(struct response_cache *cache,
                    struct response_flight *flight)
{
    struct response_waiter *heir = take_first(flight);
    if (heir == NULL) {
        response_flight_end(cache, flight);
        return;
    }
    flight->maker = heir;
    heir->flight = flight;
    heir->on_response(heir, NULL, NULL);
}

static void remove_waiter(struct response_flight *flight,
                          const struct response_waiter *waiter)
{
    struct response_waiter **at = &flight->waiters;
    while (*at != waiter) {
        CHECK(*at != NULL);
        at = &(*at)->next;
    }
    *at = waiter->next;
    flight->waiting--;
}

void response_flight_leave(struct response_cache *cache,
                           struct response_waiter *waiter)
{
    struct response_flight *flight = waiter->flight;
    if (flight == NULL) {
        return;
    }
    waiter->flight = NULL;
    if (flight->maker == waiter) {
        hand_on(cache, flight);
    } else {
        remove_waiter(flight, waiter);
    }
}

void response_flight_unlist(struct response_cache *cache)
{
    struct response_flight *flight = cache->flights;
    for (; flight != NULL; flight = flight->next) {
        flight->listed = false;
    }
}
