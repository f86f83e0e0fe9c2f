#include "data/data_lexicon.h"

#include <string.h>

#include "platform/macros.h"

static const struct data_word COLUMNS[] = {
    {"indicator", {"指标", "Indicator"}},
    {"area", {"地区", "Area"}},
    {"school", {"学校", "School"}},
    {"period", {"时期", "Period"}},
    {"value", {"数值", "Value"}},
    {"base", {"基期数值", "Base"}},
    {"change_abs", {"增减量", "Change"}},
    {"change_pct", {"增减(%)", "Change (%)"}},
    {"change_pp", {"增减(个百分点)", "Change (percentage points)"}},
    {"reason", {"增减说明", "Reason"}},
    {"status", {"状态", "Status"}},
    {"reported", {"已报学校数", "Schools reported"}},
    {"expected", {"应报学校数", "Schools expected"}},
    {"panel", {"可比学校数", "Schools compared"}},
    {"all_value", {"全口径数值", "Value of all"}},
    {"all_base", {"全口径基期数值", "Base of all"}},
    {"entered", {"新进入学校数值", "Entered"}},
    {"left", {"退出学校数值", "Left"}},
    {"months", {"月份", "Months"}},
    {"dropped", {"剔除学校数", "Schools dropped"}},
    {"new", {"新增", "New"}},
    {"lost", {"减少", "Lost"}},
    {"kept", {"保留", "Kept"}},
    {"sum", {"各校之和", "Sum over schools"}},
    {"shared", {"两校以上共有", "Shared by schools"}},
    {"unidentified", {"未能识别", "Unidentified"}},
    {"numerator", {"分子", "Numerator"}},
    {"denominator", {"分母", "Denominator"}},
    {"base_numerator", {"基期分子", "Numerator of the base"}},
    {"base_denominator", {"基期分母", "Denominator of the base"}},
    {"flags", {"提示", "Flags"}},
    {"direction", {"升降", "Direction"}},
    {"times", {"倍数", "Times the base"}},
    {"rel_pct", {"相对增减(%)", "Relative change (%)"}},
    {"avg_pct", {"年均增长(%)", "Growth a year (%)"}},
    {"figure_id", {"数据标识", "Figure id"}},
    {"statuses", {"各状态学校数", "Schools by status"}},
    {"unit", {"单位", "Unit"}},
    {"reference_date", {"取数时点", "Reference date"}},
    {"status_name", {"状态说明", "Meaning of the status"}},
    {"reason_name", {"增减说明的含义", "Meaning of the reason"}},
    {"revision", {"数据版本", "Revision"}},
};

/* CL_OBS_STATUS 2.2; docs/statistics.md has their order. */
static const struct data_word STATUSES[DATA_STATUS_COUNT] = {
    {"B", {"口径间断,前后不可比", "Break in the series"}},
    {"O", {"缺数", "Missing, no reason given"}},
    {"M", {"缺数:不可能有数", "Missing, cannot exist"}},
    {"L", {"缺数:存在但未收集", "Missing, exists but was not collected"}},
    {"H", {"缺数:节假日", "Missing, holiday or weekend"}},
    {"Q", {"缺数:不予公布", "Missing, suppressed"}},
    {"J", {"免报", "Derogation"}},
    {"S", {"特殊事件", "Strike or special event"}},
    {"D", {"定义不同", "Definition differs"}},
    {"K", {"并入其他类别", "Included in another category"}},
    {"W", {"含其他类别", "Includes another category"}},
    {"I", {"插补数", "Imputed"}},
    {"F", {"预计数", "Forecast"}},
    {"E", {"推算数", "Estimated"}},
    {"P", {"初步数", "Provisional"}},
    {"N", {"不足最小单位", "Not significant"}},
    {"U", {"可靠性低", "Low reliability"}},
    {"V", {"未审核", "Unvalidated"}},
    {"G", {"试验性", "Experimental"}},
    {"A", {"正常值", "Normal"}},
};

static const struct data_word REASONS[DATA_REASON_COUNT] = {
    {"OK", {"可比", "Computed"}},
    {"OK_PP", {"可比,以百分点计", "Computed, in percentage points"}},
    {"CUR_MISSING", {"本期数据暂缺", "The figure is missing"}},
    {"BASE_MISSING", {"上年同期无可比数据", "The base is missing"}},
    {"BREAK", {"口径调整,不可比", "Not comparable across a break"}},
    {"COVERAGE",
     {"上报不全,暂不计算增速", "Too few schools reported for a rate"}},
    {"NEGATIVE", {"有负数,不计算增速", "No rate on negative amounts"}},
    {"BOTH_ZERO", {"两期均为0", "Both are zero"}},
    {"BASE_ZERO", {"基期为0", "The base is zero"}},
};

static const struct data_unit UNITS[] = {
    {"%", "PT", 0, {"百分比", "Per cent"}, "%"},
    {"人", "PERSON", 0, {"人", "Persons"}, "persons"},
    {"人次", "PERSON_TIMES", 0, {"人次", "Person-times"}, "person-times"},
    {"家", "ENTERPRISE", 0, {"家", "Enterprises"}, "enterprises"},
    {"所", "SCHOOL", 0, {"所", "Schools"}, "schools"},
    {"个", "UNIT", 0, {"个", "Units"}, "units"},
    {"项", "ITEM", 0, {"项", "Items"}, "items"},
    {"元", "CNY", 0, {"元", "Yuan"}, "yuan"},
    {"万元", "CNY", 4, {"元", "Yuan"}, "10,000 yuan"},
    {"m²", "M2", 0, {"平方米", "Square metres"}, "m²"},
    {"岁", "YEAR", 0, {"岁", "Years of age"}, "years of age"},
    {"岁/人",
     "YEAR_PER_PERSON",
     0,
     {"岁/人", "Years of age per person"},
     "years of age per person"},
    {"人次/人",
     "PERSON_TIMES_PER_PERSON",
     0,
     {"人次/人", "Person-times per person"},
     "person-times per person"},
    {"人/人",
     "PERSON_PER_PERSON",
     0,
     {"人/人", "Persons per person"},
     "persons per person"},
    {"m²/人",
     "M2_PER_PERSON",
     0,
     {"平方米/人", "Square metres per person"},
     "m² per person"},
    {"个/百人",
     "UNIT_PER_100_PERSONS",
     0,
     {"个/百人", "Units per hundred persons"},
     "units per hundred persons"},
    {"元/人",
     "CNY_PER_PERSON",
     0,
     {"元/人", "Yuan per person"},
     "yuan per person"},
};

struct words data_lexicon_column(const char *id)
{
    for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++) {
        if (strcmp(COLUMNS[i].code, id) == 0) {
            return COLUMNS[i].words;
        }
    }
    return (struct words){id, id};
}

const struct data_word *data_lexicon_statuses(void)
{
    return STATUSES;
}

const struct data_word *data_lexicon_reasons(void)
{
    return REASONS;
}

const struct data_unit *data_lexicon_unit(const char *unit)
{
    for (size_t i = 0; i < ARRAY_LEN(UNITS); i++) {
        if (strcmp(UNITS[i].unit, unit) == 0) {
            return &UNITS[i];
        }
    }
    return NULL;
}
