#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/hash.h"
#include "platform/intern.h"
#include "unit.h"

static int find(const struct intern *map, const char *key)
{
    return intern_find(map, key, strlen(key));
}

START_TEST(finds_what_was_put)
{
    struct intern *map = intern_new();
    ck_assert_int_eq(find(map, "a"), 0);
    intern_put(map, "a", 1, 5);
    intern_put(map, "", 0, 6);
    intern_put(map, "a\0b", 3, 7);
    ck_assert_int_eq(find(map, "a"), 5);
    ck_assert_int_eq(find(map, ""), 6);
    ck_assert_int_eq(intern_find(map, "a\0b", 3), 7);
    ck_assert_int_eq(intern_find(map, "a\0c", 3), 0);
    ck_assert_uint_eq(intern_count(map), 3);
    intern_free(map);
    intern_free(NULL);
}
END_TEST

START_TEST(put_replaces)
{
    struct intern *map = intern_new();
    intern_put(map, "a", 1, 5);
    intern_put(map, "a", 1, 8);
    ck_assert_int_eq(find(map, "a"), 8);
    ck_assert_uint_eq(intern_count(map), 1);
    intern_free(map);
}
END_TEST

START_TEST(keys_are_copied)
{
    struct intern *map = intern_new();
    char key[] = "abc";
    intern_put(map, key, 3, 1);
    key[0] = 'x';
    ck_assert_int_eq(find(map, "abc"), 1);
    ck_assert_int_eq(find(map, "xbc"), 0);
    intern_free(map);
}
END_TEST

START_TEST(holds_many)
{
    struct intern *map = intern_new();
    char key[16];
    for (int i = 1; i <= 50000; i++) {
        intern_put(map, key, (size_t)sprintf(key, "k%d", i), i);
    }
    for (int i = 1; i <= 50000; i++) {
        ck_assert_int_eq(intern_find(map, key, (size_t)sprintf(key, "k%d", i)),
                         i);
    }
    ck_assert_int_eq(find(map, "k0"), 0);
    ck_assert_int_eq(find(map, "k50001"), 0);
    intern_free(map);
}
END_TEST

START_TEST(truncate_forgets_the_later_ones)
{
    struct intern *map = intern_new();
    char key[16];
    for (int i = 1; i <= 1000; i++) {
        intern_put(map, key, (size_t)sprintf(key, "%d", i), 1001 - i);
    }
    intern_truncate(map, 300);
    ck_assert_uint_eq(intern_count(map), 300);
    for (int i = 1; i <= 1000; i++) {
        int value = 1001 - i <= 300 ? 1001 - i : 0;
        ck_assert_int_eq(intern_find(map, key, (size_t)sprintf(key, "%d", i)),
                         value);
    }
    intern_put(map, "new", 3, 301);
    ck_assert_int_eq(find(map, "new"), 301);
    intern_truncate(map, 0);
    ck_assert_uint_eq(intern_count(map), 0);
    ck_assert_int_eq(find(map, "new"), 0);
    intern_free(map);
}
END_TEST

START_TEST(behaves_like_an_array)
{
    enum { KEYS = 300 };
    struct intern *map = intern_new();
    int model[KEYS] = {0};
    srandom(4711);
    for (int round = 0; round < 20000; round++) {
        int key = (int)(random() % KEYS);
        int value = 1 + (int)(random() % 1000);
        if (random() % 500 == 0) {
            intern_truncate(map, value);
            for (int i = 0; i < KEYS; i++) {
                model[i] = model[i] > value ? 0 : model[i];
            }
        } else {
            intern_put(map, &key, sizeof(key), value);
            model[key] = value;
        }
        int other = (int)(random() % KEYS);
        ck_assert_int_eq(intern_find(map, &other, sizeof(other)), model[other]);
    }
    intern_free(map);
}
END_TEST

START_TEST(the_hash_depends_on_key_and_every_byte)
{
    struct hash_key key = {1, 2};
    struct hash_key other = {1, 3};
    char text[24] = {0};
    for (size_t len = 0; len < sizeof(text); len++) {
        uint64_t whole = hash_bytes(key, text, len);
        ck_assert_uint_ne(whole, hash_bytes(other, text, len));
        ck_assert_uint_ne(whole, hash_bytes(key, text, len + 1));
        for (size_t i = 0; i < len; i++) {
            text[i] = 1;
            ck_assert_uint_ne(whole, hash_bytes(key, text, len));
            text[i] = 0;
        }
        ck_assert_uint_eq(whole, hash_bytes(key, text, len));
    }
    struct hash_key one = hash_key_random();
    struct hash_key two = hash_key_random();
    ck_assert(one.low != two.low || one.high != two.high);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("intern");
    TCase *tcase = tcase_create("intern");
    tcase_add_test(tcase, finds_what_was_put);
    tcase_add_test(tcase, put_replaces);
    tcase_add_test(tcase, keys_are_copied);
    tcase_add_test(tcase, holds_many);
    tcase_add_test(tcase, truncate_forgets_the_later_ones);
    tcase_add_test(tcase, behaves_like_an_array);
    tcase_add_test(tcase, the_hash_depends_on_key_and_every_byte);
    suite_add_tcase(suite, tcase);
    return suite;
}
