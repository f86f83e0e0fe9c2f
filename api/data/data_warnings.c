#include "data/data_warnings.h"

#include "model/period.h"
#include "platform/macros.h"

#include <string.h>

#define MESSAGE_MAX 4096

/* {0} is the subject, {1} the period. */
static const struct wording {
    const char *code, *zh, *en;
} WORDINGS[] = {
    [DATA_WARN_NO_DATA] = {"no_data", "没有符合条件的数据",
                           "there are no data for this question"},
    [DATA_WARN_PERIOD_TYPE] = {"period_type",
                               "“{0}”的上报周期不同,得不出“{1}”的数据",
                               "\"{0}\" is reported for other periods: there "
                               "is no figure for \"{1}\""},
    [DATA_WARN_INCOMPLETE_PERIOD] =
        {"incomplete_period", "“{0}”在“{1}”内有月份缺数,不作合计",
         "\"{0}\" lacks months of \"{1}\", which is not added up"},
    [DATA_WARN_DATES_DIFFER] = {"dates_differ",
                                "“{0}”在“{1}”与上年取数的时点不是同月同日",
                                "\"{0}\" for \"{1}\" and its base are not of "
                                "the same day of the year"},
    [DATA_WARN_PARTS_DIFFER] =
        {"ratio_parts_differ", "“{0}”的分子与分母上报学校数不同",
         "different numbers of schools reported the parts of \"{0}\""},
    [DATA_WARN_DENOMINATOR] =
        {"denominator_not_broken_down", "“{0}”的分母没有这样的分组",
         "the denominator of \"{0}\" is not broken down that way"},
    [DATA_WARN_SCHOOLS_OUTSIDE] =
        {"schools_outside", "“{0}”有学校不属于所列的任何地区",
         "\"{0}\" has schools that lie in none of the areas listed"},
    [DATA_WARN_AREA_NOT_VALID] = {"area_not_valid", "地区代码“{0}”在“{1}”无效",
                                  "the area code \"{0}\" was not valid in "
                                  "\"{1}\""},
    [DATA_WARN_UNEVEN_MONTHS] =
        {"uneven_months", "“{0}”在“{1}”各校可比的月份不同",
         "the schools of \"{0}\" for \"{1}\" have different months in "
         "common with their base"},
    [DATA_WARN_BREAK] = {"definition_break",
                         "“{0}”在“{1}”与上年口径不同,变化仅供参考",
                         "\"{0}\" for \"{1}\" and its base are of different "
                         "definitions"},
    [DATA_WARN_SETS_CUT] = {"sets_cut", "企业名单过长,只列出一部分",
                            "there are more enterprises than are listed"},
};

void data_warnings_add(struct data_warnings *warnings, enum data_warning kind,
                       const char *subject, int period)
{
    for (int i = 0; i < warnings->count; i++) {
        const struct data_warning_row *row = &warnings->list[i];
        if (row->kind == kind && row->subject == subject &&
            row->period == period) {
            return;
        }
    }
    if (warnings->count < DATA_WARNINGS_MAX) {
        warnings->list[warnings->count++] =
            (struct data_warning_row){kind, subject, period};
    }
}

static void add_wording(struct buffer *out, const char *text,
                        const char *subject, const char *period)
{
    while (*text != '\0') {
        size_t run = strcspn(text, "{");
        buffer_add(out, text, run);
        text += run;
        if (*text == '{') {
            buffer_add_str(out, text[1] == '0' ? subject : period);
            text += strlen("{0}");
        }
    }
}

static void add_message(const struct data_warning_row *row, enum lang lang,
                        struct buffer *out)
{
    const struct wording *wording = &WORDINGS[row->kind];
    char period[PERIOD_TEXT_SIZE] = "";
    if (row->period != 0) {
        period_print(row->period, period);
    }
    add_wording(out, lang == LANG_EN ? wording->en : wording->zh, row->subject,
                period);
}

const char *data_warning_code(enum data_warning kind)
{
    return WORDINGS[kind].code;
}

const char *data_warning_message(const struct data_warning_row *row,
                                 enum lang lang, struct arena *arena)
{
    struct buffer message;
    buffer_init(&message, MESSAGE_MAX);
    add_message(row, lang, &message);
    const char *text = arena_copy(arena, message.data, message.len);
    buffer_fini(&message);
    return text;
}

void data_warnings_write(const struct data_warnings *warnings, enum lang lang,
                         struct json_writer *json)
{
    struct buffer message;
    buffer_init(&message, MESSAGE_MAX);
    json_begin_array(json);
    for (int i = 0; i < warnings->count; i++) {
        const struct data_warning_row *row = &warnings->list[i];
        buffer_clear(&message);
        add_message(row, lang, &message);
        json_begin_object(json);
        json_member_string(json, "code", data_warning_code(row->kind));
        json_member_string(json, "message", message.data);
        json_member_string(json, "subject", row->subject);
        json_end_object(json);
    }
    json_end_array(json);
    buffer_fini(&message);
}
