/*
 * What lives as long as the process, handed to every operation. One owner:
 * main. No globals.
 */
#ifndef TVS_API_APP_H
#define TVS_API_APP_H

#include "model/catalogue.h"
#include "model/cells.h"
#include "platform/config.h"
#include "storage/db_pool.h"

struct event_base;
struct http_server;
struct import_backlog;
struct import_lane;
struct report_press;
struct report_templates;
struct response_cache;
struct metrics;

struct app {
    struct event_base *base;
    struct config *config;
    struct db_pool *db;
    struct http_server *http;
    /* The current snapshot; catalogue_ref() it for the life of a request.
     * NULL until the first load. Its revision is the data revision. */
    struct catalogue *catalogue;
    struct cells *cells;
    struct import_lane *imports;
    struct import_backlog *backlog;
    struct response_cache *cache;
    struct metrics *metrics;
    int writers; /* child processes that write answers: ops/data_write.c */
    struct report_press *press;
    struct report_templates *templates;
};

#endif
