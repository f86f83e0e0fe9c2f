/*
 * Brings the schema up to the newest migration: forward only, one migrator at
 * a time (a lock), as the role tvetstat_owner, each migration in a transaction
 * of its own together with its row in schema_migration. Blocking: for the
 * command line.
 */
#ifndef TVS_STORAGE_DB_MIGRATE_H
#define TVS_STORAGE_DB_MIGRATE_H

#include <stdbool.h>

#include "platform/error.h"
#include "platform/macros.h"
#include "storage/migrations.h"

struct db_migration {
    const char *conninfo; /* of the owner, or of a member of that role */
    const struct migration *list;
    int count;
    /* After each one that was applied; may be NULL. */
    void (*on_applied)(const struct migration *migration, void *ctx);
    void *ctx;
};

/*
 * Applies what is missing. Refuses, and changes nothing, when the database has
 * migrations that the list has not, or one whose text was another.
 */
MUSTCHECK bool db_migrate(const struct db_migration *job, struct error *err);

#endif
