#include "storage/db_queue.h"

#include <stddef.h>

#include "storage/db_pool.h"

void db_queue_push(struct db_queue *queue, struct db_query *query)
{
    query->next = NULL;
    if (queue->last == NULL) {
        queue->first = query;
    } else {
        queue->last->next = query;
    }
    queue->last = query;
    queue->count++;
}

struct db_query *db_queue_pop(struct db_queue *queue)
{
    struct db_query *query = queue->first;
    if (query == NULL) {
        return NULL;
    }
    queue->first = query->next;
    if (queue->first == NULL) {
        queue->last = NULL;
    }
    queue->count--;
    query->next = NULL;
    return query;
}

bool db_queue_remove(struct db_queue *queue, const struct db_query *query)
{
    struct db_query *before = NULL;
    for (struct db_query *q = queue->first; q != NULL; q = q->next) {
        if (q != query) {
            before = q;
            continue;
        }
        if (before == NULL) {
            queue->first = q->next;
        } else {
            before->next = q->next;
        }
        if (queue->last == q) {
            queue->last = before;
        }
        queue->count--;
        q->next = NULL;
        return true;
    }
    return false;
}
