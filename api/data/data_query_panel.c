#include "data/data_query_panel.h"

#include <stdio.h>
#include <string.h>

#include "data/data_query_codes.h"
#include "data/data_sets.h"
#include "model/period.h"

static const char *const BASES[] = {"all", "matched"};
static const char *const VIEWS[] = {"as_was", "as_is"};

const char *data_basis_name(enum data_basis basis)
{
    return BASES[basis];
}

const char *data_view_name(enum data_view view)
{
    return VIEWS[view];
}

void data_ytd_print(int month, char *out)
{
    out[0] = 'M';
    out[1] = (char)('0' + month / 10);
    out[2] = (char)('0' + month % 10);
    out[3] = '\0';
}

void data_query_take_basis(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->basis =
        (enum data_basis)data_query_word(parse, arg, BASES, ARRAY_LEN(BASES));
}

void data_query_take_view(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->view =
        (enum data_view)data_query_word(parse, arg, VIEWS, ARRAY_LEN(VIEWS));
}

void data_query_take_ytd(struct data_parse *parse, const struct data_arg *arg)
{
    static const char *const MONTHS[] = {"M01", "M02", "M03", "M04",
                                         "M05", "M06", "M07", "M08",
                                         "M09", "M10", "M11", "M12"};
    parse->query->ytd =
        1 + data_query_word(parse, arg, MONTHS, ARRAY_LEN(MONTHS));
}

void data_query_take_panel(struct data_parse *parse, const struct data_arg *arg)
{
    static const char *const WORDS[] = {"count", "list"};
    parse->query->panel_list =
        data_query_word(parse, arg, WORDS, ARRAY_LEN(WORDS)) == 1;
}

/* --- asof --- */

/* Does the text have the shape? 0 stands for a digit. */
static bool has_shape(const char *text, size_t len, const char *shape)
{
    if (strlen(shape) != len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) {
            return false;
        }
    }
    return true;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + text[1] - '0';
}

static bool is_day(const char *text)
{
    int period = 0;
    return period_parse(text, strlen("0000-00-00"), &period);
}

/* "T08:00:00Z": behind a day, and only UTC. To the millisecond is what answers
 * print, to the microsecond what the store knows. */
static bool is_clock(const char *text)
{
    size_t len = strlen(text);
    return (has_shape(text, len, "T00:00:00Z") ||
            has_shape(text, len, "T00:00:00.000Z") ||
            has_shape(text, len, "T00:00:00.000000Z")) &&
           two_digits(text + 1) < 24 && two_digits(text + 4) < 60 &&
           two_digits(text + 7) < 60;
}

/* A day means all of it. */
static const char *parse_time(struct arena *arena, const char *text)
{
    enum { DAY = sizeof("0000-00-00") - 1, SIZE = 32 };
    if (!has_shape(text, strnlen(text, DAY), "0000-00-00") || !is_day(text)) {
        return NULL;
    }
    if (text[DAY] == '\0') {
        char *end = arena_alloc(arena, SIZE);
        snprintf(end, SIZE, "%sT23:59:59.999999Z", text);
        return end;
    }
    return is_clock(text + DAY) ? arena_dup(arena, text) : NULL;
}

void data_query_take_asof(struct data_parse *parse, const struct data_arg *arg)
{
    const char *text = data_query_single(parse, arg);
    if (text == NULL) {
        return;
    }
    size_t digits = strspn(text, "0123456789");
    bool revision = digits > 0 && digits <= 9 && text[digits] == '\0';
    parse->query->asof = revision ? arena_dup(parse->ctx->arena, text)
                                  : parse_time(parse->ctx->arena, text);
    if (parse->query->asof == NULL) {
        data_query_refuse(parse, arg->name, text);
    }
}

/* --- together --- */

static void check_ytd(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    for (int i = 0; i < query->period_count; i++) {
        if (period_type_of(query->periods[i]) != PERIOD_CALENDAR_YEAR) {
            data_faults_add(parse->faults, FAULT_YTD_PERIOD, "ytd",
                            query->period_texts[i], NULL);
            return;
        }
    }
}

/* A set up to a month is known; the same schools' sets are no panel. */
static void check_distinct(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        if (row->kind == INDICATOR_DISTINCT &&
            !(row->from_partnerships && query->basis == DATA_ALL)) {
            data_faults_add(parse->faults, FAULT_NOT_ADDITIVE, "indicator",
                            row->code, "distinct");
        }
    }
}

void data_query_check_panel(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    bool compares = query->compare != DATA_NO_CHANGE;
    if (query->basis == DATA_MATCHED && !compares) {
        data_faults_add(parse->faults, FAULT_PANEL_COMPARE, "basis", NULL,
                        NULL);
    }
    if (query->panel_list && query->basis != DATA_MATCHED) {
        data_query_refuse(parse, "panel", "list");
    }
    if (query->ytd > 0) {
        check_ytd(parse);
    }
    if (query->basis == DATA_MATCHED || query->ytd > 0) {
        check_distinct(parse);
    }
    if (data_query_has_panel(query) && query->statuses) {
        data_query_refuse(parse, "statuses", "true"); /* of no one figure */
    }
}

bool data_query_has_panel(const struct data_query *query)
{
    return (query->basis == DATA_MATCHED || query->ytd > 0) &&
           !data_sets_wanted(query);
}

bool data_query_needs_schools(const struct data_query *query)
{
    return data_query_has_panel(query) || query->view == DATA_AS_IS ||
           query->traced;
}
