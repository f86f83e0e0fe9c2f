/* What the kind of an indicator and the type of a period do not allow. */
#include "data/data_query_codes.h"
#include "model/period.h"

#include <stdio.h>
#include <string.h>

/* Why a rate cannot be had; {zh, en}. */
static const char *const AREA_REASON[] = {
    "直接上报的比率,分子分母未知,只能按学校(by=school)查询",
    "it is a rate reported without its parts and can be had by=school only"};
static const char *const MEMBER_REASON[] = {
    "直接上报的比率,不能对多个分组成员求和",
    "it is a rate reported without its parts: members cannot be added up"};
static const char *const VIEW_REASON[] = {
    "直接上报的比率,合并后的学校没有可比的数值",
    "it is a rate reported without its parts: schools that merged have none "
    "together"};
static const char *const TIME_REASON[] = {
    "直接上报的比率,不能由较短的时期汇总",
    "it is a rate reported without its parts: shorter periods cannot be "
    "added up"};

static void refuse(struct data_parse *parse, const char *path,
                   const struct indicator *row, const char *const *reason)
{
    enum lang lang = parse->query->lang;
    data_faults_add(parse->faults, FAULT_NOT_ADDITIVE, path, row->code,
                    reason[lang == LANG_EN]);
}

/* Is it reported for periods within this one, and not for it itself? */
static bool is_made_of_shorter(const struct catalogue *cat,
                               const struct indicator *row, int period)
{
    size_t count = 0;
    const int *periods = catalogue_periods(cat, row->id, &count);
    bool shorter = false;
    for (size_t i = 0; i < count; i++) {
        if (periods[i] == period) {
            return false;
        }
        shorter = shorter ||
                  (period_type_of(periods[i]) != period_type_of(period) &&
                   period_first_day(periods[i]) >= period_first_day(period) &&
                   period_last_day(periods[i]) <= period_last_day(period));
    }
    return shorter;
}

static void check_rate(struct data_parse *parse, const struct indicator *row)
{
    const struct data_query *query = parse->query;
    if (!query->by_school) {
        refuse(parse, "indicator", row, AREA_REASON);
    }
    if (data_query_summed(query) > 1) {
        refuse(parse, "where", row, MEMBER_REASON);
    }
    if (query->view == DATA_AS_IS) {
        refuse(parse, "view", row, VIEW_REASON);
    }
    for (int i = 0; i < query->period_count; i++) {
        if (is_made_of_shorter(parse->ctx->catalogue, row, query->periods[i])) {
            refuse(parse, "period", row, TIME_REASON);
            return;
        }
    }
}

void data_query_check_rates(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    for (int i = 0; i < query->indicator_count; i++) {
        if (query->indicators[i]->kind == INDICATOR_RATE) {
            check_rate(parse, query->indicators[i]);
        }
    }
}

static bool is_reported_by(const struct data_query *query, int period)
{
    const char *type = period_type_name(period_type_of(period));
    for (int i = 0; i < query->indicator_count; i++) {
        if (strcmp(query->indicators[i]->period_type, type) == 0) {
            return true;
        }
    }
    return false;
}

/* Several indicators may each bring the type that they are reported by, as
 * they do with last:5. */
void data_query_check_mixed(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    if (query->compare == DATA_NO_CHANGE) {
        return;
    }
    for (int i = 1; i < query->period_count; i++) {
        bool mixed = period_type_of(query->periods[i]) !=
                     period_type_of(query->periods[0]);
        bool explained = query->indicator_count > 1 &&
                         is_reported_by(query, query->periods[0]) &&
                         is_reported_by(query, query->periods[i]);
        if (mixed && !explained) {
            data_faults_add(parse->faults, FAULT_MIXED_PERIODS, "period",
                            query->period_texts[0], query->period_texts[i]);
            return;
        }
    }
}
