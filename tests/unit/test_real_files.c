#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest_fixture.h"
#include "unit.h"

/*
 * The real sets, read by their profiles alone: the sums must be the printed
 * ones (tests/data/tw_moe and uk_fe, README.md of each).
 */

static struct catalogue *cat;
static struct fixture *fx;
static struct profile *profile;

/* --- a catalogue from the set's own indicators.csv and dimensions.csv --- */

static void add_indicators(const struct fixture *reader)
{
    for (int i = 0; i < reader->record_count; i++) {
        const struct seen_record *record = &reader->records[i];
        struct indicator row = {
            .id = i + 1,
            .code = record->fields[0],
            .name_zh = record->fields[1],
            .name_en = record->fields[2],
            .unit = record->fields[3],
            .kind = strcmp(record->fields[4], "stock") == 0 ? INDICATOR_STOCK
                                                            : INDICATOR_FLOW,
            .agg_schools = "sum",
            .agg_time = record->fields[8],
            .period_type = record->fields[9],
            .breakdowns = record->fields[10],
            .direction = "",
            .source = "",
            .multiplier = 1,
        };
        catalogue_add_indicator(cat, &row);
    }
}

static void add_dimensions(const struct fixture *reader)
{
    int dimensions = 0;
    const char *last = "";
    for (int i = 0; i < reader->record_count; i++) {
        const struct seen_record *record = &reader->records[i];
        if (strcmp(last, record->fields[0]) != 0) {
            struct dimension row = {
                .id = ++dimensions,
                .code = record->fields[0],
                .partition = strcmp(record->fields[1], "partition") == 0,
            };
            catalogue_add_dimension(cat, &row);
            last = record->fields[0];
        }
        struct member row = {
            .id = i + 1,
            .dimension = dimensions,
            .order = atoi(record->fields[2]),
            .code = record->fields[3],
            .name_zh = record->fields[4],
            .name_en = record->fields[5],
            .note = "",
        };
        catalogue_add_member(cat, &row);
    }
}

static void use_set(const char *set, const char *profile_name)
{
    struct error err = {0};
    char name[64];
    size_t len = 0;
    struct fixture *reader = fixture_new();
    cat = catalogue_new();
    const struct area root = {.id = 1,
                              .code = "R",
                              .name_zh = "R",
                              .name_en = "",
                              .level = "country"};
    catalogue_add_area(cat, &root);
    reader->options.kind = IMPORT_INDICATORS;
    snprintf(name, sizeof(name), "%s/indicators.csv", set);
    fixture_read_data(reader, name);
    add_indicators(reader);
    reader->options.kind = IMPORT_DIMENSIONS;
    snprintf(name, sizeof(name), "%s/dimensions.csv", set);
    fixture_read_data(reader, name);
    add_dimensions(reader);
    ck_assert(catalogue_finish(cat, &err));
    fixture_free(reader);
    fx = fixture_of(cat);
    snprintf(name, sizeof(name), "profiles/%s.json", profile_name);
    char *json = fixture_data(name, &len);
    profile = profile_compile(json, len, &err);
    ck_assert_msg(profile != NULL, "%s", err.args[0]);
    fx->options.profile = profile;
    free(json);
}

static void teardown(void)
{
    profile_free(profile);
    profile = NULL;
    fixture_free(fx);
}

static void no_faults(void)
{
    ck_assert_msg(fx->fault_count == 0, "%s in line %d, %s: %s",
                  fault_code(fx->faults[0].fault), fx->faults[0].line,
                  fx->faults[0].column, fx->faults[0].value);
}

/* --- Taiwan --- */

static bool has_member(struct fixture *fixture, int cell, int dimension,
                       int member)
{
    const struct cell *row = cells_cell(fixture->cells, cell);
    const struct breakdown *breakdown =
        cells_breakdown(fixture->cells, row->breakdown);
    const struct cells_members *lookup = newcomers_lookup(fixture->newcomers);
    for (int i = 0; i < breakdown->count; i++) {
        if (lookup->dimension_of(lookup, breakdown->members[i]) == dimension) {
            return breakdown->members[i] == member;
        }
    }
    return false;
}

/* sums: 0 all, 1 vocational, 2 Taoyuan, 3 Taichung (two codes) */
static void add_tw(struct fixture *fixture, const struct observation *obs)
{
    int system = catalogue_dimension(fixture->cat, "system", 6)->id;
    int vocational = newcomers_member(fixture->newcomers, system, "2", 1);
    int area = newcomers_school_area(fixture->newcomers, obs->school);
    const char *code = newcomers_area_row(fixture->newcomers, area)->code;
    ck_assert(obs->has_value);
    fixture->sums[0] += obs->value;
    if (has_member(fixture, obs->cell, system, vocational)) {
        fixture->sums[1] += obs->value;
    }
    if (strcmp(code, "03") == 0) {
        fixture->sums[2] += obs->value;
    }
    if (strcmp(code, "06") == 0 || strcmp(code, "19") == 0) {
        fixture->sums[3] += obs->value;
    }
}

struct tw_year {
    const char *file, *period;
    int rows;
    int64_t all, vocational, taoyuan, taichung; /* 0: not printed */
};

static const struct tw_year TW_YEARS[] = {
    {"103", "2014AY", 895, 1339849, 661194, 111459, 0},
    {"104", "2015AY", 876, 1332445, 653457, 109869, 0},
    {"105", "2016AY", 851, 1309441, 636602, 0, 0},
    {"106", "2017AY", 838, 1273894, 611445, 0, 188641},
    {"107", "2018AY", 812, 1244822, 594374, 0, 186363},
};

static void read_tw_year(const struct tw_year *year)
{
    char name[64];
    const struct reader_default period = {"period", year->period};
    snprintf(name, sizeof(name), "tw_moe/%s_student.csv", year->file);
    fx->options.defaults = &period;
    fx->options.default_count = 1;
    fx->on_observation = add_tw;
    fixture_read_data(fx, name);
    no_faults();
    ck_assert_int_eq(fx->rows, year->rows);
    ck_assert_int_eq(fx->observation_count, year->rows * 16);
    ck_assert_int_eq(fx->sums[0], year->all);
    ck_assert_int_eq(fx->sums[1], year->vocational);
    if (year->taoyuan != 0) {
        ck_assert_int_eq(fx->sums[2], year->taoyuan);
    }
    if (year->taichung != 0) {
        ck_assert_int_eq(fx->sums[3], year->taichung);
    }
}

START_TEST(taiwan_has_the_printed_totals)
{
    size_t count = 0;
    use_set("tw_moe", "tw_students");
    for (size_t i = 0; i < sizeof(TW_YEARS) / sizeof(TW_YEARS[0]); i++) {
        read_tw_year(&TW_YEARS[i]);
    }
    const struct area *areas = newcomers_areas(fx->newcomers, &count);
    ck_assert_uint_eq(count, 24);
    ck_assert_str_eq(areas[0].code, "30");
    ck_assert_str_eq(areas[0].name_zh, "臺北市");
    const struct school *schools = newcomers_schools(fx->newcomers, &count);
    ck_assert_str_eq(schools[0].code, "0001");
    ck_assert_str_eq(schools[0].name_zh, "國立政治大學");
}
END_TEST

START_TEST(a_renamed_county_is_the_same_county)
{
    use_set("tw_moe", "tw_students");
    read_tw_year(&TW_YEARS[0]);
    ck_assert_int_eq(fx->warning_count, 0);
    read_tw_year(&TW_YEARS[1]);
    bool told = false;
    for (int i = 0; i < fx->warning_count; i++) {
        told =
            told || (strcmp(fx->warnings[i].code, "area_name_differs") == 0 &&
                     strcmp(fx->warnings[i].subject, "03") == 0);
    }
    ck_assert(told);
}
END_TEST

START_TEST(letters_that_two_levels_share_do_not_merge_them)
{
    use_set("tw_moe", "tw_students");
    read_tw_year(&TW_YEARS[0]);
    int level = catalogue_dimension(fx->cat, "level", 5)->id;
    int a = newcomers_member(fx->newcomers, level, "B 四技", strlen("B 四技"));
    int b = newcomers_member(fx->newcomers, level, "B 學士", strlen("B 學士"));
    ck_assert_int_ne(a, 0);
    ck_assert_int_ne(b, 0);
    ck_assert_int_ne(a, b);
}
END_TEST

/* --- England --- */

/* sums[y]: completions of 2013AY + y; sums[3 + y]: suppressed or not there */
static void add_uk(struct fixture *fixture, const struct observation *obs)
{
    const struct cell *cell = cells_cell(fixture->cells, obs->cell);
    int year = cell->period / 1000 - 2013;
    ck_assert_int_ge(year, 0);
    ck_assert_int_le(year, 2);
    fixture->sums[year] += obs->value;
    fixture->sums[3 + year] += !obs->has_value;
    ck_assert_int_eq(obs->has_value ? 'A' : obs->status, obs->status);
}

START_TEST(one_heading_may_hold_several_years)
{
    use_set("uk_fe", "uk_completions");
    fx->on_observation = add_uk;
    fixture_read_data(fx, "uk_fe/summary.csv");
    no_faults();
    ck_assert_int_eq(fx->rows, 1189);
    ck_assert_int_eq(fx->observation_count, 3 * 1189);
    ck_assert_int_eq(fx->sums[0], 1584750);
    ck_assert_int_eq(fx->sums[1], 1327670);
    ck_assert_int_eq(fx->sums[2], 1095790);
    ck_assert_int_eq(fx->sums[3], 143 + 120);
    ck_assert_int_eq(fx->sums[4], 156 + 104);
    ck_assert_int_eq(fx->sums[5], 148 + 109);
    ck_assert_int_eq(fx->warning_count, 16);
}
END_TEST

static void add_uk_lldd(struct fixture *fixture, const struct observation *obs)
{
    int category =
        catalogue_dimension(fixture->cat, "learner_category", 16)->id;
    int type = catalogue_dimension(fixture->cat, "learner_type", 12)->id;
    int lldd =
        newcomers_member(fixture->newcomers, category, "LLDD learner", 12);
    int other = newcomers_member(fixture->newcomers, type, "other", 5);
    if (has_member(fixture, obs->cell, category, lldd) &&
        has_member(fixture, obs->cell, type, other)) {
        add_uk(fixture, obs);
    }
}

START_TEST(overlapping_categories_stand_apart)
{
    size_t count = 0;
    use_set("uk_fe", "uk_outcomes");
    fx->on_observation = add_uk_lldd;
    fixture_read_data(fx, "uk_fe/obsm.csv");
    no_faults();
    ck_assert_int_eq(fx->rows, 12891);
    ck_assert_int_eq(fx->sums[0], 166080);
    ck_assert_int_eq(fx->sums[1], 158700);
    ck_assert_int_eq(fx->sums[2], 137400);
    newcomers_members(fx->newcomers, &count);
    ck_assert_uint_eq(count, 56);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("real_files");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, NULL, teardown);
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, taiwan_has_the_printed_totals);
    tcase_add_test(tc, a_renamed_county_is_the_same_county);
    tcase_add_test(tc, letters_that_two_levels_share_do_not_merge_them);
    tcase_add_test(tc, one_heading_may_hold_several_years);
    tcase_add_test(tc, overlapping_categories_stand_apart);
    suite_add_tcase(suite, tc);
    return suite;
}
