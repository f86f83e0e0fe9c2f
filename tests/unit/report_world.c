#include "report_world.h"

#include <stdlib.h>
#include <string.h>

#include "model/indicator.h"
#include "model/period.h"
#include "platform/check.h"
#include "report/report_default.h"

#define YEAR 2024

/* --- the catalogue --- */

static const struct {
    const char *code, *zh, *en, *unit;
    enum indicator_kind kind;
    const char *numerator, *denominator, *agg_time, *period_type, *direction;
    int decimals;
} INDICATORS[] = {
    /* clang-format off */
    {"train_persontimes", "职业培训人次", "Vocational training person-times", "人次", INDICATOR_FLOW, "", "", "sum", "month", "higher", 0},
    {"train_persontimes_subsidised", "补贴性职业技能培训人次", "Subsidised skills-training person-times", "人次", INDICATOR_FLOW, "", "", "sum", "month", "higher", 0},
    {"train_persontimes_key", "面向重点群体培训人次(去重后)", "Person-times for key groups (each session attendance once)", "人次", INDICATOR_FLOW, "", "", "sum", "month", "higher", 0},
    {"train_key_share", "重点群体培训占比", "Share of training for key groups", "%", INDICATOR_RATIO, "train_persontimes_key", "train_persontimes", "ratio_of_sums", "month", "higher", 2},
    {"skill_assessed", "参加职业技能等级认定人次", "Skill-level assessment entries", "人次", INDICATOR_FLOW, "", "", "sum", "month", "higher", 0},
    {"skill_certs", "取得职业技能等级证书人次", "Skill-level certificates awarded", "人次", INDICATOR_FLOW, "", "", "sum", "month", "higher", 0},
    {"skill_pass_rate", "职业技能等级认定通过率", "Skill-level assessment pass rate", "%", INDICATOR_RATIO, "skill_certs", "skill_assessed", "ratio_of_sums", "month", "higher", 2},
    {"ent_partners", "合作企业数(去重)", "Distinct partner enterprises", "家", INDICATOR_DISTINCT, "", "", "distinct_asof", "point_in_time", "higher", 0},
    {"ent_central_leading", "深度合作的中央企业和省级龙头企业数(去重)", "Distinct central SOEs and provincial leading enterprises in deep cooperation", "家", INDICATOR_DISTINCT, "", "", "distinct_asof", "point_in_time", "higher", 0},
    {"ent_oncampus", "入驻校园办园办企企业数(期末在驻、去重)", "Distinct enterprises operating on campus (end of period)", "家", INDICATOR_DISTINCT, "", "", "distinct_asof", "point_in_time", "higher", 0},
    {"ent_oncampus_new", "本期新引进入驻企业数(去重)", "Distinct enterprises newly settled on campus in period", "家", INDICATOR_DISTINCT, "", "", "distinct_union", "month", "higher", 0},
    {"apprentice_students", "现代学徒制在读学生数", "Students in modern apprenticeship", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"apprentice_share", "现代学徒制学生占比", "Share of students in apprenticeship", "%", INDICATOR_RATIO, "apprentice_students", "students_ft", "ratio_at_last", "point_in_time", "higher", 2},
    {"ent_equip_value", "企业提供的校内实践教学设备值", "Enterprise-provided practice equipment value", "万元", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 2},
    {"enrol_sv", "中职阶段招生数(含五年制高职)", "Secondary-stage vocational intake (incl. five-year)", "人", INDICATOR_FLOW, "", "", "sum", "school_year", "neutral", 0},
    {"enrol_five_year", "五年制高职招生数", "Five-year integrated programme intake", "人", INDICATOR_FLOW, "", "", "sum", "school_year", "higher", 0},
    {"five_year_enrol_share", "五年制高职招生占比", "Share of five-year intake in secondary-stage intake", "%", INDICATOR_RATIO, "enrol_five_year", "enrol_sv", "ratio_of_sums", "school_year", "higher", 2},
    {"students_ft", "全日制学历教育在校生数", "Full-time students", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "neutral", 0},
    {"students_sv", "中职阶段在校生数(含五年制高职前三年)", "Secondary-stage students (incl. years 1-3 of five-year)", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "neutral", 0},
    {"students_five_year", "五年制高职在校生数(前三年)", "Five-year programme students (years 1-3)", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"five_year_student_share", "五年制高职在校生占比", "Share of five-year students in secondary stage", "%", INDICATOR_RATIO, "students_five_year", "students_sv", "ratio_at_last", "point_in_time", "higher", 2},
    {"grads_sv", "中职毕业生数", "Secondary vocational graduates", "人", INDICATOR_FLOW, "", "", "sum", "school_year", "neutral", 0},
    {"grads_sv_to_hv", "中职毕业生升入高职人数", "Graduates entering higher vocational study", "人", INDICATOR_FLOW, "", "", "sum", "school_year", "higher", 0},
    {"hv_applicants", "报考高职的中职学生数", "Secondary vocational applicants to higher vocational", "人", INDICATOR_FLOW, "", "", "sum", "school_year", "neutral", 0},
    {"hv_admitted", "被高职录取的中职学生数", "Secondary vocational students admitted to higher vocational", "人", INDICATOR_FLOW, "", "", "sum", "school_year", "higher", 0},
    {"adv_rate_hv", "中职毕业生升入高职比例(分母:毕业生)", "Progression rate to higher vocational (per graduates)", "%", INDICATOR_RATIO, "grads_sv_to_hv", "grads_sv", "ratio_of_sums", "school_year", "higher", 2},
    {"adm_rate_hv", "高职录取率(分母:报考人数)", "Admission rate (per applicants)", "%", INDICATOR_RATIO, "hv_admitted", "hv_applicants", "ratio_of_sums", "school_year", "higher", 2},
    {"majors_prov_key", "省级重点专业数(含示范专业)", "Provincial key programmes incl. model (in effect)", "个", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"majors_prov_key_new", "本年新遴选确定省级重点专业数(含示范专业)", "Provincial key programmes newly selected", "个", INDICATOR_FLOW, "", "", "sum", "calendar_year", "higher", 0},
    {"schools_prov_quality_hv", "省级优质高职院校建设单位数", "Provincial quality higher-vocational construction units", "所", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"teachers_major", "专业课专任教师数(含实习指导教师)", "Full-time teachers of specialised courses", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"teachers_dual", "双师型教师数", "Dual-qualified teachers", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"dual_share_major", "双师型教师占专业课专任教师比例", "Dual-qualified share of specialised teachers", "%", INDICATOR_RATIO, "teachers_dual", "teachers_major", "ratio_at_last", "point_in_time", "higher", 2},
    {"teachers_dual_50plus", "50岁及以上双师型教师数", "Dual-qualified teachers aged 50+", "人", INDICATOR_STOCK, "", "", "last", "point_in_time", "lower", 0},
    {"dual_50plus_share", "50岁及以上双师型教师占比", "Share of dual-qualified teachers aged 50+", "%", INDICATOR_RATIO, "teachers_dual_50plus", "teachers_dual", "ratio_at_last", "point_in_time", "lower", 2},
    {"teachers_dual_age_sum", "双师型教师年龄合计", "Sum of ages of dual-qualified teachers", "岁", INDICATOR_STOCK, "", "", "last", "point_in_time", "neutral", 0},
    {"dual_avg_age", "双师型教师平均年龄", "Mean age of dual-qualified teachers", "岁/人", INDICATOR_RATIO, "teachers_dual_age_sum", "teachers_dual", "ratio_at_last", "point_in_time", "lower", 2},
    {"bases_oncampus", "校内实训基地数", "On-campus training bases", "个", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"bases_complete", "功能完善的校内实训基地数", "On-campus bases with complete functions", "个", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"bases_complete_share", "功能完善校内实训基地占比", "Share of bases with complete functions", "%", INDICATOR_RATIO, "bases_complete", "bases_oncampus", "ratio_at_last", "point_in_time", "higher", 2},
    {"base_area", "校内实训基地建筑面积", "Floor area of on-campus training bases", "m²", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"workstations", "校内实践教学工位数", "On-campus practice workstations", "个", INDICATOR_STOCK, "", "", "last", "point_in_time", "higher", 0},
    {"workstations_per_100", "每百名学生校内实践教学工位数", "Practice workstations per 100 students", "个/百人", INDICATOR_RATIO, "workstations", "students_ft", "ratio_at_last", "point_in_time", "higher", 2},
    {"fund_total", "职业教育经费投入合计", "Total vocational-education funding", "万元", INDICATOR_FLOW, "", "", "sum", "calendar_year", "higher", 2},
    {"fund_gov", "政府财政投入", "Government funding", "万元", INDICATOR_FLOW, "", "", "sum", "calendar_year", "higher", 2},
    {"fund_loan", "银行贷款到位资金", "Bank-loan funds drawn", "万元", INDICATOR_FLOW, "", "", "sum", "calendar_year", "neutral", 2},
    {"fund_social", "社会资本投入", "Private and enterprise capital", "万元", INDICATOR_FLOW, "", "", "sum", "calendar_year", "higher", 2},
    {"fund_social_share", "社会资本占经费投入比例", "Share of social capital in funding", "%", INDICATOR_RATIO, "fund_social", "fund_total", "ratio_of_sums", "calendar_year", "higher", 2},
    {"comp_awards", "技能竞赛获奖数", "Skills-competition awards", "项", INDICATOR_FLOW, "", "", "sum", "calendar_year", "higher", 0},
    /* clang-format on */
};

static int id_of(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(INDICATORS); i++) {
        if (strcmp(INDICATORS[i].code, code) == 0) {
            return (int)i + 1;
        }
    }
    return 0;
}

static const char *unit_of(int id)
{
    return id == 0 ? "" : INDICATORS[id - 1].unit;
}

static void add_indicator(struct catalogue *cat, int i)
{
    int numerator = id_of(INDICATORS[i].numerator);
    const struct indicator row = {
        .id = i + 1,
        .code = INDICATORS[i].code,
        .name_zh = INDICATORS[i].zh,
        .name_en = INDICATORS[i].en,
        .unit = INDICATORS[i].unit,
        .kind = INDICATORS[i].kind,
        .numerator = numerator,
        .denominator = id_of(INDICATORS[i].denominator),
        .agg_schools = "sum",
        .agg_time = INDICATORS[i].agg_time,
        .period_type = INDICATORS[i].period_type,
        .breakdowns = "",
        .direction = INDICATORS[i].direction,
        .source = "",
        .decimals = INDICATORS[i].decimals,
        .due_days = -1,
        .multiplier =
            indicator_multiplier(INDICATORS[i].unit, unit_of(numerator)),
    };
    catalogue_add_indicator(cat, &row);
}

static void add_date(struct catalogue *cat, int i, int period)
{
    const struct coverage row = {
        .indicator = i + 1, .period = period, .since = 1};
    catalogue_add_coverage(cat, &row);
}

/* Awkwardly, one indicator was reported for 30 June as well. */
static void add_dates(struct catalogue *cat, int i)
{
    if (strcmp(INDICATORS[i].period_type, "point_in_time") != 0) {
        return;
    }
    for (int year = YEAR - 2; year <= YEAR; year++) {
        add_date(cat, i, period_day(year, 9, 1));
    }
    if (strcmp(INDICATORS[i].code, "workstations") == 0) {
        add_date(cat, i, period_day(YEAR, 6, 30));
    }
}

/* Of competitions; one has no English name. */
static void add_levels(struct catalogue *cat)
{
    static const struct dimension LEVEL = {.id = 1, .code = "comp_level"};
    static const struct member MEMBERS[] = {
        {.id = 1,
         .dimension = 1,
         .code = "nation",
         .name_zh = "国家级",
         .name_en = "National"},
        {.id = 2,
         .dimension = 1,
         .order = 1,
         .code = "prov",
         .name_zh = "省级",
         .name_en = ""},
    };
    catalogue_add_dimension(cat, &LEVEL);
    for (size_t i = 0; i < ARRAY_LEN(MEMBERS); i++) {
        catalogue_add_member(cat, &MEMBERS[i]);
    }
}

struct catalogue *report_world_catalogue(void)
{
    struct catalogue *cat = catalogue_new();
    struct error err;
    const struct area root = {.id = 1,
                              .code = "990100",
                              .name_zh = "示例市",
                              .name_en = "Demo City",
                              .level = "prefecture"};
    catalogue_add_area(cat, &root);
    for (int i = 0; i < (int)ARRAY_LEN(INDICATORS); i++) {
        add_indicator(cat, i);
        add_dates(cat, i);
    }
    add_levels(cat);
    catalogue_set_revision(cat, 1, "2024-09-12T08:00:00Z");
    CHECK(catalogue_finish(cat, &err));
    return cat;
}

/* --- figures --- */

/* Of indicators and, by name, of figures with members; money in 0.01 万元. */
static const struct {
    const char *name;
    int64_t cur, base;
} FIGURES[] = {
    {"train_persontimes", 34200, 32000},
    {"train_persontimes_subsidised", 12000, 11000},
    {"train_persontimes_key", 9500, 8000},
    {"skill_assessed", 4000, 3600},
    {"skill_certs", 3400, 3060},
    {"ent_partners", 96, 90},
    {"ent_central_leading", 24, 21},
    {"ent_central", 10, 9},
    {"ent_prov_leading", 16, 14},
    {"ent_oncampus_new", 5, 4},
    {"ent_oncampus", 18, 15},
    {"apprentice_students", 1500, 1300},
    {"ent_equip_value", 123456, 120000},
    {"enrol_sv", 8000, 8000},
    {"enrol_five_year", 1200, 1100},
    {"students_ft", 40000, 40000},
    {"students_sv", 24000, 24000},
    {"students_five_year", 3600, 3300},
    {"grads_sv", 7200, 7000},
    {"grads_sv_to_hv", 5046, 4676},
    {"hv_applicants", 6000, 5800},
    {"hv_admitted", 5400, 5191},
    {"majors_prov_key", 31, 28},
    {"majors_prov_key_new", 4, 3},
    {"majors_prov_key_new_model", 1, 1},
    {"schools_prov_quality_hv", 3, 2},
    {"teachers_major", 2000, 2000},
    {"teachers_dual", 1134, 1124},
    {"teachers_dual_50plus", 397, 405},
    {"teachers_dual_age_sum", 48762, 48444},
    {"bases_oncampus", 120, 118},
    {"bases_complete", 84, 80},
    {"base_area", 256000, 250000},
    {"workstations", 9600, 9000},
    {"fund_total", 123456789, 119630610},
    {"fund_gov", 81234567, 80000000},
    {"fund_loan", 12000000, 11000000},
    {"fund_social", 30222222, 28630610},
    {"comp_awards", 86, 80},
    {"comp_awards_nation", 6, 5},
    {"comp_awards_prov", 30, 28},
};

static int row_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++) {
        if (strcmp(FIGURES[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static struct figure count(int64_t value)
{
    return (struct figure){.present = true, .num = value, .den = 1};
}

static void set_count(struct report_value *value, const char *name)
{
    int row = row_of(name);
    if (row < 0) {
        return;
    }
    value->state = REPORT_KNOWN;
    value->value = count(FIGURES[row].cur);
    value->base = count(FIGURES[row].base);
}

static void set_ratio(const struct catalogue *cat, struct report_value *value)
{
    const struct indicator *num =
        catalogue_indicator_by_id(cat, value->indicator->numerator);
    const struct indicator *den = value->denominator;
    int top = row_of(num->code);
    int bottom = row_of(den->code);
    CHECK(top >= 0 && bottom >= 0);
    value->state = REPORT_KNOWN;
    value->scale.ratio = true;
    value->scale.percent = strcmp(value->indicator->unit, "%") == 0;
    value->scale.num_decimals = num->decimals;
    value->scale.den_decimals = den->decimals;
    value->value = (struct figure){true, FIGURES[top].cur, FIGURES[bottom].cur};
    value->base =
        (struct figure){true, FIGURES[top].base, FIGURES[bottom].base};
}

/* Four categories, of which three have a programme. */
static void set_members(struct report_value *value)
{
    static const struct report_member MEMBERS[] = {
        {"01", "农林牧渔大类", {true, 12, 1}},
        {"02", "资源环境与安全大类", {true, 0, 1}},
        {"06", "装备制造大类", {true, 11, 1}},
        {"12", "医药卫生大类", {true, 8, 1}},
    };
    value->state = REPORT_KNOWN;
    value->members = MEMBERS;
    value->member_count = ARRAY_LEN(MEMBERS);
}

static void set_value(struct report_world *world, int i,
                      const struct report_source *source)
{
    const struct report_figure *figure = &world->template.figures[i];
    struct report_value *value = &world->values[i];
    value->indicator = source->indicator;
    value->period = source->period;
    value->figure_id = figure->name;
    value->change_id = "change";
    value->status = 'A';
    value->reported = 40;
    value->expected = 40;
    value->new_count = 5;
    value->lost = 2;
    value->kept = 19;
    if (source->indicator == NULL || source->question < 0) {
        return;
    }
    value->has_sets = source->indicator->kind == INDICATOR_DISTINCT;
    value->denominator = catalogue_indicator_by_id(
        world->catalogue, source->indicator->denominator);
    value->scale = (struct figure_scale){
        .multiplier = source->indicator->multiplier,
        .num_decimals = source->indicator->decimals,
        .decimals = source->indicator->decimals,
    };
    if (figure->by != NULL) {
        set_members(value);
    } else if (source->indicator->kind == INDICATOR_RATIO) {
        set_ratio(world->catalogue, value);
    } else {
        set_count(value,
                  figure->where_count > 0 ? figure->name : figure->indicator);
    }
    value->cur = value->value;
    if (source->base_question >= 0) {
        value->base_period = period_day(YEAR - 1, 12, 31);
    }
}

/* --- the world --- */

static void set_values(struct report_world *world)
{
    const struct report_plan *plan = report_plan(
        &world->template, world->catalogue, &world->context, &world->arena);
    world->values =
        arena_zalloc(&world->arena, (size_t)world->template.figure_count + 1,
                     sizeof(*world->values));
    for (int i = 0; i < world->template.figure_count; i++) {
        set_value(world, i, &plan->sources[i]);
    }
}

static void parse(struct report_world *world, const char *text, size_t len)
{
    report_faults_init(&world->faults, &world->arena);
    CHECK(report_template_parse(&world->template, text, len, &world->arena,
                                &world->faults));
    world->context.area =
        world->template.lang == LANG_ZH ? "示例市" : "Demo City";
    world->text = NULL;
    set_values(world);
}

void report_world_init(struct report_world *world, enum lang lang, int through)
{
    size_t len = 0;
    const char *text = report_default(lang, &len);
    memset(world, 0, sizeof(*world));
    arena_init(&world->arena);
    world->catalogue = report_world_catalogue();
    world->context = (struct report_context){
        .year = YEAR, .through = through, .catalogue = world->catalogue};
    parse(world, text, len);
}

void report_world_use(struct report_world *world, const char *text)
{
    parse(world, text, strlen(text));
}

void report_world_fini(struct report_world *world)
{
    catalogue_unref(world->catalogue);
    arena_fini(&world->arena);
}

struct report_value *report_world_value(struct report_world *world,
                                        const char *name)
{
    int figure = report_template_figure(&world->template, name, strlen(name));
    CHECK(figure >= 0);
    return &world->values[figure];
}

const struct report_said *report_world_said(struct report_world *world,
                                            const char *id)
{
    world->text = report_fill(&world->template, world->values, &world->context,
                              &world->arena);
    for (int i = 0; i < world->text->said_count; i++) {
        if (strcmp(world->text->said[i].sentence->id, id) == 0) {
            return &world->text->said[i];
        }
    }
    CHECK(id == NULL);
    return NULL;
}
