#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/config.h"
#include "unit.h"

static char path[64];
static struct config config;
static struct error err;

static void set_up(void)
{
    strcpy(path, "/tmp/tvetstat-config-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    config_default(&config);
}

static void tear_down(void)
{
    unlink(path);
}

static bool load_bytes(const char *text, size_t len)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, len, file), len);
    fclose(file);
    return config_load(&config, path, &err);
}

static bool load(const char *text)
{
    return load_bytes(text, strlen(text));
}

/* The fault names the line, gives the reason, and changed nothing. */
static void refused(const char *text, int line, const char *reason)
{
    struct config before = config;
    ck_assert_msg(!load(text), "%s", text);
    ck_assert_int_eq(err.fault, FAULT_BAD_CONFIG);
    char place[128];
    snprintf(place, sizeof(place), "%s:%d", path, line);
    ck_assert_str_eq(err.args[0], place);
    ck_assert_msg(strstr(err.args[1], reason) != NULL, "%s", err.args[1]);
    ck_assert_mem_eq(&config, &before, sizeof(config));
}

START_TEST(defaults_are_those_promised)
{
    ck_assert_str_eq(config.address, "127.0.0.1");
    ck_assert_int_eq(config.port, 8080);
    ck_assert_int_eq(config.max_connections, 1024);
    ck_assert_int_eq(config.max_inflight_mb, 64);
    ck_assert_int_eq(config.head_timeout_ms, 10000);
    ck_assert_int_eq(config.idle_timeout_ms, 30000);
    ck_assert_int_eq(config.write_timeout_ms, 30000);
    ck_assert_str_eq(config.conninfo,
                     "host=/var/run/postgresql dbname=tvetstat user=tvetstat");
    ck_assert_str_eq(
        config.owner_conninfo,
        "host=/var/run/postgresql dbname=tvetstat user=tvetstat_owner");
    ck_assert_int_eq(config.read_connections, 4);
    ck_assert_int_eq(config.wait_timeout_ms, 2000);
    ck_assert_int_eq(config.connect_timeout_ms, 5000);
    ck_assert_int_eq(config.statement_timeout_ms, 10000);
    ck_assert_int_eq(config.import_statement_timeout_ms, 600000);
    ck_assert_str_eq(config.import_work_mem, "128MB");
    ck_assert_str_eq(config.spool_dir, "/var/lib/tvetstat/spool");
    ck_assert_int_eq(config.max_upload_mb, 2048);
    ck_assert_int_eq(config.max_queued_imports, 32);
    ck_assert(!config.public_read);
    ck_assert_int_eq(config.max_rows, 50000);
    ck_assert_int_eq(config.default_rows, 10000);
    ck_assert_str_eq(config.cors_origins, "");
    ck_assert_int_eq(config.cache_mb, 16);
    ck_assert(!config.demo);
    ck_assert_str_eq(config.level, "info");
}
END_TEST

START_TEST(an_empty_file_gives_the_defaults)
{
    struct config plain = config;
    config.port = 1;
    ck_assert(load(""));
    ck_assert_mem_eq(&config, &plain, sizeof(config));
}
END_TEST

START_TEST(every_option_is_read)
{
    const struct config_option *option = NULL;
    for (int i = 0; (option = config_option(i)) != NULL; i++) {
        const char *value = option->default_text;
        char number[32], text[CONFIG_VALUE_SIZE], out[CONFIG_VALUE_SIZE];
        switch (option->type) {
        case CONFIG_INT:
        case CONFIG_INT64:
            snprintf(number, sizeof(number), "%lld", (long long)option->min);
            if (strcmp(number, value) == 0) {
                snprintf(number, sizeof(number), "%lld",
                         (long long)option->max);
            }
            value = strcmp(option->name, "max_rows") == 0 ? "20000" : number;
            break;
        case CONFIG_BOOL:
            value = strcmp(value, "on") == 0 ? "off" : "on";
            break;
        case CONFIG_TEXT:
            value = strcmp(option->name, "cors_origins") == 0 ? "http://x"
                                                              : "x=y z";
            break;
        case CONFIG_MEMORY:
            value = "7GB";
            break;
        case CONFIG_LEVEL:
            value = "error";
            break;
        }
        ck_assert_str_ne(value, option->default_text);
        snprintf(text, sizeof(text), "[%s]\n%s = %s\n", option->section,
                 option->name, value);
        ck_assert_msg(load(text), "%s: %s", text, err.args[1]);
        config_print(&config, option, out, sizeof(out));
        ck_assert_str_eq(out, value);
    }
}
END_TEST

START_TEST(comments_and_spaces_are_fine)
{
    ck_assert(load("\xEF\xBB\xBF# a\n; b\n\n[http]\r\n  port =  9000  \r\n"
                   "address=::1 ; c\n[log]\nlevel:debug"));
    ck_assert_int_eq(config.port, 9000);
    ck_assert_str_eq(config.address, "::1");
    ck_assert_str_eq(config.level, "debug");
}
END_TEST

START_TEST(unknown_options_are_refused)
{
    refused("[http]\n\nprot = 1\n", 3, "unknown option \"prot\" in [http]");
    refused("[log]\nport = 1\n", 2, "unknown option \"port\" in [log]");
    refused("port = 1\n", 1, "unknown option \"port\" in []");
    refused("[HTTP]\nport = 1\n", 2, "unknown option");
}
END_TEST

START_TEST(bad_numbers_are_refused)
{
    static const char *const BAD[] = {
        "", "x", "1x", "-1", "1.5", "65536", "0x10", "99999999999", "+1", "１"};
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        char text[64];
        snprintf(text, sizeof(text), "[http]\nport = %s\n", BAD[i]);
        refused(text, 2, "\"port\" must be a number from 0 to 65535");
    }
    refused("[import]\nmax_upload_mb = 1048577\n", 2, "1 to 1048576");
}
END_TEST

START_TEST(other_bad_values_are_refused)
{
    refused("[api]\ndemo = yes\n", 2, "on or off");
    refused("[log]\nlevel = loud\n", 2, "debug, info, warn or error");
    refused("[database]\nimport_work_mem = 64\n", 2, "kB, MB or GB");
    refused("[database]\nimport_work_mem = 0MB\n", 2, "kB, MB or GB");
    refused("[database]\nimport_work_mem = 1MB'\n", 2, "kB, MB or GB");
    refused("[import]\nspool_dir =\n", 2, "1 to 180 bytes");
    refused("[import]\nspool_dir = a\x01\n", 2, "UTF-8 text");
    refused("[import]\nspool_dir = \xFF\n", 2, "UTF-8 text");
}
END_TEST

START_TEST(an_option_stands_once)
{
    refused("[http]\nport = 1\n[http]\nport = 1\n", 4, "stands twice");
    refused("[http]\nport = 1\n  2\n", 3, "stands twice");
}
END_TEST

START_TEST(the_first_fault_is_told)
{
    refused("[http]\nport = x\nprot = 1\n", 2, "must be a number");
}
END_TEST

START_TEST(lines_that_are_none_are_refused)
{
    refused("[http]\nport\n", 2, "neither");
    refused("[http\n", 1, "neither");
}
END_TEST

START_TEST(long_lines_are_refused)
{
    char text[512] = "[http]\n[database]\nconninfo = ";
    while (strlen(text) < 400) {
        strcat(text, "port=1 ");
    }
    refused(text, 3, "too long");
}
END_TEST

START_TEST(the_longest_value_fits)
{
    char text[512] = "[database]\nconninfo = ";
    char value[256] = "";
    while (strlen(value) < 180) {
        strcat(value, "x");
    }
    strcat(text, value);
    ck_assert_msg(load(text), "%s", err.args[1]);
    ck_assert_str_eq(config.conninfo, value);
    strcat(text, "x");
    refused(text, 2, "1 to 180 bytes");
}
END_TEST

START_TEST(a_nul_byte_is_refused)
{
    ck_assert(!load_bytes("[http]\nport = 1\0 0\n", 19));
    ck_assert_ptr_nonnull(strstr(err.args[1], "NUL"));
    ck_assert_int_eq(config.port, 8080);
}
END_TEST

START_TEST(a_missing_file_is_an_error)
{
    ck_assert(!config_load(&config, "/nonexistent/x.conf", &err));
    ck_assert_int_eq(err.fault, FAULT_BAD_CONFIG);
    ck_assert_str_eq(err.args[0], "/nonexistent/x.conf");
}
END_TEST

START_TEST(a_directory_is_an_error)
{
    ck_assert(!config_load(&config, "/tmp", &err));
    ck_assert_ptr_nonnull(strstr(err.args[1], "could not be read"));
}
END_TEST

START_TEST(rows_must_agree)
{
    struct config before = config;
    ck_assert(!load("[api]\nmax_rows = 100\n"));
    ck_assert_ptr_nonnull(strstr(err.args[1], "default_rows"));
    ck_assert_mem_eq(&config, &before, sizeof(config));
    ck_assert(load("[api]\nmax_rows = 100\ndefault_rows = 100\n"));
}
END_TEST

START_TEST(origins_must_be_origins)
{
    ck_assert(!load("[api]\ncors_origins = https://a.example/\n"));
    ck_assert_ptr_nonnull(strstr(err.args[1], "cors_origins"));
    ck_assert(load("[api]\ncors_origins = https://a.example\n"));
    ck_assert_str_eq(config.cors_origins, "https://a.example");
}
END_TEST

START_TEST(reload_takes_what_may_change)
{
    struct config fresh = config;
    fresh.public_read = true;
    fresh.head_timeout_ms = 1234;
    strcpy(fresh.level, "warn");
    ck_assert_ptr_null(config_reload(&config, &fresh));
    ck_assert_mem_eq(&config, &fresh, sizeof(config));
}
END_TEST

START_TEST(reload_names_what_needs_a_restart)
{
    struct config fresh = config;
    fresh.max_rows = 77;
    fresh.port = 9000;
    fresh.demo = true;
    const struct config_option *option = config_reload(&config, &fresh);
    ck_assert_ptr_nonnull(option);
    ck_assert_str_eq(option->name, "port");
    ck_assert_int_eq(config.port, 8080);
    ck_assert(!config.demo);
    ck_assert_int_eq(config.max_rows, 77);
}
END_TEST

START_TEST(the_table_has_an_end)
{
    int count = 0;
    while (config_option(count) != NULL) {
        const struct config_option *option = config_option(count++);
        ck_assert_uint_gt(strlen(option->sentence), 10);
        ck_assert_int_eq(option->sentence[strlen(option->sentence) - 1], '.');
        ck_assert(option->type < CONFIG_TEXT ||
                  option->max < (int64_t)option->size);
    }
    ck_assert_int_ge(count, 24);
    ck_assert_ptr_null(config_option(-1));
    ck_assert_ptr_null(config_option(count + 1));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("config");
    TCase *tcase = tcase_create("config");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, defaults_are_those_promised);
    tcase_add_test(tcase, an_empty_file_gives_the_defaults);
    tcase_add_test(tcase, every_option_is_read);
    tcase_add_test(tcase, comments_and_spaces_are_fine);
    tcase_add_test(tcase, unknown_options_are_refused);
    tcase_add_test(tcase, bad_numbers_are_refused);
    tcase_add_test(tcase, other_bad_values_are_refused);
    tcase_add_test(tcase, an_option_stands_once);
    tcase_add_test(tcase, the_first_fault_is_told);
    tcase_add_test(tcase, lines_that_are_none_are_refused);
    tcase_add_test(tcase, long_lines_are_refused);
    tcase_add_test(tcase, the_longest_value_fits);
    tcase_add_test(tcase, a_nul_byte_is_refused);
    tcase_add_test(tcase, a_missing_file_is_an_error);
    tcase_add_test(tcase, a_directory_is_an_error);
    tcase_add_test(tcase, rows_must_agree);
    tcase_add_test(tcase, origins_must_be_origins);
    tcase_add_test(tcase, reload_takes_what_may_change);
    tcase_add_test(tcase, reload_names_what_needs_a_restart);
    tcase_add_test(tcase, the_table_has_an_end);
    suite_add_tcase(suite, tcase);
    return suite;
}
