/* Answers kept, and answers in the making. */
#include "response_cache.h"

#include "platform/macros.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 65536
#define BIG 12000 /* five of them fit, six do not */

static struct response_cache *cache;
static char body[BIG];

static void set_up(void)
{
    cache = response_cache_new(ROOM);
    response_cache_revision(cache, 7);
    memset(body, 'x', sizeof(body));
}

static void tear_down(void)
{
    response_cache_free(cache);
}

static const struct response *add(const char *key, size_t len, int64_t revision)
{
    const struct response response = {
        .key = key,
        .type = "text/plain",
        .next = "/next",
        .cursor = "there",
        .data = body,
        .len = len,
        .revision = revision,
    };
    return response_cache_add(cache, &response);
}

static const struct response *find(const char *key)
{
    return response_cache_find(cache, key, strlen(key));
}

START_TEST(what_was_added_is_found)
{
    ck_assert_ptr_null(find("a"));
    body[0] = 'A';
    ck_assert_ptr_nonnull(add("a", 100, 7));
    body[0] = 'B'; /* it has its own copy */
    const struct response *found = find("a");
    ck_assert_str_eq(found->key, "a");
    ck_assert_str_eq(found->next, "/next");
    ck_assert_str_eq(found->cursor, "there");
    ck_assert_uint_eq(found->len, 100);
    ck_assert_int_eq(((const char *)found->data)[0], 'A');
    ck_assert_ptr_null(find("b"));
    ck_assert_ptr_null(find(""));
}
END_TEST

START_TEST(the_same_key_again_replaces)
{
    add("a", 100, 7);
    add("a", 50, 7);
    ck_assert_uint_eq(find("a")->len, 50);
    ck_assert_uint_eq(response_cache_stats(cache).entries, 1);
}
END_TEST

START_TEST(other_revisions_and_passing_answers_are_not_kept)
{
    ck_assert_ptr_null(add("a", 10, 6));
    ck_assert_ptr_null(add("a", 10, 8));
    struct response response = {
        .key = "a", .data = body, .len = 1, .revision = 7, .passing = true};
    ck_assert_ptr_null(response_cache_add(cache, &response));
    ck_assert_ptr_null(find("a"));
}
END_TEST

START_TEST(another_revision_forgets_everything)
{
    add("a", 10, 7);
    response_cache_revision(cache, 8);
    ck_assert_ptr_null(find("a"));
    ck_assert_uint_eq(response_cache_stats(cache).bytes, 0);
    ck_assert_ptr_nonnull(add("a", 10, 8));
}
END_TEST

START_TEST(what_was_not_asked_for_longest_goes_first)
{
    const char *keys[] = {"a", "b", "c", "d", "e"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        add(keys[i], BIG, 7);
    }
    ck_assert_ptr_nonnull(find("a"));
    add("f", BIG, 7);
    ck_assert_ptr_null(find("b"));
    ck_assert_ptr_nonnull(find("a"));
    ck_assert_ptr_nonnull(find("f"));
    struct response_cache_stats stats = response_cache_stats(cache);
    ck_assert_int_eq(stats.evictions, 1);
    ck_assert_uint_le(stats.bytes, ROOM);
}
END_TEST

START_TEST(the_bytes_stay_within_the_maximum)
{
    char key[600];
    for (int i = 0; i < 3000; i++) {
        snprintf(key, sizeof(key), "%0*d", 1 + i % 500, i);
        const struct response *kept = add(key, (size_t)(i * 7919 % BIG), 7);
        ck_assert_ptr_nonnull(kept);
        snprintf(key, sizeof(key), "alias %0*d", 1 + i % 500, i);
        response_cache_alias(cache, kept, key, strlen(key));
        ck_assert_uint_le(response_cache_stats(cache).bytes, ROOM);
    }
}
END_TEST

START_TEST(an_answer_takes_a_quarter_at_most)
{
    struct response response = {
        .key = "a", .data = body, .len = BIG, .revision = 7};
    struct response_cache *small = response_cache_new(BIG * 4);
    response_cache_revision(small, 7);
    ck_assert_ptr_null(response_cache_add(small, &response));
    response.len -= 500;
    ck_assert_ptr_nonnull(response_cache_add(small, &response));
    response_cache_free(small);
}
END_TEST

START_TEST(without_room_nothing_is_kept)
{
    struct response_cache *none = response_cache_new(0);
    struct response response = {.key = "", .data = body, .revision = 0};
    ck_assert_ptr_null(response_cache_add(none, &response));
    ck_assert_ptr_null(response_cache_find(none, "", 0));
    response_cache_free(none);
}
END_TEST

START_TEST(an_answer_has_several_keys)
{
    const struct response *kept = add("a", 10, 7);
    response_cache_alias(cache, kept, "x\0y", 3);
    ck_assert_ptr_eq(response_cache_find(cache, "x\0y", 3), kept);
    ck_assert_ptr_null(response_cache_find(cache, "x\0z", 3));
    response_cache_alias(cache, kept, "x\0y", 3);
    add("a", 20, 7); /* the old answer goes with all its keys */
    ck_assert_ptr_null(response_cache_find(cache, "x\0y", 3));
}
END_TEST

START_TEST(keys_of_one_answer_are_bounded)
{
    const struct response *kept = add("a", 10, 7);
    char key[20];
    int found = 0;
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof(key), "alias %d", i);
        response_cache_alias(cache, kept, key, strlen(key));
        found += find(key) != NULL;
    }
    ck_assert_int_ge(found, 1);
    ck_assert_int_le(found, 10);
}
END_TEST

START_TEST(an_answer_is_compressed_once)
{
    size_t len = 0;
    const struct response *kept = add("a", BIG, 7);
    size_t before = response_cache_stats(cache).bytes;
    const void *packed = response_cache_gzip(cache, kept, &len);
    ck_assert_ptr_nonnull(packed);
    ck_assert_uint_lt(len, BIG / 10);
    ck_assert_uint_eq(response_cache_stats(cache).bytes, before + len);
    ck_assert_ptr_eq(response_cache_gzip(cache, kept, &len), packed);
    ck_assert_ptr_null(response_cache_gzip(cache, add("b", 10, 7), &len));
}
END_TEST

/* --- in the making --- */

struct asker {
    struct response_waiter waiter;
    int answers, errors, turns;
    struct response_waiter *leaves; /* when this one is answered */
};

static void on_response(struct response_waiter *waiter,
                        const struct response *response,
                        const struct error *err)
{
    struct asker *asker = CONTAINER_OF(waiter, struct asker, waiter);
    asker->answers += response != NULL;
    asker->errors += err != NULL;
    asker->turns += response == NULL && err == NULL;
    if (asker->leaves != NULL) {
        response_flight_leave(cache, asker->leaves);
    }
}

static struct asker askers[300];
static const struct response ANSWER = {.key = "k", .data = "x", .len = 1};

static bool join(int index, const char *key)
{
    askers[index] = (struct asker){.waiter = {.on_response = on_response}};
    return response_flight_join(cache, &askers[index].waiter, key);
}

static size_t flights(void)
{
    return response_cache_stats(cache).flights;
}

START_TEST(the_first_makes_it_and_the_others_wait)
{
    ck_assert(join(0, "k"));
    ck_assert(!join(1, "k"));
    ck_assert(!join(2, "k"));
    ck_assert(join(3, "other"));
    response_flight_land(cache, &askers[0].waiter, &ANSWER, NULL);
    ck_assert_int_eq(askers[0].answers, 0);
    ck_assert_int_eq(askers[1].answers, 1);
    ck_assert_int_eq(askers[2].answers, 1);
    ck_assert_int_eq(askers[3].answers, 0);
    ck_assert_uint_eq(flights(), 1);
    ck_assert(join(4, "k"));
}
END_TEST

START_TEST(an_error_is_shared)
{
    struct error err = {.fault = FAULT_TIMEOUT};
    join(0, "k");
    join(1, "k");
    response_flight_land(cache, &askers[0].waiter, NULL, &err);
    ck_assert_int_eq(askers[1].errors, 1);
    ck_assert_uint_eq(flights(), 0);
}
END_TEST

START_TEST(when_the_maker_goes_the_next_one_makes_it)
{
    join(0, "k");
    join(1, "k");
    join(2, "k");
    response_flight_leave(cache, &askers[0].waiter);
    ck_assert_int_eq(askers[1].turns, 1);
    ck_assert_int_eq(askers[2].turns, 0);
    ck_assert(!join(3, "k"));
    response_flight_land(cache, &askers[1].waiter, &ANSWER, NULL);
    ck_assert_int_eq(askers[2].answers + askers[3].answers, 2);
    ck_assert_int_eq(askers[0].answers + askers[0].turns, 0);
}
END_TEST

START_TEST(when_all_go_nothing_is_left)
{
    join(0, "k");
    join(1, "k");
    join(2, "k");
    response_flight_leave(cache, &askers[1].waiter);
    response_flight_leave(cache, &askers[2].waiter);
    response_flight_leave(cache, &askers[0].waiter);
    response_flight_leave(cache, &askers[0].waiter);
    ck_assert_uint_eq(flights(), 0);
    ck_assert_int_eq(askers[1].turns + askers[2].turns, 0);
}
END_TEST

START_TEST(one_may_go_while_answers_are_given)
{
    for (int i = 0; i < 4; i++) {
        join(i, "k");
    }
    askers[1].leaves = &askers[2].waiter;
    response_flight_land(cache, &askers[0].waiter, &ANSWER, NULL);
    ck_assert_int_eq(askers[1].answers, 1);
    ck_assert_int_eq(askers[2].answers, 0);
    ck_assert_int_eq(askers[3].answers, 1);
}
END_TEST

START_TEST(who_comes_after_a_revision_does_not_wait_for_what_was_before)
{
    join(0, "k");
    join(1, "k");
    response_cache_revision(cache, 8);
    ck_assert(join(2, "k"));
    ck_assert(!join(3, "k"));
    response_flight_land(cache, &askers[0].waiter, &ANSWER, NULL);
    ck_assert_int_eq(askers[1].answers, 1);
    ck_assert_int_eq(askers[3].answers, 0);
    response_flight_land(cache, &askers[2].waiter, &ANSWER, NULL);
    ck_assert_int_eq(askers[3].answers, 1);
}
END_TEST

START_TEST(a_crowd_does_not_wait_for_one)
{
    int makers = 0;
    for (int i = 0; i < 300; i++) {
        makers += join(i, "k");
    }
    ck_assert_int_eq(makers, 300 - 256);
    for (int i = 299; i >= 0; i--) {
        response_flight_leave(cache, &askers[i].waiter);
    }
    ck_assert_uint_eq(flights(), 0);
}
END_TEST

START_TEST(what_is_under_way_at_the_end_is_given_back)
{
    join(0, "k");
    join(1, "k");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("response_cache");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, what_was_added_is_found);
    tcase_add_test(tcase, the_same_key_again_replaces);
    tcase_add_test(tcase, other_revisions_and_passing_answers_are_not_kept);
    tcase_add_test(tcase, another_revision_forgets_everything);
    tcase_add_test(tcase, what_was_not_asked_for_longest_goes_first);
    tcase_add_test(tcase, the_bytes_stay_within_the_maximum);
    tcase_add_test(tcase, an_answer_takes_a_quarter_at_most);
    tcase_add_test(tcase, without_room_nothing_is_kept);
    tcase_add_test(tcase, an_answer_has_several_keys);
    tcase_add_test(tcase, keys_of_one_answer_are_bounded);
    tcase_add_test(tcase, an_answer_is_compressed_once);
    tcase_add_test(tcase, the_first_makes_it_and_the_others_wait);
    tcase_add_test(tcase, an_error_is_shared);
    tcase_add_test(tcase, when_the_maker_goes_the_next_one_makes_it);
    tcase_add_test(tcase, when_all_go_nothing_is_left);
    tcase_add_test(tcase, one_may_go_while_answers_are_given);
    tcase_add_test(
        tcase, who_comes_after_a_revision_does_not_wait_for_what_was_before);
    tcase_add_test(tcase, a_crowd_does_not_wait_for_one);
    tcase_add_test(tcase, what_is_under_way_at_the_end_is_given_back);
    suite_add_tcase(suite, tcase);
    return suite;
}
