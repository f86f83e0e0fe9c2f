/* Whole workbooks, and every beginning of them: the former read the same by
 * whatever way, the latter refused. The suite runs sanitized too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/macros.h"
#include "unit.h"
#include "workbook/grid.h"
#include "workbook/workbook_read.h"

static const char *const FILES[] = {
    "small.xlsx",
    "small.xls",
};

static unsigned char *load(const char *name, size_t *len)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/workbooks/%s", TEST_DATA, name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    unsigned char *data = malloc(1 << 20);
    *len = fread(data, 1, 1 << 20, file);
    fclose(file);
    return data;
}

static bool convert(const unsigned char *data, size_t len, struct error *err)
{
    /* Memory of exactly that size: a byte too far is seen. */
    unsigned char *exact = malloc(len + (len == 0));
    memcpy(exact, data, len);
    struct grid *grid = grid_new(-1);
    bool ok = workbook_convert(exact, len, grid, err) && grid_end(grid, err);
    grid_free(grid);
    free(exact);
    return ok;
}

START_TEST(a_whole_workbook_is_read)
{
    size_t len;
    struct error err = {0};
    unsigned char *data = load(FILES[_i], &len);
    ck_assert_msg(convert(data, len, &err), "%s", err.detail);
    free(data);
}
END_TEST

START_TEST(a_workbook_cut_off_anywhere_is_refused)
{
    size_t len;
    unsigned char *data = load(FILES[_i], &len);
    for (size_t cut = 0; cut < len; cut++) {
        struct error err = {0};
        ck_assert_msg(!convert(data, cut, &err), "cut at %zu", cut);
        ck_assert_msg(err.fault == FAULT_WORKBOOK_UNREADABLE ||
                          err.fault == FAULT_WORKBOOK_FORMAT,
                      "cut at %zu: %s", cut, fault_code(err.fault));
        ck_assert_int_eq(fault_status(err.fault), 422);
    }
    free(data);
}
END_TEST

/* Whatever comes of it; but it comes to an end. */
START_TEST(a_workbook_with_any_bit_turned_is_survived)
{
    size_t len;
    unsigned char *data = load(FILES[_i], &len);
    for (size_t at = 0; at < len; at++) {
        struct error err = {0};
        unsigned char bit = (unsigned char)(1U << (at % 8));
        data[at] ^= bit;
        if (!convert(data, len, &err)) {
            ck_assert_int_ge(err.fault, FAULT_WORKBOOK_UNREADABLE);
            ck_assert_int_le(err.fault, FAULT_WORKBOOK_LINKS);
        }
        data[at] ^= bit;
    }
    free(data);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("workbook_cut");
    TCase *tc = tcase_create("workbook_cut");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, a_whole_workbook_is_read, 0, ARRAY_LEN(FILES));
    tcase_add_loop_test(tc, a_workbook_cut_off_anywhere_is_refused, 0,
                        ARRAY_LEN(FILES));
    tcase_add_loop_test(tc, a_workbook_with_any_bit_turned_is_survived, 0,
                        ARRAY_LEN(FILES));
    suite_add_tcase(suite, tc);
    return suite;
}
