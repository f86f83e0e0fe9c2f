#include <stdio.h>

#include "cli.h"
#include "platform/config.h"
#include "storage/db_migrate.h"

static void on_applied(const struct migration *migration, void *ctx)
{
    int *applied = ctx;
    (*applied)++;
    printf("applied %04d %s\n", migration->number, migration->name);
    fflush(stdout);
}

int cli_migrate(const struct cli_args *args)
{
    struct config config;
    struct error err;
    if (!config_load(&config, args->config_path, &err)) {
        return cli_fail(&err);
    }
    int applied = 0;
    struct db_migration job = {
        .conninfo = config.owner_conninfo,
        .on_applied = on_applied,
        .ctx = &applied,
    };
    job.list = migrations_get(&job.count);
    if (!db_migrate(&job, &err)) {
        return cli_fail(&err);
    }
    if (applied == 0) {
        printf("the schema is up to date (%04d)\n", job.count);
    }
    return cli_finish();
}
