#include <string.h>

#include "platform/digest.h"
#include "unit.h"

START_TEST(hashes_known_texts)
{
    struct digest digest;
    char hex[DIGEST_HEX_SIZE];
    digest_init(&digest);
    digest_hex(&digest, hex);
    ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb924"
                          "27ae41e4649b934ca495991b7852b855");
    digest_init(&digest);
    digest_add(&digest, "abc", 3);
    digest_hex(&digest, hex);
    ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223"
                          "b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(pieces_hash_like_the_whole)
{
    unsigned char whole[DIGEST_SIZE], pieces[DIGEST_SIZE];
    char data[1000];
    memset(data, 'x', sizeof(data));
    digest_of(data, sizeof(data), whole);
    struct digest digest;
    digest_init(&digest);
    digest_add(&digest, data, 0);
    digest_add(&digest, data, 63);
    digest_add(&digest, data + 63, 66);
    digest_add(&digest, data + 129, 871);
    digest_finish(&digest, pieces);
    ck_assert_mem_eq(whole, pieces, DIGEST_SIZE);
}
END_TEST

START_TEST(an_unfinished_digest_can_be_dropped)
{
    struct digest digest;
    digest_init(&digest);
    digest_add(&digest, "abc", 3);
    digest_fini(&digest);
    digest_fini(&digest);
    ck_assert_ptr_null(digest.ctx);
}
END_TEST

START_TEST(random_hex_is_hex_and_differs)
{
    char one[65], two[65];
    memset(one, '?', sizeof(one));
    digest_random_hex(32, one);
    digest_random_hex(32, two);
    ck_assert_uint_eq(strlen(one), 64);
    ck_assert_uint_eq(strspn(one, "0123456789abcdef"), 64);
    ck_assert_str_ne(one, two);
}
END_TEST

START_TEST(random_hex_shows_every_digit)
{
    int seen[128] = {0};
    for (int i = 0; i < 200; i++) {
        char hex[9];
        digest_random_hex(4, hex);
        for (const char *c = hex; *c != '\0'; c++) {
            seen[(int)*c]++;
        }
    }
    for (const char *c = "0123456789abcdef"; *c != '\0'; c++) {
        ck_assert_int_gt(seen[(int)*c], 40);
    }
}
END_TEST

START_TEST(compares_bytes)
{
    ck_assert(digest_equal("abc", "abc", 3));
    ck_assert(!digest_equal("abc", "abd", 3));
    ck_assert(!digest_equal("xbc", "abc", 3));
    ck_assert(digest_equal("a", "b", 0));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("digest");
    TCase *tcase = tcase_create("digest");
    tcase_add_test(tcase, hashes_known_texts);
    tcase_add_test(tcase, pieces_hash_like_the_whole);
    tcase_add_test(tcase, an_unfinished_digest_can_be_dropped);
    tcase_add_test(tcase, random_hex_is_hex_and_differs);
    tcase_add_test(tcase, random_hex_shows_every_digit);
    tcase_add_test(tcase, compares_bytes);
    suite_add_tcase(suite, tcase);
    return suite;
}
