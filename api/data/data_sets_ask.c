/* What may be asked of sets, and how the statement is asked. */
#include "data/data_sets_impl.h"

#include <string.h>

#include "model/period.h"
#include "platform/buffer.h"
#include "platform/check.h"

#define PARAM_MAX (64 << 20)

/* By these entries are told apart, in the order of the parameters. */
static const char *const DIMENSIONS[] = {"ent_tier", "coop_mode", "depth",
                                         "on_campus"};

/* --- what may be asked --- */

static bool is_known_of(const struct dimension *dimension)
{
    for (size_t i = 0; i < ARRAY_LEN(DIMENSIONS); i++) {
        if (strcmp(dimension->code, DIMENSIONS[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool data_sets_wanted(const struct data_query *query)
{
    for (int i = 0; i < query->indicator_count; i++) {
        if (!query->indicators[i]->from_partnerships) {
            return false;
        }
    }
    return query->indicator_count > 0;
}

/* The first that is counted from partnerships; NULL: none is. */
static const struct indicator *find_set(const struct data_query *query)
{
    for (int i = 0; i < query->indicator_count; i++) {
        if (query->indicators[i]->from_partnerships) {
            return query->indicators[i];
        }
    }
    return NULL;
}

static void check_axes(const struct data_parse *parse,
                       const struct indicator *indicator)
{
    const struct data_query *query = parse->query;
    long long combos = 1;
    for (int i = 0; i < query->axis_count; i++) {
        const struct data_axis *axis = &query->axes[i];
        if (!is_known_of(axis->dimension)) {
            data_faults_add(parse->faults, FAULT_NO_BREAKDOWN,
                            axis->by ? "by" : "where", indicator->code,
                            axis->dimension->code);
        }
        combos = axis->by && combos <= DATA_SETS_MAX_COMBOS
                     ? combos * axis->count
                     : combos;
    }
    if (combos > DATA_SETS_MAX_COMBOS) {
        data_faults_too_many(parse->faults, "by", "combinations", combos,
                             DATA_SETS_MAX_COMBOS);
    }
}

static void check_moves(const struct data_parse *parse)
{
    long long moves =
        data_sets_moves(parse->ctx->catalogue, parse->query->period_count);
    if (moves > DATA_SETS_MAX_MOVES) {
        data_faults_too_many(parse->faults, "period", "events", moves,
                             DATA_SETS_MAX_MOVES);
    }
}

bool data_sets_check(const struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    const struct indicator *indicator = find_set(query);
    bool compares = query->compare != DATA_NO_CHANGE;
    if (query->lists_sets && (indicator == NULL || !compares)) {
        data_faults_add(parse->faults, FAULT_BAD_PARAMETER, "sets", "sets",
                        "list");
    }
    if (indicator == NULL) {
        return false;
    }
    if (!data_sets_wanted(query)) {
        data_faults_add(parse->faults, FAULT_MIXED_KINDS, "indicator",
                        indicator->code, NULL);
    }
    check_axes(parse, indicator);
    check_moves(parse);
    return true;
}

/* --- parameters --- */

void data_sets_open(struct buffer *text)
{
    buffer_init(text, PARAM_MAX);
    buffer_add_char(text, '{');
}

static const char *take_text(const struct data_sets *sets, struct buffer *text)
{
    CHECK(!text->failed);
    const char *copy = arena_copy(sets->plan->arena, text->data, text->len);
    buffer_fini(text);
    return copy;
}

const char *data_sets_close(const struct data_sets *sets, struct buffer *text)
{
    buffer_add_char(text, '}');
    return take_text(sets, text);
}

void data_sets_comma(struct buffer *text, int index)
{
    if (index > 0) {
        buffer_add_char(text, ',');
    }
}

/* The ids of the places, if they are such. */
static const char *places_text(const struct data_sets *sets, bool schools)
{
    struct buffer text;
    data_sets_open(&text);
    for (int i = 0; i < sets->place_count; i++) {
        const struct data_place *place =
            &sets->plan->places.list[sets->place_from + i];
        if ((place->school != NULL) == schools) {
            data_sets_comma(&text, i);
            buffer_add_int(&text,
                           schools ? place->school->id : place->area->id);
        }
    }
    return data_sets_close(sets, &text);
}

/* The members that the combination wants of an axis. */
static void add_members(const struct data_sets *sets, int combo, int axis,
                        struct buffer *text)
{
    const struct data_axis *row = &sets->plan->query->axes[axis];
    if (row->by) {
        buffer_add_int(text, data_plan_member(sets->plan, combo, axis)->id);
        return;
    }
    for (int i = 0; i < row->count; i++) {
        data_sets_comma(text, i);
        buffer_add_int(text, row->members[i]->id);
    }
}

/* {"{1,2}","{}"}: by combination, the members wanted of the dimension. */
static const char *members_text(const struct data_sets *sets,
                                const char *dimension)
{
    const struct data_query *query = sets->plan->query;
    struct buffer text;
    data_sets_open(&text);
    for (int combo = 0; combo < sets->plan->combos; combo++) {
        data_sets_comma(&text, combo);
        buffer_add_str(&text, "\"{");
        for (int i = 0; i < query->axis_count; i++) {
            if (strcmp(query->axes[i].dimension->code, dimension) == 0) {
                add_members(sets, combo, i, &text);
            }
        }
        buffer_add_str(&text, "}\"");
    }
    return data_sets_close(sets, &text);
}

/* Year to date, the calendar year up to the month. */
static int last_day(const struct data_sets *sets, int period)
{
    int month = sets->plan->query->ytd;
    return period_last_day(month > 0 ? period_month(period / PERIOD_YEAR, month)
                                     : period);
}

/* A set as of a date is that of the period's last day. */
static int first_day(const struct data_sets *sets, int period)
{
    const struct indicator *row =
        sets->plan->query->indicators[sets->indicator];
    bool window = strcmp(row->agg_time, "distinct_union") == 0;
    return window ? period_first_day(period) : last_day(sets, period);
}

static const char *days_text(const struct data_sets *sets, bool last)
{
    const struct data_timeline *line = sets->line;
    struct buffer text;
    data_sets_open(&text);
    for (int i = 0; i < line->count; i++) {
        int period = line->moments[i].period;
        data_sets_comma(&text, i);
        buffer_add_int(&text,
                       last ? last_day(sets, period) : first_day(sets, period));
    }
    return data_sets_close(sets, &text);
}

static const char *moments_text(const struct data_sets *sets,
                                const int *moments)
{
    struct buffer text;
    data_sets_open(&text);
    for (int i = 0; i < sets->plan->query->period_count; i++) {
        data_sets_comma(&text, i);
        buffer_add_int(&text, moments[i] + 1);
    }
    return data_sets_close(sets, &text);
}

static const char *number_text(const struct data_sets *sets, int number)
{
    struct buffer text;
    buffer_init(&text, PARAM_MAX);
    buffer_add_int(&text, number);
    return take_text(sets, &text);
}

void data_sets_params(const struct data_sets *sets, const char **params)
{
    const struct data_query *query = sets->plan->query;
    const struct data_timeline *line = sets->line;
    int at = 0;
    params[at++] = number_text(sets, query->indicators[sets->indicator]->id);
    params[at++] = places_text(sets, false);
    params[at++] = places_text(sets, true);
    for (size_t i = 0; i < ARRAY_LEN(DIMENSIONS); i++) {
        params[at++] = members_text(sets, DIMENSIONS[i]);
    }
    params[at++] = days_text(sets, false);
    params[at++] = days_text(sets, true);
    params[at++] = moments_text(sets, line->current);
    params[at++] = moments_text(sets, line->base);
    params[at++] =
        number_text(sets, query->lists_sets ? DATA_SETS_MAX_LISTED : 0);
    data_sets_scope(sets, params + at);
    CHECK(at + DATA_SETS_SCOPE_PARAMS == DATA_SETS_PARAMS);
}
