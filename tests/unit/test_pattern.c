#include <string.h>

#include "ingest/rewrite.h"
#include "unit.h"

static struct pattern *make(const char *text)
{
    char why[128];
    struct pattern *pattern = pattern_new(text, why, sizeof(why));
    ck_assert_msg(pattern != NULL, "%s: %s", text, why);
    return pattern;
}

static bool matches(const char *text, const char *in)
{
    struct pattern *pattern = make(text);
    bool result = pattern_matches(pattern, span_of(in));
    pattern_free(pattern);
    return result;
}

static void refuses(const char *text, const char *want)
{
    char why[128] = "";
    ck_assert_ptr_null(pattern_new(text, why, sizeof(why)));
    ck_assert_msg(strstr(why, want) != NULL, "%s: %s", text, why);
}

START_TEST(matches_digits_as_people_write_them)
{
    ck_assert(matches("^\\d+$", "0123"));
    ck_assert(!matches("^\\d+$", "d"));
    ck_assert(matches("^[\\d.]+$", "1.5"));
    ck_assert(!matches("^[\\d.]+$", "1,5"));
    ck_assert(matches("^\\D+$", "abc"));
    ck_assert(!matches("^\\D+$", "a1"));
    ck_assert(matches("^[[:alpha:]\\d]+$", "a1"));
    ck_assert(matches("^[]\\d]+$", "]1"));
    ck_assert(matches("^\\$\\{1\\}$", "${1}"));
}
END_TEST

START_TEST(characters_are_not_bytes)
{
    ck_assert(matches("^.计$", "合计"));
    ck_assert(matches("^[合小]计", "小计"));
    ck_assert(!matches("^[合小]计", "总计"));
    ck_assert(matches("^(注|数据来源)", "数据来源:教育局"));
}
END_TEST

START_TEST(refuses_what_could_take_long)
{
    refuses("(a)\\1", "back-references");
    refuses("((a{100}){100}){100}", "too often");
    refuses("a{2000}", "too often");
    refuses("((((((((((a+)+)+)+)+)+)+)+)+)+)", "too often");
    refuses("a+++++++++++", "too often");
    refuses("((a{9,}){9,}){9,}", "too often");
    refuses("((((((((((((((((((a))))))))))))))))))", "too deeply");
    char text[PATTERN_MAX + 2];
    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    refuses(text, "256");
}
END_TEST

START_TEST(takes_what_people_write)
{
    ck_assert(
        matches("^(\\d+)-(\\d+)-(\\d+) (\\w+) (\\w+) (.+)$", "1-2-3 a b c"));
    ck_assert(matches("^[0-9]{4}(0[1-9]|1[0-2])$", "202408"));
    ck_assert(matches("^(\\d{4})[-—]\\d{4}学年度?$", "2023—2024学年"));
    ck_assert(matches("^.{0,200}合计", "本页合计"));
}
END_TEST

START_TEST(refuses_bad_syntax)
{
    refuses("(a", "(");
    refuses("[a", "[");
    refuses("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "nine groups");
}
END_TEST

START_TEST(long_texts_never_match)
{
    char text[PATTERN_TEXT_MAX + 1];
    memset(text, 'a', sizeof(text));
    struct pattern *pattern = make("a");
    ck_assert(pattern_matches(pattern, (struct span){text, PATTERN_TEXT_MAX}));
    ck_assert(
        !pattern_matches(pattern, (struct span){text, PATTERN_TEXT_MAX + 1}));
    pattern_free(pattern);
}
END_TEST

static void becomes(const struct rewrite *rewrite, const char *text,
                    const char *code, const char *name)
{
    struct rewritten out;
    ck_assert(rewrite_apply(rewrite, span_of(text), &out));
    ck_assert_msg(span_is(out.code, code), "code %.*s", (int)out.code.len,
                  out.code.data);
    ck_assert_msg(span_is(out.name, name), "name %.*s", (int)out.name.len,
                  out.name.data);
}

START_TEST(templates_place_groups)
{
    struct rewrite rewrite = {
        .pattern = make("^(\\d+) ?(.*)$"),
        .code_template = "{1}",
        .name_template = "{2}",
    };
    becomes(&rewrite, "30 臺北市", "30", "臺北市");
    becomes(&rewrite, "7", "7", "");
    rewrite.code_template = "T{1}-{0}";
    rewrite.name_template = NULL;
    becomes(&rewrite, "7", "T7-7", "7");
    pattern_free(rewrite.pattern);
    rewrite.pattern = make("\\d+");
    rewrite.code_template = NULL;
    becomes(&rewrite, "约30人", "30", "30");
    pattern_free(rewrite.pattern);
}
END_TEST

START_TEST(the_map_translates_codes)
{
    static const struct rewrite_entry MAP[] = {
        {{"Under 19", 8}, {"u19", 3}},
        {{"Total", 5}, {"", 0}},
    };
    const struct rewrite rewrite = {.map = MAP, .map_count = 2};
    becomes(&rewrite, "Under 19", "u19", "Under 19");
    becomes(&rewrite, "Total", "", "Total");
    becomes(&rewrite, "19-24", "19-24", "19-24");
}
END_TEST

START_TEST(what_does_not_match_is_told)
{
    struct rewrite rewrite = {.pattern = make("^(\\d{4})/\\d\\d$")};
    struct rewritten out;
    ck_assert(!rewrite_apply(&rewrite, span_of("2014"), &out));
    ck_assert(rewrite_apply(&rewrite, span_of("2014/15"), &out));
    pattern_free(rewrite.pattern);
}
END_TEST

START_TEST(templates_name_only_groups_that_are_there)
{
    ck_assert(rewrite_template_ok("{1}AY", 1));
    ck_assert(rewrite_template_ok("plain {0}", 0));
    ck_assert(!rewrite_template_ok("{2}", 1));
    ck_assert(!rewrite_template_ok("{x}", 1));
    ck_assert(!rewrite_template_ok("{1", 1));
    ck_assert(!rewrite_template_ok("1}", 1));
    ck_assert(!rewrite_template_ok("{", 1));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("pattern");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, matches_digits_as_people_write_them);
    tcase_add_test(tc, characters_are_not_bytes);
    tcase_add_test(tc, refuses_what_could_take_long);
    tcase_add_test(tc, takes_what_people_write);
    tcase_add_test(tc, refuses_bad_syntax);
    tcase_add_test(tc, long_texts_never_match);
    tcase_add_test(tc, templates_place_groups);
    tcase_add_test(tc, the_map_translates_codes);
    tcase_add_test(tc, what_does_not_match_is_told);
    tcase_add_test(tc, templates_name_only_groups_that_are_there);
    suite_add_tcase(suite, tc);
    return suite;
}
