/*
 * A blocking connection, for the commands of the command line only: nothing
 * that serves may include this.
 */
#ifndef TVS_STORAGE_DB_SYNC_H
#define TVS_STORAGE_DB_SYNC_H

#include <stdbool.h>

#include "platform/error.h"
#include "platform/macros.h"
#include "storage/statements.h"

struct db_result;
struct db_sync;

/* Connects within ten seconds. NULL: the error's detail says why not. */
struct db_sync *db_sync_open(const char *conninfo, struct error *err);
/* NULL is harmless. */
void db_sync_close(struct db_sync *sync);
/*
 * Runs one statement. The result lives until the next one or the close.
 * `params` has as many entries as the statement parameters; NULL for none.
 */
MUSTCHECK bool db_sync_run(struct db_sync *sync, enum statement statement,
                           const char *const *params,
                           const struct db_result **result, struct error *err);
/* Runs a migration's text; it must not end the transaction it runs in. */
MUSTCHECK bool db_sync_script(struct db_sync *sync, const char *sql,
                              struct error *err);

#endif
