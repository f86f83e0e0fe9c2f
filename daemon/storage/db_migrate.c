#include "storage/db_migrate.h"

#include <stdio.h>
#include <string.h>

#include "storage/db_pool.h"
#include "storage/db_sync.h"

static bool prepare(struct db_sync *sync, struct error *err)
{
    return db_sync_run(sync, STATEMENT_MIGRATION_ROLE, NULL, NULL, err) &&
           db_sync_run(sync, STATEMENT_MIGRATION_LOCK, NULL, NULL, err) &&
           db_sync_run(sync, STATEMENT_MIGRATION_TABLE, NULL, NULL, err);
}

/* Row n of the table must be entry n of the list. */
static bool compare(const struct db_result *applied, int row,
                    const struct db_migration *job, struct error *err)
{
    int number = (int)db_int(applied, row, 0);
    if (row >= job->count) {
        return error_detail(err, FAULT_UNAVAILABLE,
                            "the database has migration %d (%.60s), which "
                            "this tvetstatd does not know: it is too old",
                            number, db_text(applied, row, 1));
    }
    const struct migration *known = &job->list[row];
    if (number != known->number) {
        return error_detail(err, FAULT_UNAVAILABLE,
                            "migration %d is missing in the database, but %d "
                            "was applied",
                            known->number, number);
    }
    if (strcmp(db_text(applied, row, 2), known->sha256) != 0) {
        return error_detail(err, FAULT_UNAVAILABLE,
                            "migration %d (%.60s) was applied with another "
                            "text than this tvetstatd has",
                            number, known->name);
    }
    return true;
}

/* How many were applied; -1 when the two do not fit. */
static int applied_count(struct db_sync *sync, const struct db_migration *job,
                         struct error *err)
{
    const struct db_result *applied;
    if (!db_sync_run(sync, STATEMENT_MIGRATION_LIST, NULL, &applied, err)) {
        return -1;
    }
    for (int row = 0; row < db_rows(applied); row++) {
        if (!compare(applied, row, job, err)) {
            return -1;
        }
    }
    return db_rows(applied);
}

static bool record(struct db_sync *sync, const struct migration *migration,
                   struct error *err)
{
    char number[16];
    snprintf(number, sizeof(number), "%d", migration->number);
    const char *const params[] = {number, migration->name, migration->sha256};
    return db_sync_run(sync, STATEMENT_MIGRATION_RECORD, params, NULL, err);
}

/* A failure closes the connection, which rolls the transaction back. */
static bool apply(struct db_sync *sync, const struct migration *migration,
                  struct error *err)
{
    struct error cause;
    if (db_sync_run(sync, STATEMENT_IMPORT_BEGIN, NULL, NULL, &cause) &&
        db_sync_script(sync, migration->sql, &cause) &&
        record(sync, migration, &cause) &&
        db_sync_run(sync, STATEMENT_IMPORT_COMMIT, NULL, NULL, &cause)) {
        return true;
    }
    return error_detail(err, cause.fault, "migration %d (%.60s): %.160s",
                        migration->number, migration->name, cause.detail);
}

bool db_migrate(const struct db_migration *job, struct error *err)
{
    bool ok = false;
    struct db_sync *sync = db_sync_open(job->conninfo, err);
    if (sync == NULL || !prepare(sync, err)) {
        goto fail;
    }
    int done = applied_count(sync, job, err);
    if (done < 0) {
        goto fail;
    }
    for (int i = done; i < job->count; i++) {
        if (!apply(sync, &job->list[i], err)) {
            goto fail;
        }
        if (job->on_applied != NULL) {
            job->on_applied(&job->list[i], job->ctx);
        }
    }
    ok = true;
fail:
    db_sync_close(sync);
    return ok;
}
