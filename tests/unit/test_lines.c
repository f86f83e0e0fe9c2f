#include <stdio.h>
#include <string.h>

#include "ingest/lines.h"
#include "unit.h"

/* Feeds `text` in runs of `slice` bytes; writes "1:a|2:b|" as found, with
 * "!" for a line that is too long. */
static void collect(const char *text, size_t slice, size_t max, char *out)
{
    struct lines lines;
    size_t len = strlen(text);
    size_t at = 0;
    lines_init(&lines, max);
    out[0] = '\0';
    for (bool last = false; !last;) {
        size_t step = len - at < slice ? len - at : slice;
        last = at + step == len;
        lines_add(&lines, (struct span){text + at, step}, last);
        at += step;
        struct span line;
        int number = 0;
        enum lines_result result = lines_next(&lines, &line, &number);
        for (; result != LINES_MORE;
             result = lines_next(&lines, &line, &number)) {
            char copy[64];
            span_copy(lines_bare(line), copy, sizeof(copy));
            sprintf(out + strlen(out), "%d:%s|", number,
                    result == LINES_GOT ? copy : "!");
        }
    }
    lines_fini(&lines);
}

static void in_any_slices(const char *text, const char *want)
{
    for (size_t slice = 1; slice <= strlen(text) + 1; slice++) {
        char found[512];
        collect(text, slice, 100, found);
        ck_assert_msg(strcmp(found, want) == 0, "slices of %zu: %s", slice,
                      found);
    }
}

START_TEST(takes_all_ends_of_line)
{
    in_any_slices("a\nb\r\nc\rd", "1:a|2:b|3:c|4:d|");
    in_any_slices("a\n\n\r\n\r\rb\r\n", "1:a|2:|3:|4:|5:|6:b|");
    in_any_slices("\r\r\n\n", "1:|2:|3:|");
}
END_TEST

START_TEST(hands_out_the_last_line_without_an_end)
{
    in_any_slices("one", "1:one|");
    in_any_slices("one\ntwo", "1:one|2:two|");
    in_any_slices("one\r", "1:one|");
    in_any_slices("", "");
}
END_TEST

START_TEST(skips_a_line_that_is_too_long)
{
    const char *text = "ab\n0123456789\r\ncd\n01234567890123456789\ne";
    for (size_t slice = 1; slice <= strlen(text) + 1; slice++) {
        char found[512];
        collect(text, slice, 8, found);
        ck_assert_str_eq(found, "1:ab|2:!|3:cd|4:!|5:e|");
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("lines");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, takes_all_ends_of_line);
    tcase_add_test(tc, hands_out_the_last_line_without_an_end);
    tcase_add_test(tc, skips_a_line_that_is_too_long);
    suite_add_tcase(suite, tc);
    return suite;
}
