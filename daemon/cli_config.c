/* The commands that only need the configuration: serve, check-config, and
 * version, which needs nothing. */
#include <stdio.h>

#include "cli.h"
#include "lifecycle.h"
#include "platform/config.h"
#include "platform/log.h"
#include "storage/db_pool.h"
#include "storage/migrations.h"
#include "version.h"

int cli_serve(const struct cli_args *args)
{
    struct config config;
    struct error err;
    if (!config_load(&config, args->config_path, &err) ||
        !db_conninfo_check(config.conninfo, &err)) {
        return cli_fail(&err);
    }
    log_set_level(log_level_parse(config.level));
    return serve_run(&config, args->config_path);
}

int cli_check_config(const struct cli_args *args)
{
    struct config config;
    struct error err;
    if (!config_load(&config, args->config_path, &err) ||
        !db_conninfo_check(config.conninfo, &err)) {
        return cli_fail(&err);
    }
    printf("%s: ok\n", args->config_path);
    return cli_finish();
}

int cli_version(const struct cli_args *args)
{
    (void)args;
    int count;
    const struct migration *last = migrations_get(&count) + count - 1;
    printf("tvetstatd %s (schema %d)\n", version_text(), last->number);
    return cli_finish();
}
