/* The records of imports and their faults, as they are read back. */
#include "fake_op.h"
#include "ingest/import_backlog.h"
#include "ingest/import_lane.h"
#include "ops/import_record.h"
#include "ops/limits.h"
#include "ops/ops.h"

/* Nothing is under way here; what is, is tested end to end. */
struct import_job *import_backlog_find(const struct import_backlog *backlog,
                                       const char *actor, const char *id)
{
    (void)backlog;
    (void)actor;
    (void)id;
    return NULL;
}

struct import_job *import_backlog_next(const struct import_backlog *backlog,
                                       const struct import_job *job)
{
    (void)backlog;
    (void)job;
    return NULL;
}

bool import_backlog_acknowledged(const struct import_job *job)
{
    (void)job;
    return false;
}

int import_lane_ahead(const struct import_lane *lane,
                      const struct import_job *job)
{
    (void)lane;
    (void)job;
    return 0;
}

#define ID "6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c11"
#define OTHER_ID "00000000-0000-4000-8000-000000000001"
#define REVERT_ID "00000000-0000-4000-8000-000000000009"
#define COLUMNS 27

/* As import_columns.inc.sql gives it. */
static const char *const RECORD[COLUMNS] = {ID,
                                            "observations",
                                            "rejected",
                                            "17",
                                            "f",
                                            "abc",
                                            "1234",
                                            "a\"b.csv",
                                            NULL,
                                            "abort",
                                            "nightly",
                                            "req-9",
                                            "key-1",
                                            "2024-09-12T08:00:00Z",
                                            "10",
                                            "20",
                                            "0",
                                            "0",
                                            "0",
                                            "3",
                                            "3",
                                            "422",
                                            "1726128000000001",
                                            "0",
                                            NULL,
                                            REVERT_ID,
                                            NULL};

static void setup(void)
{
    fake_setup();
    fake.op.actor.role = ROLE_SUBMITTER;
    fake.op.actor.name = "nightly";
    fake.op.args[0] = ID;
}

static void answer_record(void)
{
    fake_rows(1, COLUMNS, RECORD);
}

#define FINDING_COLUMNS 12

/* One of them; first the findings are asked for. */
static void get_import(void)
{
    op_import_get(&fake.op);
    ck_assert_str_eq(fake.query->params[0], ID);
    fake_rows(0, FINDING_COLUMNS, NULL);
}

/* --- ids and cursors --- */

static const char *const BAD_IDS[] = {"",
                                      "x",
                                      "6f2d0a3e7c0b4d0d9a535f1f7f1f2c11",
                                      ID "0",
                                      "6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c1",
                                      "6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c1g",
                                      "6f2d0a3e_7c0b_4d0d_9a53_5f1f7f1f2c11"};

START_TEST(knows_an_id_when_it_sees_one)
{
    ck_assert(import_record_id_valid(ID));
    ck_assert(import_record_id_valid("6F2D0A3E-7C0B-4D0D-9A53-5F1F7F1F2C11"));
}
END_TEST

START_TEST(what_is_no_id_is_not_found_without_asking)
{
    ck_assert(!import_record_id_valid(BAD_IDS[_i]));
    fake.op.args[0] = BAD_IDS[_i];
    op_import_get(&fake.op);
    ck_assert_int_eq(fake.status, 404);
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

START_TEST(a_cursor_comes_back_as_its_parts)
{
    const struct db_result result = {1, COLUMNS, RECORD};
    char cursor[IMPORT_CURSOR_SIZE];
    const char *us = NULL;
    const char *id = NULL;
    import_record_cursor(&result, 0, cursor);
    ck_assert(import_record_cursor_parse(cursor, &us, &id));
    ck_assert_str_eq(us, "1726128000000001");
    ck_assert_str_eq(id, ID);
}
END_TEST

static const char *const BAD_CURSORS[] = {
    "",     "-",         "1",
    "1-",   "x-" ID,     "-1-" ID,
    "1" ID, "1-" ID "x", "1234567890123456789-" ID};

START_TEST(other_cursors_are_refused)
{
    fake_param("cursor", BAD_CURSORS[_i]);
    op_imports_list(&fake.op);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"code\":\"bad_cursor\"");
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

/* --- one record --- */

START_TEST(a_record_has_every_field)
{
    get_import();
    answer_record();
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(
        fake.body.data,
        "{\"id\":\"" ID "\",\"kind\":\"observations\",\"state\":\"rejected\","
        "\"revision\":17,\"changed\":false,"
        "\"received_at\":\"2024-09-12T08:00:00Z\",\"actor\":\"nightly\","
        "\"request_id\":\"req-9\",\"idempotency_key\":\"key-1\","
        "\"file_name\":\"a\\\"b.csv\",\"sha256\":\"abc\",\"bytes\":1234,"
        "\"profile\":null,\"on_error\":\"abort\",\"status\":422,"
        "\"rows\":{\"read\":10,\"inserted\":0,\"updated\":0,\"unchanged\":0,"
        "\"rejected\":3},\"observations\":20,\"error_count\":3,"
        "\"errors_csv\":\"/v1/imports/" ID "/errors.csv\",\"reverts\":null,"
        "\"reverted_by\":\"" REVERT_ID
        "\",\"failure\":null,\"finding_count\":0,"
        "\"findings\":[]}\n");
}
END_TEST

START_TEST(a_revert_tells_what_it_took_back_and_removed)
{
    const char *row[COLUMNS];
    memcpy(row, RECORD, sizeof(row));
    row[COLUMNS - 4] = "8";
    row[COLUMNS - 3] = OTHER_ID;
    row[COLUMNS - 2] = NULL;
    get_import();
    fake_rows(1, COLUMNS, row);
    ck_assert_contains(fake.body.data, "\"rejected\":3,\"deleted\":8}");
    ck_assert_contains(fake.body.data,
                       "\"reverts\":\"" OTHER_ID "\",\"reverted_by\":null,");
}
END_TEST

static const char *const FINDING[FINDING_COLUMNS] = {
    "7",        "rule_explained", "V-16",     "W",    "70 … 130", "200",
    "S1 enrol", "搬迁",           "变动过大", "jump", "表!D7",    "101",
};

START_TEST(a_record_tells_what_rules_let_pass)
{
    const char *row[COLUMNS];
    memcpy(row, RECORD, sizeof(row));
    row[20] = "0"; /* errors */
    op_import_get(&fake.op);
    fake_rows(1, FINDING_COLUMNS, FINDING);
    fake_rows(1, COLUMNS, row);
    ck_assert_contains(fake.body.data, "\"errors_csv\":\"/v1/imports/" ID);
    ck_assert_contains(
        fake.body.data,
        "\"finding_count\":101,\"findings\":[{\"line\":7,\"column\":null,"
        "\"cell\":\"表!D7\","
        "\"code\":\"rule_explained\","
        "\"message\":\"V-16:变动过大(应为 70 … 130,已说明)\","
        "\"rule\":\"V-16\",\"level\":\"W\",\"subject\":\"S1 enrol\","
        "\"expected\":\"70 … 130\",\"explanation\":\"搬迁\","
        "\"value\":\"200\"}]}");
}
END_TEST

START_TEST(a_submitter_asks_for_what_is_his_own)
{
    get_import();
    ck_assert_str_eq(fake.query->params[0], ID);
    ck_assert_str_eq(fake.query->params[1], "nightly");
    fake_rows(0, COLUMNS, NULL);
    ck_assert_int_eq(fake.status, 404);
}
END_TEST

START_TEST(an_administrator_asks_for_anybody_s)
{
    fake.op.actor.role = ROLE_ADMIN;
    get_import();
    ck_assert_ptr_null(fake.query->params[1]);
    answer_record();
}
END_TEST

/* --- the list --- */

START_TEST(a_list_asks_for_one_more_than_it_shows)
{
    static const char *rows[3 * COLUMNS];
    fake_param("limit", "2");
    fake_param("kind", "observations");
    fake_param("state", "rejected");
    fake_param("cursor", "55-" OTHER_ID);
    op_imports_list(&fake.op);
    ck_assert_str_eq(fake.query->params[0], "observations");
    ck_assert_str_eq(fake.query->params[1], "rejected");
    ck_assert_str_eq(fake.query->params[2], "nightly");
    ck_assert_str_eq(fake.query->params[3], "55");
    ck_assert_str_eq(fake.query->params[4], OTHER_ID);
    ck_assert_str_eq(fake.query->params[5], "3");
    for (int i = 0; i < 3; i++) {
        memcpy(&rows[i * COLUMNS], RECORD, sizeof(RECORD));
    }
    rows[2 * COLUMNS] = OTHER_ID;
    fake_rows(3, COLUMNS, rows);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_contains(fake.body.data, "\"next\":\"1726128000000001-" ID "\"}");
    ck_assert_ptr_null(strstr(fake.body.data, OTHER_ID));
}
END_TEST

START_TEST(the_last_page_has_no_next)
{
    op_imports_list(&fake.op);
    answer_record();
    ck_assert_contains(fake.body.data, "\"next\":null}");
}
END_TEST

START_TEST(unknown_kinds_and_states_are_refused_together)
{
    fake_param("kind", "pupils");
    fake_param("state", "lost");
    op_imports_list(&fake.op);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"path\":\"kind\"");
    ck_assert_contains(fake.body.data, "\"path\":\"state\"");
}
END_TEST

/* --- errors.csv --- */

#define FAULT_COLUMNS 13

static const char *const FAULTS[] = {
    "1",       "7",      "period",     "bad_period", "2024M13", NULL, NULL,
    "2024M13", "表3!D7", NULL,         NULL,         NULL,      NULL, "2",
    "9",       NULL,     "bad_number", "=1+1",       NULL,      NULL, "=1+1",
    NULL,      NULL,     NULL,         NULL,         NULL,
};

static const char *const BROKEN[] = {
    "3",   "11", NULL,       "rule_broken", "V-16",     "W",    "70 … 130",
    "200", NULL, "S1 enrol", NULL,          "变动过大", "jump",
};

static void begin_errors(void)
{
    op_import_errors(&fake.op);
    answer_record();
    ck_assert_str_eq(fake.query->params[0], ID);
    ck_assert_str_eq(fake.query->params[1], "0");
}

START_TEST(faults_are_written_as_csv)
{
    begin_errors();
    fake_rows(2, FAULT_COLUMNS, FAULTS);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake.type, "text/csv; charset=utf-8; header=present");
    ck_assert(fake.ended);
    ck_assert_str_eq(
        fake.body.data,
        "line,column,code,message_zh,message_en,value,cell,"
        "rule,level,subject,expected,explanation\r\n"
        "7,period,bad_period,“2024M13”不是有效的时期,"
        "\"\"\"2024M13\"\" is not a period\",2024M13,表3!D7,,,,,\r\n"
        "9,,bad_number,“=1+1”不是规范的数字,"
        "\"\"\"=1+1\"\" is not a plain number\",'=1+1,,,,,,\r\n");
}
END_TEST

START_TEST(findings_are_written_as_csv)
{
    begin_errors();
    fake_rows(1, FAULT_COLUMNS, BROKEN);
    ck_assert_contains(
        fake.body.data,
        "11,,rule_broken,V-16:变动过大(应为 70 … 130),"
        "V-16: jump (expected 70 … 130),200,,V-16,W,S1 enrol,70 … 130,\r\n");
}
END_TEST

START_TEST(a_byte_order_mark_comes_on_request)
{
    fake_param("bom", "1");
    begin_errors();
    fake_rows(0, FAULT_COLUMNS, NULL);
    ck_assert_int_eq(strncmp(fake.body.data, "\xEF\xBB\xBFline,", 8), 0);
    ck_assert(fake.ended);
}
END_TEST

START_TEST(errors_of_another_s_import_are_not_found)
{
    op_import_errors(&fake.op);
    ck_assert_str_eq(fake.query->params[1], "nightly");
    fake_rows(0, COLUMNS, NULL);
    ck_assert_int_eq(fake.status, 404);
    ck_assert(!fake.begun);
}
END_TEST

static void answer_full_page(const char *last)
{
    static const char *rows[LIMITS_ERRORS_PAGE * FAULT_COLUMNS];
    for (int i = 0; i < LIMITS_ERRORS_PAGE; i++) {
        memcpy(&rows[i * FAULT_COLUMNS], FAULTS, FAULT_COLUMNS * sizeof(*rows));
    }
    rows[(LIMITS_ERRORS_PAGE - 1) * FAULT_COLUMNS] = last;
    fake_rows(LIMITS_ERRORS_PAGE, FAULT_COLUMNS, rows);
}

START_TEST(a_full_page_is_followed_by_the_next)
{
    begin_errors();
    answer_full_page("500");
    ck_assert(!fake.ended);
    ck_assert_str_eq(fake.query->params[1], "500");
    fake_rows(0, FAULT_COLUMNS, NULL);
    ck_assert(fake.ended);
}
END_TEST

START_TEST(a_slow_reader_is_waited_for)
{
    begin_errors();
    fake.wait = true;
    answer_full_page("500");
    ck_assert_ptr_null(fake.query);
    ck_assert_ptr_nonnull(fake.on_room);
    fake.on_room(&fake.req);
    ck_assert_str_eq(fake.query->params[1], "500");
    fake_rows(1, FAULT_COLUMNS, FAULTS);
    ck_assert(fake.ended);
}
END_TEST

START_TEST(a_failure_half_way_breaks_the_reply_off)
{
    begin_errors();
    answer_full_page("500");
    fake_db_error(FAULT_UNAVAILABLE);
    ck_assert(fake.aborted);
    ck_assert_int_eq(fake.replies, 1);
}
END_TEST

START_TEST(a_failure_before_the_first_page_is_a_problem)
{
    begin_errors();
    fake_db_error(FAULT_UNAVAILABLE);
    ck_assert_int_eq(fake.status, 503);
    ck_assert(!fake.begun);
}
END_TEST

static TCase *records(void)
{
    TCase *tc = tcase_create("records");
    tcase_add_checked_fixture(tc, setup, fake_teardown);
    tcase_add_test(tc, knows_an_id_when_it_sees_one);
    tcase_add_loop_test(tc, what_is_no_id_is_not_found_without_asking, 0,
                        (int)ARRAY_LEN(BAD_IDS));
    tcase_add_test(tc, a_cursor_comes_back_as_its_parts);
    tcase_add_loop_test(tc, other_cursors_are_refused, 0,
                        (int)ARRAY_LEN(BAD_CURSORS));
    tcase_add_test(tc, a_record_has_every_field);
    tcase_add_test(tc, a_revert_tells_what_it_took_back_and_removed);
    tcase_add_test(tc, a_record_tells_what_rules_let_pass);
    tcase_add_test(tc, a_submitter_asks_for_what_is_his_own);
    tcase_add_test(tc, an_administrator_asks_for_anybody_s);
    tcase_add_test(tc, a_list_asks_for_one_more_than_it_shows);
    tcase_add_test(tc, the_last_page_has_no_next);
    tcase_add_test(tc, unknown_kinds_and_states_are_refused_together);
    return tc;
}

static TCase *errors_csv(void)
{
    TCase *tc = tcase_create("errors_csv");
    tcase_add_checked_fixture(tc, setup, fake_teardown);
    tcase_add_test(tc, faults_are_written_as_csv);
    tcase_add_test(tc, findings_are_written_as_csv);
    tcase_add_test(tc, a_byte_order_mark_comes_on_request);
    tcase_add_test(tc, errors_of_another_s_import_are_not_found);
    tcase_add_test(tc, a_full_page_is_followed_by_the_next);
    tcase_add_test(tc, a_slow_reader_is_waited_for);
    tcase_add_test(tc, a_failure_half_way_breaks_the_reply_off);
    tcase_add_test(tc, a_failure_before_the_first_page_is_a_problem);
    return tc;
}

Suite *unit_suite(void)
{
    Suite *suite = suite_create("import_ops");
    suite_add_tcase(suite, records());
    suite_add_tcase(suite, errors_csv());
    return suite;
}
