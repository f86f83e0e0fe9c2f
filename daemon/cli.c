#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/macros.h"

/* --- options --- */

enum option_id {
    OPTION_HELP,
    OPTION_CONFIG,
    OPTION_ROLE,
    OPTION_NAME,
    OPTION_SCHOOL,
    OPTION_AREA,
    OPTION_EXPIRES,
    OPTION_CATALOGUE,
    OPTION_LANG,
    OPTION_COUNT
};

static bool take_config(struct cli_args *args, const char *value)
{
    args->config_path = value;
    return true;
}

static bool take_role(struct cli_args *args, const char *value)
{
    args->token.role = value;
    return true;
}

static bool take_name(struct cli_args *args, const char *value)
{
    args->token.name = value;
    return true;
}

static bool take_school(struct cli_args *args, const char *value)
{
    struct db_token_request *token = &args->token;
    if (token->school_count == DB_TOKEN_MAX_SCOPES) {
        return false;
    }
    token->schools[token->school_count++] = value;
    return true;
}

static bool take_area(struct cli_args *args, const char *value)
{
    struct db_token_request *token = &args->token;
    if (token->area_count == DB_TOKEN_MAX_SCOPES) {
        return false;
    }
    token->areas[token->area_count++] = value;
    return true;
}

static bool take_expires(struct cli_args *args, const char *value)
{
    size_t len = strlen(value);
    if (len == 0 || len > 5 || strspn(value, "0123456789") != len) {
        return false;
    }
    args->token.expires_days = (int)strtol(value, NULL, 10);
    return args->token.expires_days >= 1 &&
           args->token.expires_days <= DB_TOKEN_MAX_DAYS;
}

static bool take_catalogue(struct cli_args *args, const char *value)
{
    if (args->catalogue_count == CLI_MAX_CATALOGUES) {
        return false;
    }
    args->catalogues[args->catalogue_count++] = value;
    return true;
}

static bool take_lang(struct cli_args *args, const char *value)
{
    args->lang = strcmp(value, "en") == 0 ? LANG_EN : LANG_ZH;
    return args->lang == LANG_EN || strcmp(value, "zh") == 0;
}

static const struct {
    const char *name;
    const char *value; /* NULL: takes none */
    bool (*take)(struct cli_args *args, const char *value);
    const char *help;
} OPTIONS[OPTION_COUNT] = {
    [OPTION_HELP] = {"help", NULL, NULL, "show this"},
    [OPTION_CONFIG] = {"config", "FILE", take_config,
                       "configuration (" CLI_CONFIG_PATH ")"},
    [OPTION_ROLE] = {"role", "ROLE", take_role, "admin, submitter or reader"},
    [OPTION_NAME] = {"name", "NAME", take_name, "what the token is called"},
    [OPTION_SCHOOL] = {"school", "CODE", take_school,
                       "a school the submitter reports for; repeatable"},
    [OPTION_AREA] = {"area", "CODE", take_area,
                     "an area whose schools the submitter reports for; "
                     "repeatable"},
    [OPTION_EXPIRES] = {"expires-days", "N", take_expires,
                        "days until it expires (never)"},
    [OPTION_CATALOGUE] = {"catalogue", "FILE", take_catalogue,
                          "indicators or dimensions as they are imported "
                          "(CSV); repeatable"},
    [OPTION_LANG] = {"lang", "LANG", take_lang,
                     "language of the messages: en or zh (en)"},
};

/* --- commands --- */

#define WITH(option) (1U << OPTION_##option)

struct command {
    const char *name;    /* one word or two */
    const char *operand; /* NULL: takes none */
    unsigned options;
    int (*run)(const struct cli_args *args);
    const char *help;
};

static const struct command COMMANDS[] = {
    {"serve", NULL, WITH(CONFIG), cli_serve, "run the daemon"},
    {"migrate", NULL, WITH(CONFIG), cli_migrate,
     "bring the database's schema up to date"},
    {"check-config", NULL, WITH(CONFIG), cli_check_config,
     "check the configuration file"},
    {"check-report", "FILE...", WITH(CATALOGUE) | WITH(LANG), cli_check_report,
     "check templates of reports"},
    {"token create", NULL,
     WITH(CONFIG) | WITH(ROLE) | WITH(NAME) | WITH(SCHOOL) | WITH(AREA) |
         WITH(EXPIRES),
     cli_token_create, "make an access token and print it, once"},
    {"token list", NULL, WITH(CONFIG), cli_token_list,
     "list the access tokens"},
    {"token revoke", "ID|NAME", WITH(CONFIG), cli_token_revoke,
     "revoke an access token at once"},
    {"read-workbook", NULL, 0, cli_read_workbook,
     "read a workbook from standard input, write its cells as text"},
    {"version", NULL, 0, cli_version, "print the version"},
};

static void print_usage(FILE *out)
{
    fputs("usage: tvetstatd COMMAND [OPTION...]\n\n", out);
    for (size_t i = 0; i < ARRAY_LEN(COMMANDS); i++) {
        fprintf(out, "  %-14s %s\n", COMMANDS[i].name, COMMANDS[i].help);
    }
    fputs("\ntvetstatd COMMAND --help shows its options.\n", out);
}

static void print_help(const struct command *command, FILE *out)
{
    fprintf(out, "usage: tvetstatd %s [OPTION...]%s%s\n\n%s\n\n", command->name,
            command->operand == NULL ? "" : " ",
            command->operand == NULL ? "" : command->operand, command->help);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (i == OPTION_HELP || (command->options & 1U << i) != 0) {
            const char *value = OPTIONS[i].value;
            fprintf(out, "  --%s %-*s %s\n", OPTIONS[i].name,
                    (int)(16 - strlen(OPTIONS[i].name)),
                    value == NULL ? "" : value, OPTIONS[i].help);
        }
    }
}

/* --- parsing --- */

/* How many of the words are the command's name; 0: they are not. */
static int words_matching(const struct command *command, int argc, char **argv)
{
    const char *second = strchr(command->name, ' ');
    if (second == NULL) {
        return argc > 0 && strcmp(argv[0], command->name) == 0 ? 1 : 0;
    }
    size_t len = (size_t)(second - command->name);
    return argc > 1 && strlen(argv[0]) == len &&
                   strncmp(argv[0], command->name, len) == 0 &&
                   strcmp(argv[1], second + 1) == 0
               ? 2
               : 0;
}

static const struct command *find_command(int argc, char **argv, int *words)
{
    for (size_t i = 0; i < ARRAY_LEN(COMMANDS); i++) {
        *words = words_matching(&COMMANDS[i], argc, argv);
        if (*words > 0) {
            return &COMMANDS[i];
        }
    }
    return NULL;
}

/* The command's options in getopt's form; the option's id is its value. */
static void fill_long_options(const struct command *command,
                              struct option out[OPTION_COUNT + 1])
{
    int count = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (i == OPTION_HELP || (command->options & 1U << i) != 0) {
            out[count++] = (struct option){
                .name = OPTIONS[i].name,
                .has_arg =
                    OPTIONS[i].value == NULL ? no_argument : required_argument,
                .val = i,
            };
        }
    }
    out[count] = (struct option){0};
}

static int usage_error(const struct command *command, const char *what,
                       const char *which)
{
    fprintf(stderr, "tvetstatd %s: %s%s (try --help)\n", command->name, what,
            which);
    return CLI_USAGE;
}

/* The last word that getopt looked at is what it did not understand. */
static int unknown_option(const struct command *command, char **argv, int opt)
{
    return usage_error(command,
                       opt == ':' ? "value missing for " : "unknown option ",
                       argv[optind - 1]);
}

static int take_operand(const struct command *command, struct cli_args *args,
                        int argc, char **argv)
{
    if (command->operand != NULL && argc == 0) {
        return usage_error(command, "missing: ", command->operand);
    }
    if (command->operand != NULL && strstr(command->operand, "...") != NULL) {
        args->operands = (const char *const *)argv;
        args->operand_count = argc;
        return CLI_OK;
    }
    if (command->operand != NULL) {
        args->operand = argv[0];
        argc--;
        argv++;
    }
    return argc == 0 ? CLI_OK : usage_error(command, "unexpected: ", argv[0]);
}

/* argv[0] is the last word of the command's name. */
static int run_command(const struct command *command, int argc, char **argv)
{
    struct cli_args args = {.config_path = CLI_CONFIG_PATH, .lang = LANG_EN};
    struct option options[OPTION_COUNT + 1];
    fill_long_options(command, options);
    int opt;
    while ((opt = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (opt == OPTION_HELP) {
            print_help(command, stdout);
            return cli_finish();
        }
        if (opt == '?' || opt == ':') {
            return unknown_option(command, argv, opt);
        }
        if (!OPTIONS[opt].take(&args, optarg)) {
            return usage_error(command, "bad or too many --",
                               OPTIONS[opt].name);
        }
    }
    int status = take_operand(command, &args, argc - optind, argv + optind);
    return status == CLI_OK ? command->run(&args) : status;
}

int cli_main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        print_usage(stdout);
        return cli_finish();
    }
    int words = 0;
    const struct command *command = find_command(argc - 1, argv + 1, &words);
    if (command == NULL) {
        print_usage(stderr);
        return CLI_USAGE;
    }
    return run_command(command, argc - words, argv + words);
}

/* --- for the commands --- */

int cli_fail(const struct error *err)
{
    char message[512];
    error_message(err, LANG_EN, message, sizeof(message));
    fprintf(stderr, "tvetstatd: %s\n",
            err->detail[0] == '\0' ? message : err->detail);
    return CLI_FAILED;
}

int cli_finish(void)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "tvetstatd: could not write: %s\n", strerror(errno));
        return CLI_FAILED;
    }
    return CLI_OK;
}
