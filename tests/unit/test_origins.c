#include "platform/origins.h"

#include "unit.h"

#define TWO "https://a.example, http://localhost:8000"

START_TEST(takes_origins_joined_by_commas)
{
    ck_assert(origins_valid(""));
    ck_assert(origins_valid("*"));
    ck_assert(origins_valid("https://a.example"));
    ck_assert(origins_valid("http://[::1]:8000"));
    ck_assert(origins_valid(TWO));
}
END_TEST

START_TEST(refuses_what_no_browser_sends)
{
    ck_assert(!origins_valid("a.example"));
    ck_assert(!origins_valid("https://"));
    ck_assert(!origins_valid("https://a.example/"));
    ck_assert(!origins_valid("https://A.example"));
    ck_assert(!origins_valid("https://*.example"));
    ck_assert(!origins_valid("https://a.example http://b.example"));
    ck_assert(!origins_valid("https://a.example,,http://b.example"));
    ck_assert(!origins_valid("https://a.example,*"));
    ck_assert(!origins_valid("null"));
}
END_TEST

START_TEST(has_its_entries_and_nothing_else)
{
    ck_assert(origins_have(TWO, "https://a.example"));
    ck_assert(origins_have(TWO, "http://localhost:8000"));
    ck_assert(!origins_have(TWO, "http://localhost:80"));
    ck_assert(!origins_have(TWO, "http://localhost:80000"));
    ck_assert(!origins_have(TWO, "https://a.example, http://localhost:8000"));
    ck_assert(!origins_have(TWO, ""));
    ck_assert(!origins_have("", "https://a.example"));
    ck_assert(!origins_have("", ""));
}
END_TEST

START_TEST(a_star_is_any)
{
    ck_assert(origins_any("*"));
    ck_assert(origins_have("*", "https://a.example"));
    ck_assert(!origins_any(""));
    ck_assert(!origins_any(TWO));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("origins");
    TCase *tcase = tcase_create("origins");
    tcase_add_test(tcase, takes_origins_joined_by_commas);
    tcase_add_test(tcase, refuses_what_no_browser_sends);
    tcase_add_test(tcase, has_its_entries_and_nothing_else);
    tcase_add_test(tcase, a_star_is_any);
    suite_add_tcase(suite, tcase);
    return suite;
}
