/*
 * The connections for reads and the queries that wait for one: first come,
 * first served, one query per connection at a time.
 */
#ifndef TVS_STORAGE_DB_READS_H
#define TVS_STORAGE_DB_READS_H

#include <stdbool.h>
#include <stdint.h>

#include <event2/event_struct.h>

#include "storage/db_conn.h"
#include "storage/db_queue.h"

struct db_reads;

struct db_reader {
    struct db_conn conn;
    struct db_reads *reads;
    struct db_query *query; /* NULL: none, or abandoned */
};

struct db_reads {
    struct db_reader *readers;
    int count;
    int wait_ms;
    bool open;               /* queries may be sent */
    struct db_queue waiting; /* for a connection, until their deadline */
    struct db_queue refused; /* end with query->refused, from the loop */
    struct event expiry;     /* the deadline of the first that waits */
    struct event refusal;
    int64_t queries, failures;
    /* A connection became ready, or was lost. */
    void (*on_change)(struct db_reads *reads);
};

void db_reads_init(struct db_reads *reads, struct event_base *base,
                   const struct db_conn_options *options, int count);
void db_reads_fini(struct db_reads *reads);
/* Connects. */
void db_reads_start(struct db_reads *reads);
/* Lets queries go, or holds them back. */
void db_reads_set_open(struct db_reads *reads, bool open);
int db_reads_up(const struct db_reads *reads);
/* db_submit() and db_abandon() of db_pool.h. */
void db_reads_submit(struct db_reads *reads, struct db_query *query);
void db_reads_abandon(struct db_reads *reads, struct db_query *query);

#endif
