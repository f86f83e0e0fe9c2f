#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/log.h"
#include "platform/utf8.h"
#include "unit.h"

/* The line of one value, without "level=info event=e v=" and the newline. */
static const char *formatted(const char *value)
{
    static char out[LOG_LINE_MAX + 1];
    const struct log_field fields[] = {LOG_TEXT("v", value), {0}};
    size_t len = log_format(out, LOG_INFO, NULL, "e", fields);
    ck_assert_int_eq(out[len - 1], '\n');
    out[len - 1] = '\0';
    ck_assert_ptr_null(strchr(out, '\n'));
    ck_assert_int_eq(strncmp(out, "level=info event=e v=", 21), 0);
    return out + 21;
}

START_TEST(a_line_has_level_req_event_and_fields)
{
    char out[LOG_LINE_MAX];
    const struct log_field fields[] = {
        LOG_TEXT("path", "/v1/data"), LOG_INT("ms", -12), {0}};
    size_t len = log_format(out, LOG_WARN, "r1", "slow", fields);
    const char *want = "level=warn req=r1 event=slow path=/v1/data ms=-12\n";
    ck_assert_uint_eq(len, strlen(want));
    ck_assert_mem_eq(out, want, len);
}
END_TEST

START_TEST(plain_values_stand_bare)
{
    ck_assert_str_eq(formatted("2024-09-12T08:00:00Z"), "2024-09-12T08:00:00Z");
    ck_assert_str_eq(formatted("a/b_c.d+e"), "a/b_c.d+e");
}
END_TEST

START_TEST(other_values_are_quoted)
{
    ck_assert_str_eq(formatted(""), "\"\"");
    ck_assert_str_eq(formatted("a b"), "\"a b\"");
    ck_assert_str_eq(formatted("a=b"), "\"a=b\"");
    ck_assert_str_eq(formatted("中文"), "\"中文\"");
    ck_assert_str_eq(formatted("%s%n"), "\"%s%n\"");
}
END_TEST

START_TEST(nothing_ends_the_line_or_the_quotes)
{
    ck_assert_str_eq(formatted("a\r\nlevel=error"), "\"a\\r\\nlevel=error\"");
    ck_assert_str_eq(formatted("\" event=x"), "\"\\\" event=x\"");
    ck_assert_str_eq(formatted("\\"), "\"\\\\\"");
    ck_assert_str_eq(formatted("\t\x1b[31m"), "\"\\t\\u001b[31m\"");
    ck_assert_str_eq(formatted("\x7f"), "\"\\u007f\"");
}
END_TEST

START_TEST(invisible_characters_are_escaped)
{
    ck_assert_str_eq(formatted("\xE2\x80\xAE"), "\"\\u202e\"");
    ck_assert_str_eq(formatted("\xE2\x81\xA6"), "\"\\u2066\"");
    ck_assert_str_eq(formatted("\xE2\x80\xA8"), "\"\\u2028\"");
    ck_assert_str_eq(formatted("\xC2\x85"), "\"\\u0085\"");
}
END_TEST

START_TEST(bytes_that_are_no_utf8_are_escaped)
{
    ck_assert_str_eq(formatted("a\xFF\xC0\xAF"), "\"a\\xff\\xc0\\xaf\"");
    ck_assert_str_eq(formatted("\xE4\xB8"), "\"\\xe4\\xb8\"");
}
END_TEST

START_TEST(every_byte_gives_one_valid_line)
{
    for (int first = 1; first < 256; first++) {
        for (int second = 1; second < 256; second++) {
            const char value[] = {(char)first, (char)second, '\0'};
            const char *text = formatted(value);
            ck_assert(utf8_plain(text, strlen(text)));
        }
    }
}
END_TEST

START_TEST(long_values_are_cut)
{
    char value[LOG_VALUE_MAX * 2];
    memset(value, 'a', sizeof(value) - 1);
    value[sizeof(value) - 1] = '\0';
    const char *text = formatted(value);
    ck_assert_uint_eq(strlen(text), LOG_VALUE_MAX + 5);
    ck_assert_str_eq(text + LOG_VALUE_MAX, "a...\"");
}
END_TEST

START_TEST(long_lines_are_cut_whole)
{
    char value[LOG_VALUE_MAX + 1];
    for (size_t fill = 0; fill <= LOG_VALUE_MAX; fill++) {
        memset(value, '\n', LOG_VALUE_MAX);
        value[fill] = '\0';
        const struct log_field fields[] = {LOG_TEXT("a", value),
                                           LOG_TEXT("b", value),
                                           LOG_TEXT("c", value),
                                           LOG_TEXT("d", value),
                                           LOG_TEXT("e", value),
                                           LOG_INT("f", 1),
                                           {0}};
        char out[LOG_LINE_MAX + 1];
        size_t len = log_format(out, LOG_INFO, NULL, "e", fields);
        ck_assert_uint_le(len, LOG_LINE_MAX);
        out[len] = '\0';
        ck_assert_ptr_eq(strchr(out, '\n'), out + len - 1);
        int quotes = 0;
        for (const char *c = out; *c != '\0'; c++) {
            quotes += *c == '"';
        }
        ck_assert_int_eq(quotes % 2, 0);
    }
}
END_TEST

/* What reaches the descriptor while `level` is the lowest. */
static size_t captured(enum log_level lowest, enum log_level level, char *out,
                       size_t size)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    int kept = dup(STDERR_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    log_set_level(lowest);
    LOG(level, NULL, "e", LOG_INT("n", 1));
    dup2(kept, STDERR_FILENO);
    close(kept);
    ssize_t len = read(ends[0], out, size);
    close(ends[0]);
    ck_assert_int_ge(len, 0);
    return (size_t)len;
}

START_TEST(writes_from_the_level_on)
{
    char out[100];
    size_t len = captured(LOG_WARN, LOG_ERROR, out, sizeof(out));
    const char *want = "level=error event=e n=1\n";
    ck_assert_uint_eq(len, strlen(want));
    ck_assert_mem_eq(out, want, len);
    ck_assert_uint_gt(captured(LOG_WARN, LOG_WARN, out, sizeof(out)), 0);
    ck_assert_uint_eq(captured(LOG_WARN, LOG_INFO, out, sizeof(out)), 0);
}
END_TEST

START_TEST(levels_have_names)
{
    ck_assert_int_eq(log_level_parse("debug"), LOG_DEBUG);
    ck_assert_int_eq(log_level_parse("info"), LOG_INFO);
    ck_assert_int_eq(log_level_parse("warn"), LOG_WARN);
    ck_assert_int_eq(log_level_parse("error"), LOG_ERROR);
    ck_assert_int_eq(log_level_parse("?"), LOG_INFO);
}
END_TEST

START_TEST(a_failed_check_aborts)
{
    CHECK(1 + 1 == 2);
    CHECK(1 + 1 == 3);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("log");
    TCase *tcase = tcase_create("log");
    tcase_add_test(tcase, a_line_has_level_req_event_and_fields);
    tcase_add_test(tcase, plain_values_stand_bare);
    tcase_add_test(tcase, other_values_are_quoted);
    tcase_add_test(tcase, nothing_ends_the_line_or_the_quotes);
    tcase_add_test(tcase, invisible_characters_are_escaped);
    tcase_add_test(tcase, bytes_that_are_no_utf8_are_escaped);
    tcase_add_test(tcase, every_byte_gives_one_valid_line);
    tcase_add_test(tcase, long_values_are_cut);
    tcase_add_test(tcase, long_lines_are_cut_whole);
    tcase_add_test(tcase, writes_from_the_level_on);
    tcase_add_test(tcase, levels_have_names);
    tcase_add_test_raise_signal(tcase, a_failed_check_aborts, SIGABRT);
    suite_add_tcase(suite, tcase);
    return suite;
}
