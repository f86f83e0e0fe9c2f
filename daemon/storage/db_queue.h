/* Queries first in, first out; linked through the queries themselves. */
#ifndef TVS_STORAGE_DB_QUEUE_H
#define TVS_STORAGE_DB_QUEUE_H

#include <stdbool.h>

struct db_query;

struct db_queue {
    struct db_query *first, *last;
    int count;
};

void db_queue_push(struct db_queue *queue, struct db_query *query);
/* NULL when it is empty. */
struct db_query *db_queue_pop(struct db_queue *queue);
/* False when it is not in there. */
bool db_queue_remove(struct db_queue *queue, const struct db_query *query);

#endif
