#include "storage/db_sync.h"

#include <stdlib.h>

#include <libpq-fe.h>

#include "platform/check.h"
#include "storage/db_result.h"

struct db_sync {
    PGconn *pq;
    struct db_result result;
};

/* Notices such as "already exists, skipping" are no news to anybody. */
static void on_notice(void *arg, const PGresult *res)
{
    (void)arg;
    (void)res;
}

struct db_sync *db_sync_open(const char *conninfo, struct error *err)
{
    static const char *const KEYS[] = {"fallback_application_name",
                                       "connect_timeout", "dbname",
                                       "client_encoding", NULL};
    const char *const values[] = {"tvetstatd", "10", conninfo, "UTF8", NULL};
    struct db_sync *sync = calloc(1, sizeof(*sync));
    CHECK(sync != NULL);
    sync->pq = PQconnectdbParams(KEYS, values, 1);
    if (PQstatus(sync->pq) != CONNECTION_OK) {
        db_result_broken(sync->pq, err);
        db_sync_close(sync);
        return NULL;
    }
    PQsetNoticeReceiver(sync->pq, on_notice, NULL);
    return sync;
}

void db_sync_close(struct db_sync *sync)
{
    if (sync == NULL) {
        return;
    }
    PQclear(sync->result.res);
    PQfinish(sync->pq);
    free(sync);
}

static bool take(struct db_sync *sync, PGresult *res, struct error *err)
{
    PQclear(sync->result.res);
    sync->result.res = res;
    return db_result_judge(res, err);
}

bool db_sync_run(struct db_sync *sync, enum statement id,
                 const char *const *params, const struct db_result **result,
                 struct error *err)
{
    const struct statement_row *statement = statement_get(id);
    if (!take(sync,
              PQexecParams(sync->pq, statement->sql, statement->params, NULL,
                           params, NULL, NULL, 0),
              err)) {
        return false;
    }
    if (result != NULL) {
        *result = &sync->result;
    }
    return true;
}

bool db_sync_script(struct db_sync *sync, const char *sql, struct error *err)
{
    if (!take(sync, PQexec(sync->pq, sql), err)) {
        return false;
    }
    return PQtransactionStatus(sync->pq) == PQTRANS_INTRANS ||
           error_detail(err, FAULT_INTERNAL,
                        "the script ended its own transaction");
}
