#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest_fixture.h"
#include "unit.h"

static struct fixture *fx;
static struct profile *profile;

static void setup(void)
{
    fx = fixture_new();
}

static void teardown(void)
{
    profile_free(profile);
    profile = NULL;
    fixture_free(fx);
}

/* A profile whose JSON has ' for ". */
static void use(const char *json)
{
    struct error err = {0};
    char *copy = strdup(json);
    for (char *at = copy; *at != '\0'; at++) {
        *at = *at == '\'' ? '"' : *at;
    }
    profile_free(profile);
    profile = profile_compile(copy, strlen(copy), &err);
    ck_assert_msg(profile != NULL, "%s", err.args[0]);
    fx->options.profile = profile;
    free(copy);
}

static void no_faults(int observations)
{
    ck_assert_msg(fx->fault_count == 0, "%s in line %d, %s: %s",
                  fault_code(fx->faults[0].fault), fx->faults[0].line,
                  fx->faults[0].column, fx->faults[0].value);
    ck_assert_int_eq(fx->observation_count, observations);
}

static void has_fault(int at, int line, const char *column, enum fault fault)
{
    ck_assert_int_gt(fx->fault_count, at);
    ck_assert_str_eq(fault_code(fx->faults[at].fault), fault_code(fault));
    ck_assert_int_eq(fx->faults[at].line, line);
    ck_assert_str_eq(fx->faults[at].column, column);
}

static void is_observation(int at, const char *cell, int school, int64_t value)
{
    ck_assert_int_gt(fx->observation_count, at);
    const struct seen_observation *obs = &fx->observations[at];
    ck_assert_str_eq(fixture_cell(fx, obs->cell), cell);
    ck_assert_int_eq(obs->school, school);
    ck_assert(obs->has_value);
    ck_assert_int_eq(obs->value, value);
}

static void is_missing(int at, char status)
{
    ck_assert_int_gt(fx->observation_count, at);
    ck_assert(!fx->observations[at].has_value);
    ck_assert_int_eq(fx->observations[at].status, status);
}

#define SCHOOL "{'header':'code','as':'school'},"
#define SIMPLE                                                           \
    "{'constants':{'indicator':'students','period':'2018AY'},'columns':" \
    "[" SCHOOL "{'header':'n','as':'value'}]"

START_TEST(a_wide_row_has_many_figures)
{
    use("{'constants':{'indicator':'students','period':'2018AY'},'columns':"
        "[" SCHOOL "{'header':'boys','as':'value','dimensions':{'gender':'1'}},"
        "{'header':'girls','as':'value','dimensions':{'gender':'2'}},"
        "{'header':'new','as':'value','indicator':'intake','period':"
        "'2019AY'}]}");
    fixture_read_text(fx, "code,boys,girls,new\nS1,3,4,5\n0034,6,7,\n");
    no_faults(5);
    is_observation(0, "students/gender=1/2018AY", 1, 3);
    is_observation(1, "students/gender=2/2018AY", 1, 4);
    is_observation(2, "intake//2019AY", 1, 5);
    is_observation(4, "students/gender=2/2018AY", 3, 7);
    ck_assert_int_eq(fx->rows, 2);
}
END_TEST

START_TEST(a_heading_can_say_the_period)
{
    use("{'constants':{'indicator':'intake'},'columns':[" SCHOOL
        "{'header_pattern':'^(\\\\d{4})年$','as':'value','period':'{1}AY'}]}");
    fixture_read_text(fx, "code,2019年\t,2018年\t,\nS1,3\t,4\t,\n");
    no_faults(2);
    is_observation(0, "intake//2019AY", 1, 3);
    is_observation(1, "intake//2018AY", 1, 4);
}
END_TEST

START_TEST(a_heading_that_says_no_period_spoils_the_file)
{
    use("{'constants':{'indicator':'intake'},'columns':[" SCHOOL
        "{'header_pattern':'^(\\\\d+)年$','as':'value','period':'{1}AY'}]}");
    fixture_read_text(fx, "code,2019年,18年\nS1,3,4\n");
    has_fault(0, 1, "18年", FAULT_BAD_PERIOD);
    ck_assert_int_eq(fx->observation_count, 0);
}
END_TEST

START_TEST(rows_of_other_series_can_be_left_out)
{
    use("{'constants':{'period':'2018AY'},'unknown_indicator':'skip',"
        "'columns':[" SCHOOL "{'header':'what','as':'indicator','map':{'招生':"
        "'intake'}},{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,what,n\nS1,招生,3\nS1,博士,4\nS1,博士,5\n"
                          "S1,,6\n");
    ck_assert_int_eq(fx->observation_count, 1);
    is_observation(0, "intake//2018AY", 1, 3);
    has_fault(0, 5, "what", FAULT_EMPTY_CELL);
    ck_assert_int_eq(fx->warning_count, 1);
    ck_assert_str_eq(fx->warnings[0].code, "skipped_indicator");
    ck_assert_str_eq(fx->warnings[0].subject, "博士");
}
END_TEST

#define RATE                                                         \
    "{'tokens':{'x':{'status':'Q'},'.':{'status':'M'}},'constants':" \
    "{'period':'2018AY'},'columns':[" SCHOOL                         \
    "{'header':'rate','as':'rate','indicator':'ratio','of':'all'},"  \
    "{'header':'all','as':'denominator','indicator':'ratio'}]}"

START_TEST(a_rate_and_its_denominator_give_the_numerator)
{
    use(RATE);
    fixture_read_text(fx, "code,rate,all\nS1,0.35,20\n0034,x,x\nS1,.,30\n");
    no_faults(6);
    is_observation(0, "students//2018AY", 1, 7);
    is_observation(1, "teachers//2018AY", 1, 20);
    is_missing(2, 'Q');
    is_missing(3, 'Q');
    is_missing(4, 'M');
    is_observation(5, "teachers//2018AY", 1, 30);
}
END_TEST

START_TEST(a_rate_needs_a_denominator_that_divides)
{
    use(RATE);
    fixture_read_text(fx, "code,rate,all\nS1,0.35,21\nS1,0.35,x\nS1,1e1,20\n"
                          "S1,-5,20\n");
    has_fault(0, 2, "rate", FAULT_TOO_PRECISE);
    has_fault(1, 4, "rate", FAULT_BAD_NUMBER);
    has_fault(2, 5, "rate", FAULT_NEGATIVE);
    ck_assert_int_eq(fx->observation_count, 2);
    is_missing(0, 'Q');
    is_missing(1, 'Q');
}
END_TEST

START_TEST(a_long_file_says_everything_in_its_rows)
{
    use("{'columns':[" SCHOOL
        "{'header':'what','as':'indicator','map':{'在校生':'students'}},"
        "{'header':'year','as':'period','pattern':'^(\\\\d{4})/\\\\d\\\\d$',"
        "'template':'{1}AY'},"
        "{'header':'sex','as':'dimension','dimension':'gender','map':"
        "{'m':'1','f':'2','all':''}},"
        "{'header':'flag','as':'status'},{'header':'why','as':'note'},"
        "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,what,year,sex,flag,why,n\n"
                          "S1,在校生,2014/15,m,,,3\n"
                          "S1,students,2014/15,all,P,first count,7\n"
                          "S1,students,2014/15,f,Q,,\n");
    no_faults(3);
    is_observation(0, "students/gender=1/2014AY", 1, 3);
    is_observation(1, "students//2014AY", 1, 7);
    ck_assert_int_eq(fx->observations[1].status, 'P');
    ck_assert_str_eq(fx->observations[1].note, "first count");
    is_missing(2, 'Q');
}
END_TEST

START_TEST(tokens_and_thousands)
{
    use(SIMPLE ",'thousands':true,'tokens':{'-':{'value':0},'x':{'status':"
               "'Q'},'.':{'status':'M'},'…':{'value':0,'status':'N'}}}");
    fixture_read_text(fx, "code,n\nS1,-\nS1,\"1,299\"\nS1,x\nS1,.\nS1,…\n"
                          "S1,\nS1,\"1,25\"\nS1,暂无\n");
    ck_assert_int_eq(fx->observation_count, 5);
    is_observation(0, "students//2018AY", 1, 0);
    ck_assert_int_eq(fx->observations[0].status, 'A');
    is_observation(1, "students//2018AY", 1, 1299);
    is_missing(2, 'Q');
    is_missing(3, 'M');
    is_observation(4, "students//2018AY", 1, 0);
    ck_assert_int_eq(fx->observations[4].status, 'N');
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 8, "n", FAULT_BAD_NUMBER);
    has_fault(1, 9, "n", FAULT_BAD_NUMBER);
    ck_assert_int_eq(fx->rows, 8);
}
END_TEST

START_TEST(an_empty_cell_is_nothing_unless_it_is_a_token)
{
    use(SIMPLE "}");
    fixture_read_text(fx, "code,n\nS1,\n");
    no_faults(0);
    use(SIMPLE ",'tokens':{'':{'status':'L'}}}");
    fixture_read_text(fx, "code,n\nS1,\n");
    no_faults(1);
    is_missing(0, 'L');
}
END_TEST

START_TEST(a_value_may_have_a_pattern_too)
{
    use("{'constants':{'indicator':'students','period':'2018AY'},'columns':"
        "[" SCHOOL "{'header':'n','as':'value','pattern':'^([0-9]+)人?$',"
        "'template':'{1}'}]}");
    fixture_read_text(fx, "code,n\nS1,12人\nS1,13\nS1,约14人\n");
    ck_assert_int_eq(fx->observation_count, 2);
    is_observation(0, "students//2018AY", 1, 12);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 4, "n", FAULT_NO_MATCH);
}
END_TEST

START_TEST(titles_totals_and_footnotes_are_no_rows)
{
    use("{'skip_lines':2,'header_lines':2,'stop_at':'^(注|数据来源)',"
        "'skip_rows':[{'header':'code','matches':'^(合计|小计)'}],"
        "'constants':{'indicator':'students','period':'2018AY'},'columns':"
        "[" SCHOOL
        "{'header':'人数/男','as':'value','dimensions':{'gender':'1'}},"
        "{'header':'人数/女','as':'value','dimensions':{'gender':'2'}}]}");
    fixture_read_text(fx, "附件2,,,\n\"\n"
                          "code,人数,,\n,男,女,\nS1,3,4,\n小计,3,4,\n"
                          "0034,1,2,\n合计,4,6\n,,,\n注:按学年,,,\nS9,x\n");
    no_faults(4);
    ck_assert_int_eq(fx->rows, 2);
    is_observation(3, "students/gender=2/2018AY", 3, 2);
    ck_assert_int_eq(fx->observations[0].line, 5);
}
END_TEST

START_TEST(constants_and_defaults)
{
    static const struct reader_default DEFAULTS[] = {{"period", "2017AY"}};
    use("{'constants':{'indicator':'students','period':'2018AY','school':"
        "'S1','gender':'2'},'columns':[{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "n\n5\n");
    no_faults(1);
    is_observation(0, "students/gender=2/2018AY", 1, 5);
    /* What the request says goes before what the profile says. */
    fx->options.defaults = DEFAULTS;
    fx->options.default_count = 1;
    fixture_read_text(fx, "n\n5\n");
    is_observation(0, "students/gender=2/2017AY", 1, 5);
    use("{'constants':{'indicator':'students','colour':'red'},'columns':"
        "[" SCHOOL "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,n\nS1,5\n");
    has_fault(0, 1, "colour", FAULT_UNKNOWN_COLUMN);
    ck_assert_int_eq(fx->verdict, FAULT_UNKNOWN_COLUMN);
}
END_TEST

START_TEST(a_basis_is_a_column_or_a_constant)
{
    use("{'constants':{'basis':'ytd','indicator':'train','period':'2024M03'},"
        "'columns':[" SCHOOL "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,n\nS1,5\n");
    no_faults(1);
    is_observation(0, "train//2024YTD03", 1, 5);
    use("{'columns':[" SCHOOL "{'header':'b','as':'basis','map':"
        "{'本月':'month','累计':'ytd'}},"
        "{'header':'n','as':'value','indicator':'train','period':'2024M03'},"
        "{'header':'s','as':'value','indicator':'students',"
        "'period':'2018AY'}]}");
    fixture_read_text(fx, "code,b,n,s\nS1,累计,5,\nS1,本月,6,7\n"
                          "S1,累计,5,7\nS1,全年,5,\n");
    ck_assert_int_eq(fx->observation_count, 3);
    is_observation(0, "train//2024YTD03", 1, 5);
    is_observation(1, "train//2024M03", 1, 6);
    has_fault(0, 4, "s", FAULT_BASIS_STOCK);
    has_fault(1, 5, "b", FAULT_BAD_CHOICE);
}
END_TEST

START_TEST(a_bad_constant_is_told_once)
{
    use("{'constants':{'indicator':'studnets','period':'2018/19','gender':"
        "'x'},'columns':[" SCHOOL "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,n\nS1,5\nS1,6\n");
    ck_assert_int_eq(fx->fault_count, 3);
    has_fault(0, 1, "gender", FAULT_UNKNOWN_MEMBER);
    has_fault(1, 1, "indicator", FAULT_UNKNOWN_INDICATOR);
    has_fault(2, 1, "period", FAULT_BAD_PERIOD);
    ck_assert_int_ne(fx->verdict, FAULT_NONE);
    ck_assert_int_eq(fx->observation_count, 0);
}
END_TEST

START_TEST(parts_of_a_ratio)
{
    use("{'constants':{'indicator':'ratio','period':'2018AY'},'columns':"
        "[" SCHOOL "{'header':'a','as':'numerator'},"
        "{'header':'b','as':'denominator'}]}");
    fixture_read_text(fx, "code,a,b\nS1,30,2\n");
    no_faults(2);
    is_observation(0, "students//2018AY", 1, 30);
    is_observation(1, "teachers//2018AY", 1, 2);
    use("{'constants':{'period':'2018AY'},'columns':[" SCHOOL
        "{'header':'a','as':'numerator','indicator':'students'},"
        "{'header':'b','as':'value','indicator':'ratio'}]}");
    fixture_read_text(fx, "code,a,b\nS1,30,2\n");
    has_fault(0, 1, "a", FAULT_NOT_RATIO);
    has_fault(1, 1, "b", FAULT_NOT_REPORTABLE);
    ck_assert_int_ne(fx->verdict, FAULT_NONE);
}
END_TEST

START_TEST(creates_schools_and_areas)
{
    size_t count = 0;
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'unknown_school':'create','unknown_area':'create','columns':[" SCHOOL
        "{'header':'name','as':'school_name'},"
        "{'header':'area','as':'school_area','pattern':'^(\\\\w+) (.*)$',"
        "'template':'{1}','name_template':'{2}'},"
        "{'header':'n','as':'value'}]}");
    fixture_read_text(fx,
                      "code,name,area,n\nT1,新校,B1 新区,3\nT1,新校,B1 新区,4\n"
                      "T2,二校,B1 新区,5\nT3,,A1 甲区,6\nT4,四校,,7\n");
    no_faults(5);
    const struct school *schools = newcomers_schools(fx->newcomers, &count);
    ck_assert_uint_eq(count, 4);
    ck_assert_str_eq(schools[0].code, "T1");
    ck_assert_str_eq(schools[0].name_zh, "新校");
    ck_assert_int_eq(schools[0].area, 4);
    ck_assert_int_eq(schools[1].area, 4);
    ck_assert_str_eq(schools[2].name_zh, "T3");
    ck_assert_int_eq(schools[2].area, 2);
    ck_assert_int_eq(schools[3].area, 1);
    const struct area *areas = newcomers_areas(fx->newcomers, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(areas[0].code, "B1");
    ck_assert_str_eq(areas[0].name_zh, "新区");
    ck_assert_int_eq(areas[0].parent, 1);
    is_observation(1, "students//2018AY", 4, 4);
    ck_assert_int_eq(fx->warning_count, 0);
}
END_TEST

START_TEST(created_areas_hang_below_area_parent)
{
    size_t count = 0;
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'unknown_school':'create','unknown_area':'create',"
        "'area_parent':'A2','columns':[" SCHOOL
        "{'header':'area','as':'school_area'},{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,area,n\nT1,B1,3\n");
    no_faults(1);
    ck_assert_int_eq(newcomers_areas(fx->newcomers, &count)[0].parent, 3);
    use(SIMPLE ",'area_parent':'Z'}");
    fixture_read_text(fx, "code,n\nS1,3\n");
    has_fault(0, 1, "area_parent", FAULT_UNKNOWN_AREA);
}
END_TEST

START_TEST(creates_nothing_when_told_to_reject)
{
    size_t count = 0;
    use("{'constants':{'indicator':'students','period':'2018AY'},'columns':"
        "[" SCHOOL "{'header':'area','as':'school_area'},"
        "{'header':'g','as':'dimension','dimension':'gender'},"
        "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,area,g,n\nT1,A1,,3\nS1,B1,,3\nS1,A1,9,3\n");
    ck_assert_int_eq(fx->observation_count, 0);
    has_fault(0, 2, "code", FAULT_UNKNOWN_SCHOOL);
    has_fault(1, 3, "area", FAULT_UNKNOWN_AREA);
    has_fault(2, 4, "g", FAULT_UNKNOWN_MEMBER);
    newcomers_schools(fx->newcomers, &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(a_bad_row_creates_nothing)
{
    size_t count = 0;
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'unknown_school':'create','unknown_area':'create',"
        "'unknown_member':'create','columns':[" SCHOOL
        "{'header':'area','as':'school_area'},"
        "{'header':'g','as':'dimension','dimension':'gender'},"
        "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,area,g,n\nT1,B1,9,x\nT 2,B2,9,3\nT3,B1,9,\n");
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 2, "n", FAULT_BAD_NUMBER);
    has_fault(1, 3, "code", FAULT_BAD_CODE);
    newcomers_schools(fx->newcomers, &count);
    ck_assert_uint_eq(count, 0);
    newcomers_areas(fx->newcomers, &count);
    ck_assert_uint_eq(count, 0);
    newcomers_members(fx->newcomers, &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(creates_members_with_their_names)
{
    size_t count = 0;
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'unknown_member':'create','columns':[" SCHOOL
        "{'header':'g','as':'dimension','dimension':'grade','pattern':"
        "'^(\\\\d+) ?(.*)$','template':'{1}','name_template':'{2}'},"
        "{'header':'b','as':'value','dimensions':{'gender':'x'}},"
        "{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,g,b,n\nS1,4 四年级,2,3\nS1,1 一年级,4,5\n"
                          "S1,4 四年级,6,7\n");
    no_faults(6);
    const struct member *rows = newcomers_members(fx->newcomers, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(rows[0].code, "x");
    ck_assert_int_eq(rows[0].dimension, 1);
    ck_assert_str_eq(rows[1].code, "4");
    ck_assert_str_eq(rows[1].name_zh, "四年级");
    ck_assert_int_eq(rows[1].order, 4);
    is_observation(0, "students/gender=x,grade=4/2018AY", 1, 2);
    is_observation(5, "students/grade=4/2018AY", 1, 7);
}
END_TEST

START_TEST(a_column_goes_before_its_row)
{
    use("{'constants':{'indicator':'students','period':'2018AY','gender':'1'},"
        "'columns':[" SCHOOL "{'header':'b','as':'value'},"
        "{'header':'n','as':'value','dimensions':{'gender':'2'}}]}");
    fixture_read_text(fx, "code,b,n\nS1,2,3\n");
    no_faults(2);
    is_observation(0, "students/gender=1/2018AY", 1, 2);
    is_observation(1, "students/gender=2/2018AY", 1, 3);
}
END_TEST

START_TEST(other_names_and_areas_are_warnings)
{
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'unknown_school':'create','columns':[" SCHOOL
        "{'header':'name','as':'school_name'},"
        "{'header':'area','as':'school_area','pattern':'^(..) (.*)$',"
        "'template':'{1}','name_template':'{2}'},"
        "{'header':'n','as':'value'}]}");
    fixture_read_text(
        fx, "code,name,area,n\nS1,第一职校,A1 甲区,1\n"
            "S1,一职,A1 甲区,1\n0034,第三职校,A2 乙区,1\n"
            "S1,一职,A1 甲市,1\nT1,新,A1 甲区,1\nT1,新新,A1 甲区,1\n");
    no_faults(6);
    ck_assert_int_eq(fx->warning_count, 4);
    ck_assert_str_eq(fx->warnings[0].code, "name_differs");
    ck_assert_str_eq(fx->warnings[0].subject, "S1");
    ck_assert_str_eq(fx->warnings[1].code, "area_differs");
    ck_assert_str_eq(fx->warnings[1].subject, "0034");
    ck_assert_str_eq(fx->warnings[2].code, "area_name_differs");
    ck_assert_str_eq(fx->warnings[2].subject, "A1");
    ck_assert_str_eq(fx->warnings[3].code, "name_differs");
    ck_assert_str_eq(fx->warnings[3].subject, "T1");
}
END_TEST

START_TEST(columns_of_nobody_are_told_once)
{
    use(SIMPLE "}");
    fixture_read_text(fx, "code,x,n,,x\nS1,a,3,,\nS1,b,4,,\n");
    no_faults(2);
    ck_assert_int_eq(fx->warning_count, 1);
    ck_assert_str_eq(fx->warnings[0].code, "ignored_column");
    ck_assert_str_eq(fx->warnings[0].subject, "x");
}
END_TEST

START_TEST(columns_that_lack_or_stand_twice_are_faults)
{
    use("{'constants':{'indicator':'students'},'skip_rows':"
        "[{'header':'s','matches':'x'}],'columns':[" SCHOOL
        "{'header':'n','as':'value'},{'header':'m','as':'value'}]}");
    fixture_read_text(fx, "n,n\n3,4\n");
    ck_assert_int_eq(fx->observation_count, 0);
    has_fault(0, 1, "n", FAULT_DUPLICATE_COLUMN);
    has_fault(1, 1, "code", FAULT_MISSING_COLUMN);
    has_fault(2, 1, "m", FAULT_MISSING_COLUMN);
    has_fault(3, 1, "s", FAULT_MISSING_COLUMN);
    has_fault(4, 1, "school", FAULT_MISSING_COLUMN);
    has_fault(5, 1, "period", FAULT_MISSING_COLUMN);
    ck_assert_int_eq(fx->fault_count, 6);
}
END_TEST

START_TEST(a_header_pattern_may_name_many)
{
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'duplicates':'sum','columns':[" SCHOOL
        "{'header_pattern':'^n[0-9]$','as':'value'},"
        "{'header_pattern':'^x','as':'ignore'}]}");
    fixture_read_text(fx, "code,n1,xa,n2,xb\nS1,3,,4,\n");
    no_faults(2);
    is_observation(1, "students//2018AY", 1, 4);
    ck_assert_int_eq(fx->warning_count, 0);
    ck_assert(profile_sums_duplicates(profile));
}
END_TEST

START_TEST(headers_are_trimmed)
{
    use("{'constants':{'indicator':'students','period':'2018AY'},'columns':"
        "[" SCHOOL "{'header':'人 数','as':'value'}]}");
    fixture_read_text(fx, "\xEF\xBB\xBF"
                          " code ,\xE3\x80\x80人 数\xC2\xA0\n"
                          "S1, 3 \n");
    no_faults(1);
}
END_TEST

START_TEST(trailing_empty_columns_are_tolerated)
{
    use(SIMPLE "}");
    fixture_read_text(fx, "code,n\nS1,3,,\nS1,4,x\nS1\n");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 3, "", FAULT_RAGGED_ROW);
    has_fault(1, 4, "", FAULT_RAGGED_ROW);
}
END_TEST

START_TEST(the_usual_checks_are_made)
{
    use(SIMPLE "}");
    fixture_read_text(fx, "code,n\nS1,-3\nS1,12.5\n,7\nS2,7\n");
    ck_assert_int_eq(fx->fault_count, 3);
    has_fault(0, 2, "n", FAULT_NEGATIVE);
    has_fault(1, 3, "n", FAULT_NOT_INTEGER);
    has_fault(2, 4, "code", FAULT_EMPTY_CELL);
    ck_assert_int_eq(fx->observation_count, 1);
    use("{'constants':{'indicator':'train'},'columns':[" SCHOOL
        "{'header':'a','as':'value','period':'2020M09'},"
        "{'header':'b','as':'value','period':'2030M01'},"
        "{'header':'c','as':'value','period':'2020'}]}");
    fixture_read_text(fx, "code,a,b,c\nS2,1,,\nS1,,1,\nS1,,,1\n");
    has_fault(0, 2, "code", FAULT_SCHOOL_CLOSED);
    has_fault(1, 3, "b", FAULT_FUTURE_PERIOD);
    has_fault(2, 4, "c", FAULT_PERIOD_TYPE);
}
END_TEST

static bool only_area_2(const struct reader_scope *scope, int school, int area)
{
    (void)scope;
    (void)school;
    return area == 2;
}

START_TEST(nobody_creates_schools_out_of_scope)
{
    static const struct reader_scope SCOPE = {only_area_2};
    size_t count = 0;
    fx->options.scope = &SCOPE;
    use("{'constants':{'indicator':'students','period':'2018AY'},"
        "'unknown_school':'create','unknown_area':'create','columns':[" SCHOOL
        "{'header':'area','as':'school_area'},{'header':'n','as':'value'}]}");
    fixture_read_text(fx, "code,area,n\nT1,A2,1\nT2,B9,1\nT3,,1\nT4,A1,1\n"
                          "T4,A1,1\nS2,A2,1\n");
    ck_assert_int_eq(fx->fault_count, 4);
    has_fault(0, 2, "code", FAULT_SCHOOL_NOT_ALLOWED);
    has_fault(3, 7, "code", FAULT_SCHOOL_NOT_ALLOWED);
    ck_assert_int_eq(fx->observation_count, 2);
    newcomers_schools(fx->newcomers, &count);
    ck_assert_uint_eq(count, 1);
    newcomers_areas(fx->newcomers, &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(json_rows_follow_a_profile_too)
{
    use(SIMPLE "}");
    fx->options.format = READER_NDJSON;
    fixture_read_text(fx, "{\"code\":\"S1\",\"n\":3,\"x\":1}\n"
                          "{\"n\":4,\"code\":\"0034\"}\n{\"n\":5}\n");
    ck_assert_int_eq(fx->observation_count, 2);
    is_observation(1, "students//2018AY", 3, 4);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 3, "code", FAULT_EMPTY_CELL);
    ck_assert_int_eq(fx->warning_count, 1);
}
END_TEST

START_TEST(the_profile_knows_the_charset)
{
    use("{'charset':'big5','constants':{'indicator':'students','period':"
        "'2018AY'},'columns':[" SCHOOL "{'header':'人數','as':'value'}]}");
    fx->options.charset = "utf-8";
    fixture_read_text(fx, "code,\xA4\x48\xBC\xC6\nS1,3\n");
    no_faults(1);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("apply");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_wide_row_has_many_figures);
    tcase_add_test(tc, a_heading_can_say_the_period);
    tcase_add_test(tc, a_heading_that_says_no_period_spoils_the_file);
    tcase_add_test(tc, rows_of_other_series_can_be_left_out);
    tcase_add_test(tc, a_rate_and_its_denominator_give_the_numerator);
    tcase_add_test(tc, a_rate_needs_a_denominator_that_divides);
    tcase_add_test(tc, a_long_file_says_everything_in_its_rows);
    tcase_add_test(tc, tokens_and_thousands);
    tcase_add_test(tc, an_empty_cell_is_nothing_unless_it_is_a_token);
    tcase_add_test(tc, a_value_may_have_a_pattern_too);
    tcase_add_test(tc, titles_totals_and_footnotes_are_no_rows);
    tcase_add_test(tc, constants_and_defaults);
    tcase_add_test(tc, a_basis_is_a_column_or_a_constant);
    tcase_add_test(tc, a_bad_constant_is_told_once);
    tcase_add_test(tc, parts_of_a_ratio);
    tcase_add_test(tc, creates_schools_and_areas);
    tcase_add_test(tc, created_areas_hang_below_area_parent);
    tcase_add_test(tc, creates_nothing_when_told_to_reject);
    tcase_add_test(tc, a_bad_row_creates_nothing);
    tcase_add_test(tc, creates_members_with_their_names);
    tcase_add_test(tc, a_column_goes_before_its_row);
    tcase_add_test(tc, other_names_and_areas_are_warnings);
    tcase_add_test(tc, columns_of_nobody_are_told_once);
    tcase_add_test(tc, columns_that_lack_or_stand_twice_are_faults);
    tcase_add_test(tc, a_header_pattern_may_name_many);
    tcase_add_test(tc, headers_are_trimmed);
    tcase_add_test(tc, trailing_empty_columns_are_tolerated);
    tcase_add_test(tc, the_usual_checks_are_made);
    tcase_add_test(tc, nobody_creates_schools_out_of_scope);
    tcase_add_test(tc, json_rows_follow_a_profile_too);
    tcase_add_test(tc, the_profile_knows_the_charset);
    suite_add_tcase(suite, tc);
    return suite;
}
