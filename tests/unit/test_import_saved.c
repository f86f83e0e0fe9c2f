#include "import_saved.h"

#include <string.h>

#include "platform/macros.h"
#include "unit.h"

#define PROFILE                                           \
    "{\"columns\":[{\"header\":\"s\",\"as\":\"school\"}," \
    "{\"header\":\"v\",\"as\":\"value\"}]}"

static struct import_saved read_back(const struct import_saved *saved)
{
    struct import_saved again;
    struct buffer text;
    struct error err = {0};
    buffer_init(&text, 0);
    import_saved_write(saved, &text);
    ck_assert(import_saved_read(&again, text.data, text.len, &err));
    buffer_fini(&text);
    return again;
}

START_TEST(all_that_was_asked_comes_back)
{
    const struct reader_default defaults[] = {{"period", "2020"},
                                              {"school", "一\"\\\n"}};
    struct import_saved saved = {
        .job = import_job_new(IMPORT_PARTNERSHIPS),
        .actor = {.role = ROLE_SUBMITTER,
                  .name = "me",
                  .schools = {"S1", "S2"},
                  .school_count = 2,
                  .areas = {"A1"},
                  .area_count = 1},
        .lang = LANG_EN,
    };
    struct import_job *job = saved.job;
    job->options.format = READER_NDJSON;
    job->options.charset = "big5";
    job->options.defaults = defaults;
    job->options.default_count = 2;
    job->options.today = 20241127;
    job->validate = true;
    job->skip = true;
    job->rules = true;
    job->explained[0] = (struct import_explanation){"V-16", "搬迁到新校区"};
    job->explained_count = 1;
    job->reverts = "id";
    job->sha256 = "hash";
    job->file_name = "数据.csv";
    job->actor = "me";
    job->request_id = "r1";
    job->idempotency_key = "k1";
    job->fingerprint = "f1";
    struct import_saved again = read_back(&saved);
    const struct import_job *got = again.job;
    ck_assert_int_eq(got->options.kind, IMPORT_PARTNERSHIPS);
    ck_assert_int_eq(got->options.format, READER_NDJSON);
    ck_assert_str_eq(got->options.charset, "big5");
    ck_assert_int_eq(got->options.default_count, 2);
    ck_assert_str_eq(got->options.defaults[1].value, "一\"\\\n");
    ck_assert_int_eq(got->options.today, 20241127);
    ck_assert(got->validate && got->skip && got->rules);
    ck_assert_int_eq(got->explained_count, 1);
    ck_assert_str_eq(got->explained[0].rule, "V-16");
    ck_assert_str_eq(got->explained[0].text, "搬迁到新校区");
    ck_assert_str_eq(got->reverts, "id");
    ck_assert_str_eq(got->file_name, "数据.csv");
    ck_assert_ptr_null(got->profile_name);
    ck_assert_ptr_null(got->profile);
    ck_assert_str_eq(got->idempotency_key, "k1");
    ck_assert_str_eq(got->fingerprint, "f1");
    ck_assert_int_eq(got->received_us, job->received_us);
    ck_assert_int_eq(again.actor.role, ROLE_SUBMITTER);
    ck_assert_str_eq(again.actor.name, "me");
    ck_assert_int_eq(again.actor.school_count, 2);
    ck_assert_str_eq(again.actor.schools[1], "S2");
    ck_assert_str_eq(again.actor.areas[0], "A1");
    ck_assert_int_eq(again.lang, LANG_EN);
    import_job_free(again.job);
    import_job_free(saved.job);
}
END_TEST

START_TEST(the_profile_is_compiled_again)
{
    struct import_saved saved = {
        .job = import_job_new(IMPORT_OBSERVATIONS),
        .profile = PROFILE,
    };
    struct import_job *job = saved.job;
    job->sha256 = job->actor = job->request_id = job->fingerprint = "x";
    struct import_saved again = read_back(&saved);
    ck_assert_ptr_nonnull(again.job->profile);
    ck_assert_ptr_eq(again.job->options.profile, again.job->profile);
    ck_assert_str_eq(again.profile, PROFILE);
    import_job_free(again.job);
    import_job_free(saved.job);
}
END_TEST

START_TEST(what_is_none_is_refused)
{
    static const char *const TEXTS[] = {"", "{", "[]", "{}",
                                        "{\"kind\":\"areas\"}"};
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        struct error err = {0};
        struct import_saved saved;
        ck_assert(!import_saved_read(&saved, TEXTS[i], strlen(TEXTS[i]), &err));
        ck_assert_int_ne(err.fault, FAULT_NONE);
        ck_assert_ptr_null(saved.job);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("import_saved");
    TCase *tcase = tcase_create("import_saved");
    tcase_add_test(tcase, all_that_was_asked_comes_back);
    tcase_add_test(tcase, the_profile_is_compiled_again);
    tcase_add_test(tcase, what_is_none_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
