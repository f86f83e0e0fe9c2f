#include <string.h>

#include "platform/macros.h"
#include "report_world.h"
#include "unit.h"

static void check_said(enum lang lang, int through, const char *id,
                       const char *text)
{
    struct report_world world;
    report_world_init(&world, lang, through);
    const struct report_said *said = report_world_said(&world, id);
    ck_assert_ptr_nonnull(said);
    ck_assert_ptr_nonnull(said->text);
    ck_assert_str_eq(said->text, text);
    ck_assert_int_eq(said->lacking_count, 0);
    report_world_fini(&world);
}

/* --- every sentence, as a person would write it --- */

static const struct {
    int through;
    const char *id, *zh, *en;
} SENTENCES[] = {
    {12, "T1",
     "2024年全年，示例市职业学校面向社会完成各类职业培训34200人次，比上年增长"
     "6.88%；其中补贴性培训12000人次，占35.09%；重点群体9500人次，占27.78%。",
     "In 2024, vocational schools in Demo City delivered 34,200 training "
     "person-times, up 6.88% on 2023; 12,000 of them (35.09%) were "
     "subsidised; 9,500 (27.78%) served key groups."},
    {8, "T1",
     "2024年1—8月，示例市职业学校面向社会完成各类职业培训34200人次，比上年同期"
     "增长6.88%；其中补贴性培训12000人次，占35.09%；重点群体9500人次，占"
     "27.78%。",
     "From January to August 2024, vocational schools in Demo City delivered "
     "34,200 training person-times, up 6.88% on the same period of 2023; "
     "12,000 of them (35.09%) were subsidised; 9,500 (27.78%) served key "
     "groups."},
    {12, "T2",
     "截至2024年12月31日，示例市职业学校与96家企业建立合作关系，其中与24家中央"
     "企业和省级龙头企业开展深度合作（中央企业10家、省级龙头企业16家，两类重合"
     "2家），比上年末净增3家（新签5家、退出2家）。",
     "As of 31 December 2024, vocational schools in Demo City worked with 96 "
     "distinct enterprises, of which 24 are central state-owned or provincial "
     "leading enterprises in deep cooperation (10 central and 16 provincial "
     "leading, 2 of them both), a net increase of 3 on a year earlier (5 new, "
     "2 ended)."},
    {8, "T2",
     "截至2024年8月31日，示例市职业学校与96家企业建立合作关系，其中与24家中央"
     "企业和省级龙头企业开展深度合作（中央企业10家、省级龙头企业16家，两类重合"
     "2家），比上年末净增3家（新签5家、退出2家）。",
     "As of 31 August 2024, vocational schools in Demo City worked with 96 "
     "distinct enterprises, of which 24 are central state-owned or provincial "
     "leading enterprises in deep cooperation (10 central and 16 provincial "
     "leading, 2 of them both), a net increase of 3 on the end of 2023 (5 "
     "new, 2 ended)."},
    {12, "T3",
     "2024年全年，新引进5家企业进校办园办厂，截至12月31日在驻企业18家，企业投入"
     "校内实践设备1234.56万元（9月1日数）。",
     "In 2024, 5 enterprises newly settled on campus; as of 31 December 2024, "
     "18 were operating there, and enterprises had provided practice equipment "
     "worth CNY 12.35 million (1 September 2024)."},
    {8, "T3",
     "2024年1—8月，新引进5家企业进校办园办厂，截至8月31日在驻企业18家，企业投入"
     "校内实践设备1234.56万元（2023年9月1日数）。",
     "From January to August 2024, 5 enterprises newly settled on campus; as "
     "of 31 August 2024, 18 were operating there, and enterprises had provided "
     "practice equipment worth CNY 12.35 million (1 September 2023)."},
    {12, "T4",
     "2024届中职毕业生7200人，其中升入高职5046人，升学比例70.08%，比上届提高"
     "3.28个百分点。当年报考高职6000人、录取5400人，录取率90.00%，比上年提高0."
     "50"
     "个百分点。",
     "Of 7,200 secondary vocational graduates of 2024, 5,046 (70.08%) entered "
     "higher vocational study, up 3.28 percentage points on the cohort before. "
     "6,000 applied and 5,400 were admitted, an admission rate of 90.00%, up "
     "0.50 percentage points on a year earlier."},
    {12, "T5",
     "2024年新增省级重点专业4个（含示范专业1个），截至2024年9月1日总数达到31个"
     "，覆盖3个专业大类。",
     "In 2024, 4 programmes were newly selected as provincial key programmes "
     "(model programmes among them: 1); as of 1 September 2024 there were 31, "
     "in 3 categories."},
    {8, "T5",
     "2023年新增省级重点专业4个（含示范专业1个），截至2023年9月1日总数达到31个"
     "，"
     "覆盖3个专业大类。",
     "In 2023, 4 programmes were newly selected as provincial key programmes "
     "(model programmes among them: 1); as of 1 September 2023 there were 31, "
     "in 3 categories."},
    {10, "T5",
     "2023年新增省级重点专业4个（含示范专业1个），截至2024年9月1日总数达到31个"
     "，覆盖3个专业大类。",
     "In 2023, 4 programmes were newly selected as provincial key programmes "
     "(model programmes among them: 1); as of 1 September 2024 there were 31, "
     "in 3 categories."},
    {12, "T6",
     "截至9月1日，3所院校列入省级优质高职院校建设单位，比上年增加1所。",
     "As of 1 September 2024, 3 institutions are provincial quality "
     "higher-vocational construction units, up by 1 on a year earlier."},
    {12, "T7",
     "2024—2025学年五年制高职招生1200人，占中职阶段招生的15.00%，比上年提高"
     "1.25个百分点；五年制高职在校生占中职阶段在校生的15.00%（截至9月1日）。",
     "In the school year 2024/25, five-year programmes took 1,200 entrants, "
     "15.00% of secondary-stage intake, up 1.25 percentage points on a year "
     "earlier; as of 1 September 2024 their students were 15.00% of those at "
     "secondary stage."},
    {8, "T7",
     "2023—2024学年五年制高职招生1200人，占中职阶段招生的15.00%，比上年提高"
     "1.25个百分点；五年制高职在校生占中职阶段在校生的15.00%（截至2023年9月1"
     "日）。",
     "In the school year 2023/24, five-year programmes took 1,200 entrants, "
     "15.00% of secondary-stage intake, up 1.25 percentage points on a year "
     "earlier; as of 1 September 2023 their students were 15.00% of those at "
     "secondary stage."},
    {12, "T8",
     "截至9月1日，双师型教师1134人，占专业课专任教师的56.70%，比上年提高0.50个"
     "百分点；其中50岁及以上占35.01%，由上年的36.03%降至35.01%，平均年龄43.0"
     "岁。",
     "As of 1 September 2024, 1,134 dual-qualified teachers make up 56.70% of "
     "specialised-course teachers, up 0.50 percentage points on a year "
     "earlier; 35.01% of them are aged 50 or over, down from 36.03% a year "
     "earlier; their mean age is 43.0."},
    {12, "T9",
     "截至9月1日，校内实训基地120个，比上年增加2个；功能完善的84个，占70.00%；"
     "建筑面积256000平方米，每百名学生工位24.00个。",
     "As of 1 September 2024, there are 120 on-campus training bases, up by 2 "
     "on a year earlier, 84 (70.00%) of them fully functional, with a floor "
     "area of 256,000 square metres and 24.00 workstations per 100 students."},
    {12, "T10",
     "2024年投入职业教育经费123.46亿元，比上年增长3.20%，其中财政81.23亿元、"
     "银行贷款12.00亿元、社会资本30.22亿元，社会资本占24.48%。",
     "Funding in 2024 totalled CNY 12,345.68 million, up 3.20% on 2023: "
     "government CNY 8,123.46 million, bank loans CNY 1,200.00 million, social "
     "capital CNY 3,022.22 million (24.48%)."},
    {8, "T10",
     "2023年投入职业教育经费123.46亿元，比上年增长3.20%，其中财政81.23亿元、"
     "银行贷款12.00亿元、社会资本30.22亿元，社会资本占24.48%。",
     "Funding in 2023 totalled CNY 12,345.68 million, up 3.20% on 2022: "
     "government CNY 8,123.46 million, bank loans CNY 1,200.00 million, social "
     "capital CNY 3,022.22 million (24.48%)."},
    {12, "T11",
     "2024年，师生在市级以上技能竞赛中获奖86项，其中国家级6项、省级30项，比上年"
     "增加6项。",
     "In 2024, teachers and students won 86 awards in skills competitions at "
     "municipal level and above, 6 of them national and 30 provincial, up by 6 "
     "on 2023."},
    {12, "T12",
     "截至9月1日，现代学徒制在读学生1500人，占在校生的3.75%，比上年提高0.50个"
     "百分点。",
     "As of 1 September 2024, 1,500 students were in modern apprenticeships, "
     "3.75% of full-time students, up 0.50 percentage points on a year "
     "earlier."},
    {8, "T12",
     "截至2023年9月1日，现代学徒制在读学生1500人，占在校生的3.75%，比上年同期"
     "提高0.50个百分点。",
     "As of 1 September 2023, 1,500 students were in modern apprenticeships, "
     "3.75% of full-time students, up 0.50 percentage points on a year "
     "earlier."},
    {12, "T13",
     "2024年全年，参加职业技能等级认定4000人次，取得证书3400人次，通过率85.00%"
     "，"
     "与上年持平。",
     "In 2024, 4,000 entries to skill-level assessments led to 3,400 "
     "certificates, a pass rate of 85.00%, unchanged from 2023."},
    {8, "T13",
     "2024年1—8月，参加职业技能等级认定4000人次，取得证书3400人次，通过率"
     "85.00%，与上年同期持平。",
     "From January to August 2024, 4,000 entries to skill-level assessments "
     "led to 3,400 certificates, a pass rate of 85.00%, unchanged from the "
     "same period of 2023."},
    {12, "T14",
     "注：增速和百分点按可比口径计算；合计与分项之和因数值修约可能不等，未作机"
     "械"
     "调整。",
     "Growth rates and percentage points are those of comparable schools; "
     "totals may differ from the sum "
     "of their parts because of rounding, which was not adjusted."},
};

START_TEST(every_sentence_in_chinese)
{
    check_said(LANG_ZH, SENTENCES[_i].through, SENTENCES[_i].id,
               SENTENCES[_i].zh);
}
END_TEST

START_TEST(every_sentence_in_english)
{
    check_said(LANG_EN, SENTENCES[_i].through, SENTENCES[_i].id,
               SENTENCES[_i].en);
}
END_TEST

START_TEST(titles)
{
    static const struct {
        enum lang lang;
        int through;
        const char *title;
    } TITLES[] = {
        {LANG_ZH, 12, "示例市2024年职业教育统计摘要"},
        {LANG_ZH, 8, "示例市2024年1—8月职业教育统计摘要"},
        {LANG_EN, 12, "Vocational education in Demo City, 2024"},
        {LANG_EN, 8,
         "Vocational education in Demo City, 2024 (to 31 August 2024)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(TITLES); i++) {
        struct report_world world;
        report_world_init(&world, TITLES[i].lang, TITLES[i].through);
        report_world_said(&world, "T1");
        ck_assert_str_eq(world.text->title, TITLES[i].title);
        report_world_fini(&world);
    }
}
END_TEST

START_TEST(every_blank_has_its_sentence)
{
    static const char *const BLANKS[] = {"B1", "B2", "B3", "B4", "B5",
                                         "B6", "P1", "P2", "P3", "L1",
                                         "L2", "L3", "L4", ""};
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        struct report_world world;
        report_world_init(&world, (enum lang)lang, 12);
        ck_assert_int_eq(world.template.sentence_count, ARRAY_LEN(BLANKS));
        for (size_t i = 0; i < ARRAY_LEN(BLANKS); i++) {
            const struct report_sentence *sentence =
                &world.template.sentences[i];
            ck_assert_str_eq(sentence->blank, BLANKS[i]);
            ck_assert_str_ne(sentence->section, "");
        }
        report_world_fini(&world);
    }
}
END_TEST

/* The two languages say the same of the same figures. */
START_TEST(both_languages_declare_the_same_figures)
{
    struct report_world zh;
    struct report_world en;
    report_world_init(&zh, LANG_ZH, 12);
    report_world_init(&en, LANG_EN, 12);
    ck_assert_int_eq(zh.template.figure_count, en.template.figure_count);
    for (int i = 0; i < zh.template.figure_count; i++) {
        const struct report_figure *a = &zh.template.figures[i];
        const struct report_figure *b = &en.template.figures[i];
        ck_assert_str_eq(a->name, b->name);
        ck_assert_str_eq(a->indicator, b->indicator);
        ck_assert_int_eq(a->period, b->period);
        ck_assert_int_eq(a->where_count, b->where_count);
        ck_assert_int_eq(a->matched, b->matched);
        ck_assert_int_eq(a->partial, b->partial);
        ck_assert_uint_eq(a->needs, b->needs);
    }
    report_world_fini(&zh);
    report_world_fini(&en);
}
END_TEST

/* --- sentences that lack something --- */

static bool lacks(const struct report_said *said, const char *slot)
{
    for (int i = 0; i < said->lacking_count; i++) {
        if (strcmp(said->lacking[i].slot, slot) == 0) {
            return true;
        }
    }
    return false;
}

START_TEST(a_missing_figure_fails_its_sentence_by_name_and_no_other)
{
    struct report_world world;
    report_world_init(&world, LANG_ZH, 12);
    report_world_value(&world, "train_persontimes")->state = REPORT_MISSING;
    const struct report_said *said = report_world_said(&world, "T1");
    ck_assert_ptr_null(said->text);
    ck_assert_int_eq(said->lacking_count, 1);
    ck_assert(lacks(said, "train_persontimes"));
    ck_assert_int_eq(said->lacking[0].state, REPORT_MISSING);
    for (int i = 1; i < world.text->said_count; i++) {
        ck_assert_ptr_nonnull(world.text->said[i].text);
    }
    report_world_fini(&world);
}
END_TEST

START_TEST(all_that_is_lacking_is_named)
{
    struct report_world world;
    report_world_init(&world, LANG_ZH, 12);
    report_world_value(&world, "bases_complete")->state = REPORT_SUPPRESSED;
    report_world_value(&world, "base_area")->state = REPORT_MISSING;
    const struct report_said *said = report_world_said(&world, "T9");
    ck_assert_ptr_null(said->text);
    ck_assert_int_eq(said->lacking_count, 2);
    ck_assert(lacks(said, "bases_complete"));
    ck_assert_int_eq(said->lacking[0].state, REPORT_SUPPRESSED);
    ck_assert(lacks(said, "base_area"));
    report_world_fini(&world);
}
END_TEST

START_TEST(a_clause_drops_out_with_its_figure)
{
    struct report_world world;
    report_world_init(&world, LANG_ZH, 12);
    report_world_value(&world, "train_persontimes_subsidised")->state =
        REPORT_MISSING;
    const struct report_said *said = report_world_said(&world, "T1");
    ck_assert_str_eq(said->text,
                     "2024年全年，示例市职业学校面向社会完成各类职业培训34200"
                     "人次，比上年增长6.88%；重点群体9500人次，占27.78%。");
    ck_assert_int_eq(said->lacking_count, 0);
    for (int i = 0; i < said->printed_count; i++) {
        ck_assert_str_ne(said->printed[i].slot, "train_persontimes_subsidised");
    }
    report_world_fini(&world);
}
END_TEST

START_TEST(an_alternative_takes_the_place_of_a_text_that_failed)
{
    struct report_world world;
    report_world_init(&world, LANG_ZH, 12);
    report_world_value(&world, "comp_awards_nation")->state = REPORT_MISSING;
    const struct report_said *said = report_world_said(&world, "T11");
    ck_assert_str_eq(said->text, "2024年，师生在市级以上技能竞赛中获奖86项，"
                                 "比上年增加6项。");
    ck_assert(said->alternative);
    ck_assert_int_eq(said->lacking_count, 0);
    report_world_fini(&world);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_default");
    TCase *tcase = tcase_create("report_default");
    int count = ARRAY_LEN(SENTENCES);
    tcase_add_loop_test(tcase, every_sentence_in_chinese, 0, count);
    tcase_add_loop_test(tcase, every_sentence_in_english, 0, count);
    tcase_add_test(tcase, titles);
    tcase_add_test(tcase, every_blank_has_its_sentence);
    tcase_add_test(tcase, both_languages_declare_the_same_figures);
    tcase_add_test(tcase,
                   a_missing_figure_fails_its_sentence_by_name_and_no_other);
    tcase_add_test(tcase, all_that_is_lacking_is_named);
    tcase_add_test(tcase, a_clause_drops_out_with_its_figure);
    tcase_add_test(tcase, an_alternative_takes_the_place_of_a_text_that_failed);
    suite_add_tcase(suite, tcase);
    return suite;
}
