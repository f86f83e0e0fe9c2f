#include "report/report_keyword.h"

#include "platform/check.h"
#include "platform/macros.h"
#include "report/report_piece.h"

struct word {
    const char *en, *zh;
};

static const struct word VERBS[REPORT_VERBS] = {
    [REPORT_LANGUAGE] = {"language", "语言"},
    [REPORT_TITLE] = {"title", "标题"},
    [REPORT_COUNTS] = {"counts", "计数"},
    [REPORT_FLAT] = {"nearly-flat", "基本持平"},
    [REPORT_COMPARE] = {"compare", "口径"},
    [REPORT_FIGURE] = {"figure", "数据"},
    [REPORT_SECTION] = {"section", "章节"},
    [REPORT_SENTENCE] = {"sentence", "句子"},
    [REPORT_OR] = {"or", "或者"},
};

static const struct word PERIODS[REPORT_PERIODS] = {
    [REPORT_SPAN] = {"span", "本期"},
    [REPORT_YEAR] = {"year", "全年"},
    [REPORT_LATEST] = {"latest", "最近时点"},
    [REPORT_END] = {"end", "期末"},
    [REPORT_LAST_YEAR_END] = {"last-year-end", "上年末"},
    [REPORT_SCHOOL_YEAR_ENDING] = {"school-year-ending", "本届"},
    [REPORT_SCHOOL_YEAR_BEGUN] = {"school-year-begun", "本学年"},
};

static const struct word ATTRIBUTES[REPORT_ATTRIBUTES] = {
    [REPORT_WHERE] = {"where", "其中"},
    [REPORT_BY] = {"by", "分"},
    [REPORT_MATCHED] = {"matched", "同口径"},
    [REPORT_ALL] = {"all", "全口径"},
    [REPORT_SINCE_NEW_YEAR] = {"since-last-year-end", "比上年末"},
    [REPORT_PARTIAL] = {"partial", "不计上报率"},
    [REPORT_LEVEL] = {"level", "学段"},
    [REPORT_TARGET] = {"target", "目标"},
    [REPORT_MATERIAL] = {"material", "显著"},
};

static const struct word FORMS[REPORT_FORMS] = {
    [REPORT_VALUE] = {"value", "数值"},
    [REPORT_BASE] = {"base", "基数"},
    [REPORT_CHG] = {"chg", "增速"},
    [REPORT_PP] = {"pp", "百分点"},
    [REPORT_ABS] = {"abs", "增减"},
    [REPORT_NET] = {"net", "净增减"},
    [REPORT_SIZE] = {"size", "变化量"},
    [REPORT_WORDS] = {"words", "用词"},
    [REPORT_JUDGE] = {"judge", "评价"},
    [REPORT_NEW] = {"new", "新进"},
    [REPORT_LOST] = {"lost", "退出"},
    [REPORT_KEPT] = {"kept", "保留"},
    [REPORT_NUMERATOR] = {"numerator", "分子"},
    [REPORT_DENOMINATOR] = {"denominator", "分母"},
    [REPORT_DATE] = {"date", "日期"},
    [REPORT_PERIOD] = {"period", "时期"},
    [REPORT_COUNT] = {"count", "个数"},
    [REPORT_LIST] = {"list", "列表"},
};

static const struct word UNITS[REPORT_UNITS] = {
    [REPORT_PLAIN] = {"plain", "原值"},
    [REPORT_WAN] = {"wan", "万"},
    [REPORT_YI] = {"yi", "亿"},
    [REPORT_THOUSAND] = {"thousand", "千"},
    [REPORT_MILLION] = {"million", "百万"},
    [REPORT_MONEY] = {"money", "金额"},
};

static const struct word FACTS[REPORT_FACTS] = {
    [REPORT_NO_FACT] = {"", ""},
    [REPORT_FACT_YEAR] = {"year", "年份"},
    [REPORT_FACT_LAST_YEAR] = {"last_year", "上年份"},
    [REPORT_FACT_AREA] = {"area", "地区"},
    [REPORT_FACT_ASOF] = {"asof", "时段"},
    [REPORT_FACT_END] = {"end", "截止日"},
    [REPORT_FACT_PRIOR] = {"prior", "对比期"},
    [REPORT_FACT_PROVISIONAL] = {"provisional", "初步"},
    [REPORT_FACT_COVERAGE] = {"coverage", "上报情况"},
};

static const struct word WHENS[REPORT_WHENS] = {
    [REPORT_ALWAYS] = {"", ""},
    [REPORT_PART_YEAR] = {"part-year", "非全年"},
    [REPORT_FULL_YEAR] = {"full-year", "全年"},
    [REPORT_BELOW_TARGET] = {"below-target", "低于目标"},
    [REPORT_ABOVE_TARGET] = {"above-target", "高于目标"},
};

static const struct {
    const struct word *words;
    int count;
} TABLES[REPORT_KEYWORDS_TABLES] = {
    [REPORT_KEYWORDS_STATEMENT] = {VERBS, REPORT_VERBS},
    [REPORT_KEYWORDS_PERIOD] = {PERIODS, REPORT_PERIODS},
    [REPORT_KEYWORDS_ATTRIBUTE] = {ATTRIBUTES, REPORT_ATTRIBUTES},
    [REPORT_KEYWORDS_FORM] = {FORMS, REPORT_FORMS},
    [REPORT_KEYWORDS_UNIT] = {UNITS, REPORT_UNITS},
    [REPORT_KEYWORDS_FACT] = {FACTS, REPORT_FACTS},
    [REPORT_KEYWORDS_WHEN] = {WHENS, REPORT_WHENS},
};

int report_keyword(enum report_keywords table, struct report_run word)
{
    for (int i = 0; word.len > 0 && i < TABLES[table].count; i++) {
        if (report_run_is(word, TABLES[table].words[i].en) ||
            report_run_is(word, TABLES[table].words[i].zh)) {
            return i;
        }
    }
    return -1;
}

const char *report_keyword_text(enum report_keywords table, int number)
{
    CHECK(number >= 0 && number < TABLES[table].count);
    return TABLES[table].words[number].en;
}

const char *report_keyword_list(enum report_keywords table, struct arena *arena)
{
    struct buffer list;
    buffer_init(&list, 0);
    for (int i = 0; i < TABLES[table].count; i++) {
        const char *word = TABLES[table].words[i].en;
        if (*word != '\0') {
            buffer_printf(&list, "%s%s", list.len > 0 ? ", " : "", word);
        }
    }
    const char *text = arena_copy(arena, list.data, list.len);
    buffer_fini(&list);
    return text;
}
