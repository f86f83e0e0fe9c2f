#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "platform/arena.h"
#include "unit.h"

START_TEST(blocks_are_aligned_and_apart)
{
    struct arena arena;
    arena_init(&arena);
    char *blocks[200];
    for (int i = 0; i < 200; i++) {
        size_t size = (size_t)i * 37;
        blocks[i] = arena_alloc(&arena, size);
        ck_assert_uint_eq((uintptr_t)blocks[i] % 16, 0);
        memset(blocks[i], i, size);
    }
    int wrong = 0;
    for (int i = 0; i < 200; i++) {
        for (int j = 0; j < i * 37; j++) {
            wrong += (unsigned char)blocks[i][j] != i;
        }
    }
    ck_assert_int_eq(wrong, 0);
    ck_assert_uint_ge(arena.used, 37 * 199 * 100);
    arena_fini(&arena);
    ck_assert_ptr_null(arena.head);
    ck_assert_uint_eq(arena.used, 0);
}
END_TEST

START_TEST(large_blocks_are_fine)
{
    struct arena arena;
    arena_init(&arena);
    char *big = arena_alloc(&arena, 3 << 20);
    memset(big, 1, 3 << 20);
    char *text = arena_dup(&arena, "after");
    ck_assert_str_eq(text, "after");
    arena_fini(&arena);
}
END_TEST

START_TEST(zalloc_is_zero)
{
    struct arena arena;
    arena_init(&arena);
    const char *zero = arena_zalloc(&arena, 100, 30);
    for (int i = 0; i < 3000; i++) {
        ck_assert_int_eq(zero[i], 0);
    }
    arena_fini(&arena);
}
END_TEST

START_TEST(zalloc_overflow_aborts)
{
    struct arena arena;
    arena_init(&arena);
    arena_zalloc(&arena, SIZE_MAX / 2, 3);
}
END_TEST

START_TEST(copies_are_terminated)
{
    struct arena arena;
    arena_init(&arena);
    ck_assert_str_eq(arena_copy(&arena, "abcdef", 3), "abc");
    ck_assert_str_eq(arena_copy(&arena, NULL, 0), "");
    ck_assert_str_eq(arena_dup(&arena, ""), "");
    arena_fini(&arena);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *tcase = tcase_create("arena");
    tcase_add_test(tcase, blocks_are_aligned_and_apart);
    tcase_add_test(tcase, large_blocks_are_fine);
    tcase_add_test(tcase, zalloc_is_zero);
    tcase_add_test_raise_signal(tcase, zalloc_overflow_aborts, SIGABRT);
    tcase_add_test(tcase, copies_are_terminated);
    suite_add_tcase(suite, tcase);
    return suite;
}
