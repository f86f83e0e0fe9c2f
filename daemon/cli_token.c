#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "cli.h"
#include "platform/config.h"
#include "storage/db_token.h"

#define ACTOR_SIZE 80

/* Who acts, for the audit: "cli:" and the name of the unix user. */
static void print_actor(char out[ACTOR_SIZE])
{
    /* cppcheck-suppress getpwuidCalled ; there are no threads */
    const struct passwd *user = getpwuid(getuid());
    if (user != NULL) {
        snprintf(out, ACTOR_SIZE, "cli:%s", user->pw_name);
    } else {
        snprintf(out, ACTOR_SIZE, "cli:%d", (int)getuid());
    }
}

int cli_token_create(const struct cli_args *args)
{
    if (args->token.role == NULL || args->token.name == NULL) {
        fputs("tvetstatd token create: --role and --name are needed "
              "(try --help)\n",
              stderr);
        return CLI_USAGE;
    }
    struct config config;
    struct error err;
    char actor[ACTOR_SIZE], token[DB_TOKEN_SIZE];
    print_actor(actor);
    struct db_token_request request = args->token;
    request.actor = actor;
    if (!config_load(&config, args->config_path, &err) ||
        !db_token_create(config.conninfo, &request, token, &err)) {
        return cli_fail(&err);
    }
    puts(token);
    return cli_finish();
}

static void print_header(bool *printed)
{
    if (!*printed) {
        puts("id\tname\trole\tscopes\tcreated\texpires\trevoked");
        *printed = true;
    }
}

static void print_row(const struct db_token_row *row, void *ctx)
{
    print_header(ctx);
    printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", row->id, row->name, row->role,
           row->scopes, row->created, row->expires, row->revoked);
}

int cli_token_list(const struct cli_args *args)
{
    struct config config;
    struct error err;
    if (!config_load(&config, args->config_path, &err)) {
        return cli_fail(&err);
    }
    bool printed = false;
    if (!db_token_list(config.conninfo, print_row, &printed, &err)) {
        return cli_fail(&err);
    }
    print_header(&printed);
    return cli_finish();
}

int cli_token_revoke(const struct cli_args *args)
{
    struct config config;
    struct error err;
    char actor[ACTOR_SIZE];
    print_actor(actor);
    if (!config_load(&config, args->config_path, &err) ||
        !db_token_revoke(config.conninfo, args->operand, actor, &err)) {
        return cli_fail(&err);
    }
    printf("revoked %s\n", args->operand);
    return cli_finish();
}
