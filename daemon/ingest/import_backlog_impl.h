/* Inside of import_backlog*.c. */
#ifndef TVS_INGEST_IMPORT_BACKLOG_IMPL_H
#define TVS_INGEST_IMPORT_BACKLOG_IMPL_H

#include "ingest/import_backlog.h"
#include "platform/loop.h"
#include "platform/loop_aside.h"
#include "platform/spool_jobs.h"
#include "storage/db_pool.h"

enum durable_state {
    DURABLE_UPLOADING,
    DURABLE_SYNCING,
    DURABLE_QUEUED,
    DURABLE_ENDING,
};

struct import_durable {
    struct import_backlog *backlog;
    struct import_job *job;
    struct spool_job file;
    enum durable_state state;
    struct import_durable *next;
    /* SYNCING */
    struct loop_aside *aside;
    struct spool_publish publish;
    void (*accepted)(struct import_job *job, const struct error *err);
    /* ENDING */
    struct db_query query;
    struct arena arena; /* of its parameters */
    bool recording;     /* the query is out */
    struct import_cancel *cancel;
};

struct import_backlog {
    struct import_backlog_options options;
    struct spool_jobs *files;
    struct loop_timer *retry;
    struct import_durable *first, **tail;
    int64_t last_order;
    bool stopped;
};

/* Checks that it is legal, and logs. */
void import_durable_enter(struct import_durable *durable,
                          enum durable_state state);
/* Takes it out of the list and frees it, and the job by `forget`. */
void import_durable_forget(struct import_durable *durable);
/* Its `retry` timer: writes the records that are still missing. */
void import_backlog_record_all(void *ctx);

#endif
