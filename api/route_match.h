/* Which row of the table of routes does a path mean? No I/O. */
#ifndef TVS_API_ROUTE_MATCH_H
#define TVS_API_ROUTE_MATCH_H

#include <stddef.h>

#include "router.h"

#define ROUTE_MAX_ARGS 3
#define ROUTE_ALLOW_SIZE 32 /* "GET, HEAD, PUT, DELETE" */

struct route_match {
    const struct route *route; /* NULL: none has path and method */
    unsigned methods;          /* 1u << method of all that have the path */
    struct {
        const char *at; /* within the path */
        size_t len;
    } args[ROUTE_MAX_ARGS];
};

/* A {name} in a pattern matches one segment that is not empty. */
struct route_match route_match(const struct route *table, int count,
                               enum http_method method, const char *path);
/* The Allow field: "GET, HEAD, POST". */
void route_match_allow(unsigned methods, char out[ROUTE_ALLOW_SIZE]);

#endif
