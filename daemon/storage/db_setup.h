/*
 * The steps from a bare connection to one that is ready: is the server
 * durable, the settings, the temporary tables, the prepared statements. A
 * step that is not satisfied refuses the connection; it is tried again later.
 */
#ifndef TVS_STORAGE_DB_SETUP_H
#define TVS_STORAGE_DB_SETUP_H

#include "storage/db_conn.h"

/* fsync, synchronous_commit and full_page_writes are on; version 15 or more. */
extern const struct db_step db_step_check;
/* Time-out, planner and formats (connection_set.sql). */
extern const struct db_step db_step_set;
/* The temporary tables of imports (session_tables.sql). */
extern const struct db_step db_step_tables;
/* Every statement of the kind's role, and of the role any. */
extern const struct db_step db_step_prepare;

/* For steps of one statement: OVER when it was sent before. */
enum db_step_start db_step_once(struct db_conn *conn, enum statement statement,
                                const char *const *params);

void db_setup_begin(struct db_conn *conn);
/* Exactly one of result and err is NULL. */
void db_setup_result(struct db_conn *conn, const struct db_result *result,
                     const struct error *err);

#endif
