#include "formats/sdmx.h"
#include "formats/sdmx_id.h"

#include <string.h>

#include "unit.h"

static struct arena arena;
static struct buffer out;

static void set_up(void)
{
    arena_init(&arena);
    buffer_init(&out, 0);
}

static void tear_down(void)
{
    buffer_fini(&out);
    arena_fini(&arena);
}

/* --- ids --- */

START_TEST(a_code_that_is_an_id_stays)
{
    const char *code = "a-Z_09";
    ck_assert_ptr_eq(sdmx_id(&arena, code), code);
}
END_TEST

START_TEST(other_bytes_are_written_in_hexadecimal)
{
    ck_assert_str_eq(sdmx_id(&arena, "中职"), "$E4$B8$AD$E8$81$8C");
    ck_assert_str_eq(sdmx_id(&arena, "a b,c"), "a$20b$2Cc");
    ck_assert_str_eq(sdmx_id(&arena, "2.5+"), "2$2E5$2B");
}
END_TEST

/* Else two codes would have one id. */
START_TEST(the_mark_itself_is_written_so_too)
{
    ck_assert_str_eq(sdmx_id(&arena, "$20"), "$2420");
    ck_assert_str_eq(sdmx_id(&arena, "1@2"), "1$402");
}
END_TEST

START_TEST(a_component_begins_with_a_letter_and_is_none_of_sdmx)
{
    const char *code = "major_cat";
    ck_assert_ptr_eq(sdmx_component_id(&arena, code), code);
    ck_assert_str_eq(sdmx_component_id(&arena, "2d"), "D_2d");
    ck_assert_str_eq(sdmx_component_id(&arena, "_x"), "D__x");
    ck_assert_str_eq(sdmx_component_id(&arena, "FREQ"), "D_FREQ");
    ck_assert_str_eq(sdmx_component_id(&arena, "D_FREQ"), "D_D_FREQ");
    ck_assert_str_eq(sdmx_component_id(&arena, "Freq"), "Freq");
}
END_TEST

/* --- a small message --- */

static const struct sdmx_value PLACES[] = {
    {.id = "T1", .name = {"省", "Province"}},
    {.id = "$E4", .code = "\xE4", .name = {"省", NULL}},
};
static const struct sdmx_value TIMES[] = {
    {.id = "2024-A1",
     .name = {"2024AY", "2024AY"},
     .first = 20240901,
     .last = 20250831},
    {.code = "2024-01-01/P8M", .first = 20240101, .last = 20240831},
};
static const struct sdmx_value LETTERS[] = {
    {.id = "A", .name = {"正常值", "Normal"}},
    {.id = "Q", .name = {"不予公布", "Suppressed"}},
};

static const struct row {
    int place, time;
    struct table_cell value;
    int status;
} ROWS[] = {
    {0, 0, {.type = TABLE_NUMBER, .decimals = 2, .number = -5}, 0},
    {0, 1, {.type = TABLE_NULL}, 1},
    {1, 0, {.type = TABLE_NUMBER, .number = 7}, 0},
};

static void fill_row(void *ctx, int number, struct sdmx_row *row)
{
    const struct row *from = &ROWS[number];
    (void)ctx;
    row->keys[0] = from->place;
    row->keys[1] = from->time;
    row->cells[2] = from->value;
    row->cells[3] = (struct table_cell){.type = TABLE_NUMBER, .decimals = 0};
    row->cells[4] =
        (struct table_cell){.type = TABLE_NUMBER, .number = from->status};
}

static void set(struct sdmx_component *component,
                const struct sdmx_value *values, int count)
{
    component->values = values;
    component->count = count;
}

static const struct sdmx_message *message(int rows)
{
    static const struct sdmx_note NOTES[] = {
        {.type = "WARNING", .value = "w", .text = {"注", "note"}}};
    static struct sdmx_message made;
    made = (struct sdmx_message){
        .id = "m",
        .prepared = "2024-09-12T08:00:00Z",
        .agency = "X",
        .flow = "F",
        .flow_name = {"流", "Flow"},
        .lang = LANG_EN,
        .notes = NOTES,
        .note_count = 1,
        .rows = rows,
        .row = fill_row,
    };
    set(sdmx_add(&made, SDMX_DIMENSION, "P", (struct words){"地", "Place"}),
        PLACES, 2);
    struct sdmx_component *time =
        sdmx_add(&made, SDMX_DIMENSION, "T", (struct words){"时", "Time"});
    set(time, TIMES, 2);
    time->type = "ObservationalTimePeriod";
    sdmx_add(&made, SDMX_MEASURE, "V", (struct words){"值", "Value"})->type =
        "Decimal";
    struct sdmx_component *unit =
        sdmx_add(&made, SDMX_SERIES_ATTRIBUTE, "U", (struct words){"", "Unit"});
    unit->depends = "P";
    set(unit, LETTERS, 1);
    set(sdmx_add(&made, SDMX_ATTRIBUTE, "S", (struct words){"态", "Status"}),
        LETTERS, 2);
    struct sdmx_component *all =
        sdmx_add(&made, SDMX_SET_ATTRIBUTE, "R", (struct words){"版", "Rev"});
    all->type = "Integer";
    all->set = (struct table_cell){.type = TABLE_NUMBER, .number = 17};
    return &made;
}

#define SET_AT "\"annotations\":[0],\"attributes\":[17],\"series\":"

START_TEST(json_has_a_series_for_each_key)
{
    sdmx_json_write(message(3), &out);
    ck_assert(!out.failed);
    ck_assert_ptr_nonnull(
        strstr(out.data, SET_AT
               "{\"0\":{\"attributes\":[0],\"observations\":{\"0\":[-0.05,0],"
               "\"1\":[null,1]}},\"1\":{\"attributes\":[0],\"observations\":"
               "{\"0\":[7,0]}}}"));
}
END_TEST

START_TEST(json_of_no_rows_has_no_series)
{
    sdmx_json_write(message(0), &out);
    ck_assert_ptr_nonnull(strstr(out.data, SET_AT "{}"));
}
END_TEST

START_TEST(json_says_which_code_an_id_stands_for)
{
    sdmx_json_write(message(1), &out);
    ck_assert_ptr_nonnull(strstr(
        out.data, "{\"id\":\"$E4\",\"name\":\"省\",\"names\":{\"zh\":\"省\"},"
                  "\"annotations\":[1]}"));
    ck_assert_ptr_nonnull(
        strstr(out.data,
               "\"annotations\":[{\"type\":\"WARNING\",\"value\":\"w\","
               "\"text\":\"note\",\"texts\":{\"zh\":\"注\",\"en\":\"note\"}},"
               "{\"type\":\"CODE\",\"value\":\"\xEF\xBF\xBD\"}]"));
}
END_TEST

START_TEST(a_range_of_time_is_a_value_and_no_id)
{
    sdmx_json_write(message(1), &out);
    ck_assert_ptr_nonnull(
        strstr(out.data, "{\"value\":\"2024-01-01/P8M\",\"start\":\"2024-01-"
                         "01T00:00:00Z\",\"end\":\"2024-08-31T23:59:59Z\"}"));
}
END_TEST

START_TEST(csv_has_ids)
{
    sdmx_csv_write(message(2), SDMX_LABELS_ID, &out);
    ck_assert_str_eq(out.data, "STRUCTURE,STRUCTURE_ID,ACTION,P,T,V,U,S,R\r\n"
                               "dataflow,X:F(1.0.0),I,T1,2024-A1,-0.05,A,A,17"
                               "\r\n"
                               "dataflow,X:F(1.0.0),I,T1,2024-01-01/P8M,,A,Q,17"
                               "\r\n");
}
END_TEST

START_TEST(csv_has_ids_and_names_in_one_cell)
{
    sdmx_csv_write(message(1), SDMX_LABELS_BOTH, &out);
    ck_assert_str_eq(out.data,
                     "STRUCTURE,STRUCTURE_ID,ACTION,P: Place,T: Time,V: Value,"
                     "U: Unit,S: Status,R: Rev\r\n"
                     "dataflow,X:F(1.0.0): Flow,I,T1: Province,2024-A1,-0.05,"
                     "A: Normal,A: Normal,17\r\n");
}
END_TEST

START_TEST(csv_has_names_in_columns_of_their_own)
{
    sdmx_csv_write(message(1), SDMX_LABELS_NAME, &out);
    ck_assert_str_eq(out.data,
                     "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,P,Place,T,"
                     "Time,V,Value,U,Unit,S,Status,R,Rev\r\n"
                     "dataflow,X:F(1.0.0),Flow,I,T1,Province,2024-A1,,-0.05,,A,"
                     "Normal,A,Normal,17,\r\n");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sdmx");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_code_that_is_an_id_stays);
    tcase_add_test(tcase, other_bytes_are_written_in_hexadecimal);
    tcase_add_test(tcase, the_mark_itself_is_written_so_too);
    tcase_add_test(tcase, a_component_begins_with_a_letter_and_is_none_of_sdmx);
    tcase_add_test(tcase, json_has_a_series_for_each_key);
    tcase_add_test(tcase, json_of_no_rows_has_no_series);
    tcase_add_test(tcase, json_says_which_code_an_id_stands_for);
    tcase_add_test(tcase, a_range_of_time_is_a_value_and_no_id);
    tcase_add_test(tcase, csv_has_ids);
    tcase_add_test(tcase, csv_has_ids_and_names_in_one_cell);
    tcase_add_test(tcase, csv_has_names_in_columns_of_their_own);
    suite_add_tcase(suite, tcase);
    return suite;
}
