#include <stdlib.h>
#include <string.h>

#include "ingest/csv_header.h"
#include "ingest/csv_split.h"
#include "unit.h"

/* The cells as "<a><b>". */
static const char *shown(const struct row *row)
{
    static char text[512];
    size_t len = 0;
    for (int i = 0; i < row->count; i++) {
        text[len++] = '<';
        memcpy(text + len, row->cells[i].data, row->cells[i].len);
        len += row->cells[i].len;
        text[len++] = '>';
    }
    text[len] = '\0';
    return text;
}

static void splits(const char *line, char delimiter, const char *want)
{
    struct csv_split *split = csv_split_new(delimiter);
    struct row row;
    ck_assert_int_eq(csv_split_line(split, span_of(line), 7, &row), CSV_ROW);
    ck_assert_int_eq(row.line, 7);
    ck_assert_str_eq(shown(&row), want);
    csv_split_free(split);
}

START_TEST(splits_at_the_delimiter)
{
    splits("a,b,c\n", ',', "<a><b><c>");
    splits("a;b\r\n", ';', "<a><b>");
    splits("a\tb", '\t', "<a><b>");
    splits("a,,c,", ',', "<a><><c><>");
    splits(" a , b\t,\xE3\x80\x80"
           "c\xC2\xA0\n",
           ',', "<a><b><c>");
}
END_TEST

START_TEST(reads_quoted_fields)
{
    splits("\"1,299\",\"say \"\"no\"\"\",c\n", ',', "<1,299><say \"no\"><c>");
    splits("\"\",\"\"\n", ',', "<><>");
    splits("a,\"b\"", ',', "<a><b>");
    splits("\"a\";\"b;c\"\n", ';', "<a><b;c>");
}
END_TEST

START_TEST(a_quoted_field_goes_on_over_lines)
{
    struct csv_split *split = csv_split_new(',');
    struct row row;
    ck_assert_int_eq(csv_split_line(split, span_of("1,\"a\r\n"), 3, &row),
                     CSV_CONTINUES);
    ck_assert_int_eq(csv_split_open(split), 3);
    ck_assert_int_eq(csv_split_line(split, span_of("b, c\n"), 4, &row),
                     CSV_CONTINUES);
    ck_assert_int_eq(csv_split_line(split, span_of("d\",2\n"), 5, &row),
                     CSV_ROW);
    ck_assert_int_eq(row.line, 3);
    ck_assert_str_eq(shown(&row), "<1><a\r\nb, c\nd><2>");
    ck_assert_int_eq(csv_split_open(split), 0);
    csv_split_free(split);
}
END_TEST

START_TEST(refuses_a_stray_quote_and_goes_on)
{
    static const char *const BAD[] = {"a\"b,c\n", "\"a\"b,c\n",
                                      "\"a\" \"b\"\n"};
    struct csv_split *split = csv_split_new(',');
    struct row row;
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        ck_assert_int_eq(csv_split_line(split, span_of(BAD[i]), 1, &row),
                         CSV_BAD_QUOTE);
        ck_assert_int_eq(csv_split_line(split, span_of("\"x\",y\n"), 2, &row),
                         CSV_ROW);
        ck_assert_str_eq(shown(&row), "<x><y>");
    }
    csv_split_free(split);
}
END_TEST

static enum csv_result split_long(size_t len, bool quoted)
{
    char *line = malloc(len + 8);
    size_t at = 0;
    struct row row;
    struct csv_split *split = csv_split_new(',');
    line[at++] = 'a';
    line[at++] = ',';
    if (quoted) {
        line[at++] = '"';
    }
    memset(line + at, 'x', len);
    at += len;
    if (quoted) {
        line[at++] = '"';
    }
    line[at++] = '\n';
    enum csv_result result =
        csv_split_line(split, (struct span){line, at}, 1, &row);
    csv_split_free(split);
    free(line);
    return result;
}

START_TEST(a_field_has_at_most_64_kib)
{
    ck_assert_int_eq(split_long(ROW_MAX_FIELD, false), CSV_ROW);
    ck_assert_int_eq(split_long(ROW_MAX_FIELD, true), CSV_ROW);
    ck_assert_int_eq(split_long(ROW_MAX_FIELD + 1, false), CSV_LONG_FIELD);
    ck_assert_int_eq(split_long(ROW_MAX_FIELD + 1, true), CSV_LONG_FIELD);
}
END_TEST

START_TEST(a_row_has_at_most_1024_fields)
{
    char line[2 * ROW_MAX_COLUMNS + 8];
    struct csv_split *split = csv_split_new(',');
    struct row row;
    memset(line, ',', sizeof(line));
    struct span fits = {line, ROW_MAX_COLUMNS - 1};
    struct span over = {line, ROW_MAX_COLUMNS};
    ck_assert_int_eq(csv_split_line(split, fits, 1, &row), CSV_ROW);
    ck_assert_int_eq(row.count, ROW_MAX_COLUMNS);
    ck_assert_int_eq(csv_split_line(split, over, 2, &row), CSV_MANY_FIELDS);
    line[0] = line[1] = '"';
    over.len = ROW_MAX_COLUMNS + 2;
    ck_assert_int_eq(csv_split_line(split, over, 3, &row), CSV_MANY_FIELDS);
    csv_split_free(split);
}
END_TEST

START_TEST(guesses_the_delimiter_from_the_header)
{
    ck_assert_int_eq(csv_split_guess(span_of("a,b;c,d")), ',');
    ck_assert_int_eq(csv_split_guess(span_of("a;b;c,d")), ';');
    ck_assert_int_eq(csv_split_guess(span_of("a\tb")), '\t');
    ck_assert_int_eq(csv_split_guess(span_of("\"a;b;c;d\",e")), ',');
    ck_assert_int_eq(csv_split_guess(span_of("alone")), ',');
}
END_TEST

/* --- headings of several rows --- */

static void add_row(struct csv_header *header, const char *line)
{
    struct csv_split *split = csv_split_new(',');
    struct row row;
    ck_assert_int_eq(csv_split_line(split, span_of(line), 1, &row), CSV_ROW);
    csv_header_add(header, &row);
    csv_split_free(split);
}

static void has_key(const struct csv_header *header, int column,
                    const char *want)
{
    char key[128];
    span_copy(csv_header_key(header, column), key, sizeof(key));
    ck_assert_str_eq(key, want);
}

START_TEST(merged_headings_become_paths)
{
    struct csv_header *header = csv_header_new(2);
    add_row(header, "序号,培训人次,,,重点群体,,备注,");
    add_row(header, ",合计,男,女,农民工,退役军人,,");
    ck_assert_int_eq(csv_header_count(header), 8);
    has_key(header, 0, "序号");
    has_key(header, 1, "培训人次/合计");
    has_key(header, 3, "培训人次/女");
    has_key(header, 5, "重点群体/退役军人");
    has_key(header, 6, "备注");
    has_key(header, 7, "");
    csv_header_free(header);
}
END_TEST

START_TEST(a_merged_heading_ends_where_the_one_above_it_does)
{
    struct csv_header *header = csv_header_new(3);
    add_row(header, "甲,,乙,,");
    add_row(header, "一,,,二,");
    add_row(header, "x,y,x,y,z");
    has_key(header, 1, "甲/一/y");
    has_key(header, 2, "乙/x");
    has_key(header, 3, "乙/二/y");
    has_key(header, 4, "乙/二/z");
    csv_header_free(header);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("csv_split");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, splits_at_the_delimiter);
    tcase_add_test(tc, reads_quoted_fields);
    tcase_add_test(tc, a_quoted_field_goes_on_over_lines);
    tcase_add_test(tc, refuses_a_stray_quote_and_goes_on);
    tcase_add_test(tc, a_field_has_at_most_64_kib);
    tcase_add_test(tc, a_row_has_at_most_1024_fields);
    tcase_add_test(tc, guesses_the_delimiter_from_the_header);
    tcase_add_test(tc, merged_headings_become_paths);
    tcase_add_test(tc, a_merged_heading_ends_where_the_one_above_it_does);
    suite_add_tcase(suite, tc);
    return suite;
}
