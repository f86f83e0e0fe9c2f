#include "prefer.h"

#include <stddef.h>

#include "unit.h"

static bool is_async(const char *header)
{
    return prefer_has(header, "respond-async");
}

START_TEST(finds_it_wherever_it_stands)
{
    ck_assert(is_async("respond-async"));
    ck_assert(is_async("Respond-Async"));
    ck_assert(is_async("wait=10, respond-async"));
    ck_assert(is_async(" ,, handling=lenient;x=\"a\",\trespond-async ;y"));
    ck_assert(is_async("respond-async=\"\""));
}
END_TEST

START_TEST(takes_nothing_else_for_it)
{
    ck_assert(!is_async(NULL));
    ck_assert(!is_async(""));
    ck_assert(!is_async("respond-asynchronously"));
    ck_assert(!is_async("respond"));
    ck_assert(!is_async("x=respond-async; respond-async"));
    ck_assert(!is_async("x=\"a, respond-async\""));
    ck_assert(!is_async("x=\"a\\\", respond-async\""));
    ck_assert(!is_async("x=\"open, respond-async"));
    ck_assert(!is_async("x=\"\\"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("prefer");
    TCase *tcase = tcase_create("prefer");
    tcase_add_test(tcase, finds_it_wherever_it_stands);
    tcase_add_test(tcase, takes_nothing_else_for_it);
    suite_add_tcase(suite, tcase);
    return suite;
}
