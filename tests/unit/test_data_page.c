/* Pages: order, cursors, windows; and an answer in each format. */
#include "data/data_base64.h"
#include "data_world.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

#define GRID                                                            \
    "indicator=students,awards&period=2021-03-01,2022,2023-03-01&area=" \
    "T1,U1&by=school,gender"

static struct world *world;

static void set_up(void)
{
    world = world_new("S1 students 2021-03-01 gender=1 1\n"
                      "S1 students 2021-03-01 gender=2 2\n"
                      "S2 students 2023-03-01 gender=2 3\n"
                      "S3 students 2023-03-01 gender=1 4\n"
                      "S5 students 2021-03-01 gender=1 5\n"
                      "S5 awards 2022 gender=1 6\n"
                      "S4 awards 2022 gender=2 -\n");
}

static void tear_down(void)
{
    world_free(world);
}

static const char *page_rows(const char *question, const char *cursor,
                             int limit)
{
    char text[1000];
    snprintf(text, sizeof(text), "%s&limit=%d%s%s", question, limit,
             cursor != NULL ? "&cursor=" : "", cursor != NULL ? cursor : "");
    return world_rows(world, text);
}

/* All pages behind each other; fails when one is longer than the limit. */
static void join_pages(const char *question, int limit, char *out)
{
    const char *cursor = NULL;
    *out = '\0';
    for (int i = 0; i < 100; i++) {
        const char *rows = page_rows(question, cursor, limit);
        ck_assert_int_eq(world->faults.count, 0);
        int count = 0;
        for (const char *at = rows; (at = strchr(at, '[')) != NULL; at++) {
            count++;
        }
        ck_assert_int_le(count, limit);
        sprintf(out + strlen(out), "%s%s", *out != '\0' && count > 0 ? "," : "",
                rows);
        cursor = world->cursor;
        if (cursor == NULL) {
            return;
        }
    }
    ck_abort_msg("the pages do not end");
}

START_TEST(rows_come_in_total_order)
{
    ck_assert_str_eq(
        world_rows(world, GRID),
        "[\"students\",\"T1\",\"S1\",\"1\",\"2021-03-01\",1,\"A\",1,1],"
        "[\"students\",\"T1\",\"S1\",\"1\",\"2022\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S1\",\"1\",\"2023-03-01\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S1\",\"2\",\"2021-03-01\",2,\"A\",1,1],"
        "[\"students\",\"T1\",\"S1\",\"2\",\"2022\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S1\",\"2\",\"2023-03-01\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S2\",\"2\",\"2021-03-01\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S2\",\"2\",\"2022\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S2\",\"2\",\"2023-03-01\",3,\"A\",1,1],"
        "[\"students\",\"T1\",\"S3\",\"1\",\"2021-03-01\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S3\",\"1\",\"2022\",null,\"O\",0,1],"
        "[\"students\",\"T1\",\"S3\",\"1\",\"2023-03-01\",4,\"A\",1,1],"
        "[\"students\",\"U1\",\"S5\",\"1\",\"2021-03-01\",5,\"A\",1,1],"
        "[\"students\",\"U1\",\"S5\",\"1\",\"2022\",null,\"O\",0,1],"
        "[\"students\",\"U1\",\"S5\",\"1\",\"2023-03-01\",null,\"O\",0,1],"
        "[\"awards\",\"T1\",\"S4\",\"2\",\"2021-03-01\",null,\"O\",0,1],"
        "[\"awards\",\"T1\",\"S4\",\"2\",\"2022\",null,\"O\",0,1],"
        "[\"awards\",\"T1\",\"S4\",\"2\",\"2023-03-01\",null,\"O\",0,1],"
        "[\"awards\",\"U1\",\"S5\",\"1\",\"2021-03-01\",null,\"O\",0,1],"
        "[\"awards\",\"U1\",\"S5\",\"1\",\"2022\",6,\"A\",1,1],"
        "[\"awards\",\"U1\",\"S5\",\"1\",\"2023-03-01\",null,\"O\",0,1]");
    ck_assert_ptr_null(world->cursor);
}
END_TEST

START_TEST(pages_of_any_size_join_to_the_whole)
{
    static const char *const QUESTIONS[] = {
        GRID,
        GRID "&compare=prev_year",
        "indicator=students&period=2021-03-01,2023-03-01&by=area.county",
        "indicator=awards,students&period=last:3&by=area,gender&area=CN,T1",
        "indicator=students&period=2023-03-01&where.gender=1,2&by=area",
        /* More series than one window takes for a short page. */
        "indicator=train,grads,grads_up,up_rate,equip,awards,students&"
        "period=2021-03-01,2022&by=school,gender",
        "indicator=train,grads,grads_up,up_rate,intensity,equip_per,equip,"
        "awards,students&period=2021-03-01,2022&by=school,gender&area=CN,T1,U1",
    };
    char joined[10000];
    for (size_t i = 0; i < ARRAY_LEN(QUESTIONS); i++) {
        const char *whole = world_rows(world, QUESTIONS[i]);
        ck_assert_str_ne(whole, "");
        for (int limit = 1; limit < 25; limit++) {
            join_pages(QUESTIONS[i], limit, joined);
            ck_assert_str_eq(joined, whole);
        }
    }
}
END_TEST

START_TEST(what_fits_one_window_is_one_read)
{
    world_ask(world, GRID);
    ck_assert_int_eq(world->reads, 1);
}
END_TEST

/* 200 years: 2400 months a series, times four cells each. */
static const char *many_cells(const char *indicators)
{
    struct buffer out;
    buffer_init(&out, 0);
    buffer_printf(&out,
                  "{\"indicator\":\"%s\",\"limit\":5000,\"compare\":"
                  "\"prev_year\",\"by\":"
                  "\"school,tier\",\"where\":{\"gender\":[1,2],\"system\":"
                  "[\"a\",\"b,c\"]},\"period\":\"1900..2099\"}",
                  indicators);
    const char *text = arena_copy(&world->arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

START_TEST(a_window_ends_where_its_work_would_grow_too_large)
{
    char wanted[1 << 18];
    struct world *before = world;
    world = world_new("S1 train 2000M01 gender=1;system=a;tier=c 1\n"
                      "S2 train 2002M01 gender=2;system=a;tier=p 2\n"
                      "S3 students 2000-09-01 gender=2;system=b,c;tier=p 3\n"
                      "S5 awards 2002 gender=2;system=b,c;tier=c 4\n");
    world_free(before);
    ck_assert_str_ne(world_rows(world, many_cells("train")), "");
    ck_assert_int_eq(world->reads, 1);
    sprintf(wanted, "%s,", world_rows(world, many_cells("train")));
    sprintf(wanted + strlen(wanted), "%s,",
            world_rows(world, many_cells("intensity")));
    strcat(wanted, world_rows(world, many_cells("awards")));
    world->reads = 0;
    ck_assert_str_eq(world_rows(world, many_cells("train,intensity,awards")),
                     wanted);
    ck_assert_int_eq(world->reads, 2);
}
END_TEST

START_TEST(what_has_no_cell_is_not_read)
{
    world_ask(world, "indicator=grads&period=2023AY&by=area.county");
    ck_assert_int_eq(world->reads, 0);
    world_ask(world, "indicator=students&period=2020-03-01");
    ck_assert_int_eq(world->reads, 0);
}
END_TEST

START_TEST(a_cursor_stays_good_when_data_are_added)
{
    const char *question =
        "indicator=awards&period=2022,2023&by=school&area=U1";
    page_rows(question, NULL, 1);
    const char *cursor = world->cursor;
    struct world *before = world;
    world = world_new("S1 awards 2022 1\nS5 awards 2022 6\n"
                      "S5 awards 2023 7\n");
    ck_assert_str_eq(page_rows(question, cursor, 1),
                     "[\"awards\",\"U1\",\"S5\",\"2023\",7,\"A\",1,1]");
    world_free(before);
}
END_TEST

START_TEST(a_cursor_between_two_periods_goes_on_behind_it)
{
    page_rows("indicator=awards&period=2021,2022&area=U1", NULL, 1);
    const char *cursor = world->cursor; /* behind 2021 */
    ck_assert_str_eq(
        page_rows("indicator=awards&period=2020,2022,2023&area=U1", cursor, 1),
        "[\"awards\",\"U1\",\"2022\",6,\"A\",1,1]");
}
END_TEST

static const char *encode(const char *text)
{
    return data_base64_print(&world->arena, text, strlen(text));
}

START_TEST(a_cursor_of_another_question_is_refused)
{
    static const char *const BAD[] = {
        "",
        "1",
        "1\x1f"
        "students\x1fT1\x1fS1\x1f"
        "1",
        "2\x1fstudents\x1fT1\x1fS1\x1f"
        "1\x1f"
        "2022",
        "1\x1fgrads\x1fT1\x1fS1\x1f"
        "1\x1f"
        "2022",
        "1\x1fstudents\x1fT11\x1fS1\x1f"
        "1\x1f"
        "2022",
        "1\x1fstudents\x1fT1\x1fS5\x1f"
        "1\x1f"
        "2022",
        "1\x1fstudents\x1fT1\x1fS1\x1f"
        "3\x1f"
        "2022",
        "1\x1fstudents\x1fT1\x1fS1\x1f"
        "1\x1f"
        "20x2",
        "1\x1fstudents\x1fT1\x1fS1\x1f"
        "1\x1f"
        "2022\x1f",
        "1\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1f",
        "1\x1fstudents\x1fT1\x1fS1\x1f\xff\x1f"
        "2022",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        page_rows(GRID, encode(BAD[i]), 5);
        ck_assert_int_eq(world->faults.count, 1);
        ck_assert_int_eq(world->faults.list[0].fault, FAULT_BAD_CURSOR);
    }
    page_rows(GRID,
              encode("1\x1fstudents\x1fT1\x1fS1\x1f"
                     "1\x1f"
                     "2022"),
              5);
    ck_assert_int_eq(world->faults.count, 0);
}
END_TEST

START_TEST(a_cursor_behind_the_end_gives_an_empty_page)
{
    const char *rows = page_rows(GRID,
                                 encode("1\x1f"
                                        "awards\x1fU1\x1fS5\x1f"
                                        "2\x1f"
                                        "2199"),
                                 5);
    ck_assert_str_eq(rows, "");
    ck_assert_ptr_null(world->cursor);
    ck_assert_ptr_null(strstr(world->body.data, "no_data"));
}
END_TEST

START_TEST(base64_is_read_only_as_it_is_written)
{
    static const char *const BAD[] = {"A",
                                      "AB=",
                                      "A B",
                                      "AB",
                                      "AAAAA",
                                      "A\xff"
                                      "AA",
                                      "+AAA"};
    size_t len = 0;
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        ck_assert_ptr_null(data_base64_parse(&world->arena, BAD[i], &len));
    }
    for (size_t size = 0; size < 40; size++) {
        char bytes[40];
        for (size_t i = 0; i < size; i++) {
            bytes[i] = (char)(i * 77 + size);
        }
        const char *text = data_base64_print(&world->arena, bytes, size);
        const char *back = data_base64_parse(&world->arena, text, &len);
        ck_assert_uint_eq(len, size);
        ck_assert_mem_eq(back, bytes, size);
    }
}
END_TEST

static int plan_faults(const char *question, int axis, int members)
{
    struct data_page page;
    struct data_context ctx = {.catalogue = world->cat, .arena = &world->arena};
    ck_assert(world_parse(world, question));
    world->query.axes[axis].count = members;
    data_page_init(&page, &world->query, &world->cells, &ctx, &world->faults);
    data_page_fini(&page);
    return world->faults.count;
}

START_TEST(a_grid_has_a_maximum)
{
    const char *question = "indicator=students&period=2021..2024&by=gender"
                           "&area=T1,T11";
    ck_assert_int_eq(plan_faults(question, 0, DATA_MAX_GRID / 8), 0);
    ck_assert_int_eq(plan_faults(question, 0, DATA_MAX_GRID / 8 + 1), 1);
    ck_assert_int_eq(world->faults.list[0].fault, FAULT_TOO_MANY);
    ck_assert_str_eq(world->faults.list[0].args[0], "rows");
}
END_TEST

START_TEST(the_cells_of_one_series_have_a_maximum)
{
    const char *question = "indicator=intensity&period=1950..2149"
                           "&where.gender=1,2";
    ck_assert_int_eq(plan_faults(question, 0, 8), 0);
    ck_assert_int_eq(plan_faults(question, 0, 9), 1);
    ck_assert_int_eq(world->faults.list[0].fault, FAULT_TOO_MANY);
    ck_assert_str_eq(world->faults.list[0].args[0], "cells");
}
END_TEST

/* --- formats --- */

#define SMALL "indicator=students&period=2021-03-01&area=T1&by=gender"

START_TEST(json_is_as_promised)
{
    ck_assert_str_eq(
        world_ask(world, SMALL "&limit=1"),
        "{\"meta\":{\"revision\":7,\"generated\":\"2024-09-12T08:00:00Z\","
        "\"query\":{\"indicator\":[\"students\"],\"area\":\"T1\","
        "\"period\":[\"2021-03-01\"],\"by\":[\"gender\"],\"where\":{},"
        "\"compare\":\"none\",\"basis\":\"all\",\"view\":\"as_was\","
        "\"ytd\":null,\"asof\":null,"
        "\"digits\":2,\"lang\":\"zh\",\"labels\":\"id\",\"format\":\"json\","
        "\"parts\":false,\"lineage\":false,\"statuses\":false,"
        "\"limit\":1,\"cursor\":null},"
        "\"warnings\":[],"
        "\"indicators\":[{\"id\":\"students\",\"name\":\"在校生\","
        "\"unit\":\"人\",\"decimals\":0,\"kind\":\"stock\"}],"
        "\"reference_dates\":[],"
        "\"next\":\"MR9zdHVkZW50cx9UMR8xHzIwMjEtMDMtMDE\"},"
        "\"columns\":[{\"id\":\"indicator\"},{\"id\":\"area\"},"
        "{\"id\":\"gender\"},{\"id\":\"period\"},"
        "{\"id\":\"value\",\"unit\":\"人\",\"decimals\":0},"
        "{\"id\":\"status\"},{\"id\":\"reported\"},{\"id\":\"expected\"}],"
        "\"rows\":[[\"students\",\"T1\",\"1\",\"2021-03-01\",1,\"A\",1,4]]}\n");
}
END_TEST

START_TEST(csv_is_as_promised)
{
    ck_assert_str_eq(
        world_ask(world, SMALL "&format=csv&compare=prev_year"),
        "indicator,area,gender,period,value,base,change_abs,change_pct,"
        "change_pp,reason,status,reported,expected\r\n"
        "students,T1,1,2021-03-01,1,,,,,BASE_MISSING,A,1,4\r\n"
        "students,T1,2,2021-03-01,2,,,,,BASE_MISSING,A,1,4\r\n");
    ck_assert_str_eq(
        world_ask(world, "indicator=students&period=1999-03-01&format=csv"
                         "&bom=1&labels=id"),
        "\xEF\xBB\xBFindicator,area,period,value,status,reported,expected\r\n");
}
END_TEST

START_TEST(csv_for_people_has_words)
{
    ck_assert_str_eq(
        world_ask(world, SMALL "&format=csv&bom=1&lang=en"),
        "\xEF\xBB\xBFIndicator,Area,gender,Period,Value,Unit,Status,Meaning of "
        "the status,Schools reported,Schools expected,Revision\r\n"
        "在校生,Test City,Male,2021-03-01,1,persons,A,Normal,1,4,7\r\n"
        "在校生,Test City,Female,2021-03-01,2,persons,A,Normal,1,4,7\r\n");
    ck_assert_str_eq(
        world_ask(world, "indicator=students&period=1999-03-01&format=csv"
                         "&bom=1&labels=both"),
        "\xEF\xBB\xBF指标代码,指标,地区代码,地区,时期,数值,单位,状态,状态说明,"
        "已报学校数,应报学校数,数据版本\r\n");
}
END_TEST

START_TEST(ndjson_is_as_promised)
{
    ck_assert_str_eq(
        world_ask(world, SMALL "&format=ndjson"),
        "{\"indicator\":\"students\",\"area\":\"T1\",\"gender\":\"1\","
        "\"period\":\"2021-03-01\",\"value\":1,\"status\":\"A\","
        "\"reported\":1,\"expected\":4}\n"
        "{\"indicator\":\"students\",\"area\":\"T1\",\"gender\":\"2\","
        "\"period\":\"2021-03-01\",\"value\":2,\"status\":\"A\","
        "\"reported\":1,\"expected\":4}\n");
    ck_assert_str_eq(
        world_ask(world, "indicator=students&period=1999&format=ndjson"), "");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_page");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, rows_come_in_total_order);
    tcase_add_test(tcase, pages_of_any_size_join_to_the_whole);
    tcase_add_test(tcase, what_fits_one_window_is_one_read);
    tcase_add_test(tcase, a_window_ends_where_its_work_would_grow_too_large);
    tcase_add_test(tcase, what_has_no_cell_is_not_read);
    tcase_add_test(tcase, a_cursor_stays_good_when_data_are_added);
    tcase_add_test(tcase, a_cursor_between_two_periods_goes_on_behind_it);
    tcase_add_test(tcase, a_cursor_of_another_question_is_refused);
    tcase_add_test(tcase, a_cursor_behind_the_end_gives_an_empty_page);
    tcase_add_test(tcase, base64_is_read_only_as_it_is_written);
    tcase_add_test(tcase, a_grid_has_a_maximum);
    tcase_add_test(tcase, the_cells_of_one_series_have_a_maximum);
    tcase_add_test(tcase, json_is_as_promised);
    tcase_add_test(tcase, csv_is_as_promised);
    tcase_add_test(tcase, csv_for_people_has_words);
    tcase_add_test(tcase, ndjson_is_as_promised);
    suite_add_tcase(suite, tcase);
    return suite;
}
