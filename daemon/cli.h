/*
 * The command line: a table of commands and one of options (cli.c), and a
 * function per command (cli_*.c). The manual page docs/man/tvetstatd.8 names
 * all of them; scripts/check-cli-docs proves it.
 *
 * Exit codes: 0 done, 1 failed (stderr says why), 2 called the wrong way.
 */
#ifndef TVS_CLI_H
#define TVS_CLI_H

#include "platform/error.h"
#include "storage/db_token.h"

#define CLI_CONFIG_PATH "/etc/tvetstat/tvetstat.conf"
#define CLI_MAX_CATALOGUES 8

enum cli_status { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* What the options said. */
struct cli_args {
    const char *config_path;
    /* token create: role, name, scopes, expiry */
    struct db_token_request token;
    const char *operand; /* NULL unless the command takes one */
    /* check-report */
    const char *const *operands; /* of a command that takes several */
    int operand_count;
    const char *catalogues[CLI_MAX_CATALOGUES];
    int catalogue_count;
    enum lang lang; /* of what is said */
};

/* The whole of main(). */
int cli_main(int argc, char **argv);

/* --- the commands --- */

int cli_serve(const struct cli_args *args);
int cli_migrate(const struct cli_args *args);
int cli_check_config(const struct cli_args *args);
int cli_check_report(const struct cli_args *args);
int cli_read_workbook(const struct cli_args *args);
int cli_version(const struct cli_args *args);
int cli_token_create(const struct cli_args *args);
int cli_token_list(const struct cli_args *args);
int cli_token_revoke(const struct cli_args *args);

/* Says on stderr what is wrong; returns CLI_FAILED. */
int cli_fail(const struct error *err);
/* Was everything written to stdout? If not, says so; the exit code. */
int cli_finish(void);

#endif
