/* What periods are called. */
#include "data/data_period_name.h"
#include "model/period.h"
#include "unit.h"

#include <string.h>

static void is(const char *text, int ytd, const char *zh, const char *en)
{
    struct arena arena;
    int period = 0;
    arena_init(&arena);
    ck_assert(period_parse(text, strlen(text), &period));
    ck_assert_str_eq(data_period_name(period, ytd, LANG_ZH, &arena), zh);
    ck_assert_str_eq(data_period_name(period, ytd, LANG_EN, &arena), en);
    arena_fini(&arena);
}

START_TEST(every_kind_of_period_has_a_name)
{
    is("2024", 0, "2024年", "2024");
    is("2024H1", 0, "2024年上半年", "H1 2024");
    is("2024H2", 0, "2024年下半年", "H2 2024");
    is("2024Q1", 0, "2024年第1季度", "Q1 2024");
    is("2024Q4", 0, "2024年第4季度", "Q4 2024");
    is("2024M08", 0, "2024年8月", "Aug 2024");
    is("2024M12", 0, "2024年12月", "Dec 2024");
    is("2024AY", 0, "2024—2025学年", "School year 2024/25");
    is("1999AY", 0, "1999—2000学年", "School year 1999/00");
    is("2024-09-01", 0, "2024年9月1日", "1 Sep 2024");
}
END_TEST

START_TEST(a_year_to_date_says_to_which_month)
{
    is("2024", 8, "2024年1—8月",
       "Jan\xE2\x80\x93"
       "Aug 2024");
    is("2024", 1, "2024年1月", "Jan 2024");
    is("2024", 12, "2024年1—12月",
       "Jan\xE2\x80\x93"
       "Dec 2024");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_period_name");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, every_kind_of_period_has_a_name);
    tcase_add_test(tcase, a_year_to_date_says_to_which_month);
    suite_add_tcase(suite, tcase);
    return suite;
}
