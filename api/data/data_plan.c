#include "data/data_plan.h"

#include "data/data_link.h"
#include "model/succession.h"

#include <stdlib.h>
#include <string.h>

/* --- periods --- */

static int find_moment(const struct data_timeline *line, int period)
{
    for (int i = 0; i < line->count; i++) {
        if (line->moments[i].period == period) {
            return i;
        }
    }
    return -1;
}

static int add_moment(const struct data_plan *plan, struct data_timeline *line,
                      const struct indicator *indicator, int period)
{
    if (period == 0) {
        return -1;
    }
    int at = find_moment(line, period);
    if (at >= 0) {
        return at;
    }
    struct data_moment *moment = &line->moments[line->count];
    moment->period = period;
    moment->first = line->sources;
    data_terms_of(plan->known, indicator, period, plan->query->ytd,
                  &moment->terms);
    for (int i = 0; i < moment->terms.count; i++) {
        line->sources += data_term_sources(&moment->terms.parts[i]);
    }
    return line->count++;
}

static int base_of(const struct data_query *query, int period)
{
    switch (query->compare) {
    case DATA_PREV_YEAR:
        for (int i = 0; i < query->years && period != 0; i++) {
            period = period_year_before(period);
        }
        return period;
    case DATA_PREV_PERIOD:
        return period_previous(period);
    default:
        return 0;
    }
}

static void make_timeline(struct data_plan *plan, int index)
{
    const struct data_query *query = plan->query;
    struct data_timeline *line = &plan->timelines[index];
    size_t count = (size_t)query->period_count;

    line->moments =
        arena_alloc(plan->arena, 2 * count * sizeof(*line->moments));
    line->current = arena_alloc(plan->arena, count * sizeof(int));
    line->base = arena_alloc(plan->arena, count * sizeof(int));
    for (int i = 0; i < query->period_count; i++) {
        line->current[i] =
            add_moment(plan, line, query->indicators[index], query->periods[i]);
    }
    for (int i = 0; i < query->period_count; i++) {
        line->base[i] = add_moment(plan, line, query->indicators[index],
                                   base_of(query, query->periods[i]));
    }
}

static void make_timelines(struct data_plan *plan, struct data_faults *faults)
{
    const struct data_query *query = plan->query;
    long long most = 0;

    plan->timelines = arena_zalloc(plan->arena, (size_t)query->indicator_count,
                                   sizeof(*plan->timelines));
    for (int i = 0; i < query->indicator_count; i++) {
        make_timeline(plan, i);
        long long cells = (long long)plan->timelines[i].sources * plan->summed;
        most = cells > most ? cells : most;
    }
    if (most > DATA_MAX_SOURCES) {
        data_faults_too_many(faults, "where", "cells", most, DATA_MAX_SOURCES);
    } else if (most > DATA_MAX_ROLL / (plan->roll + 1)) {
        data_faults_too_many(faults, "period", "figures",
                             most * (plan->roll + 1), DATA_MAX_ROLL);
    }
}

/* --- the grid --- */

static long long times(long long product, long long factor)
{
    long long out = 0;
    return __builtin_mul_overflow(product, factor, &out) ? INT64_MAX : out;
}

static void measure(struct data_plan *plan, struct data_faults *faults)
{
    const struct data_query *query = plan->query;
    long long combos = 1;
    for (int i = 0; i < query->by_axes; i++) {
        combos = times(combos, query->axes[i].count);
    }
    long long series =
        times(times(query->indicator_count, plan->places.wanted), combos);
    long long rows = times(series, query->period_count);
    if (rows > DATA_MAX_GRID || series > DATA_MAX_GRID) {
        data_faults_too_many(faults, "by", "rows",
                             rows > series ? rows : series, DATA_MAX_GRID);
        return;
    }
    if (query->panel_list && rows > 1) {
        data_faults_too_many(faults, "panel", "rows", rows, 1);
    }
    plan->combos = (int)combos;
    plan->series = rows > 0 ? series : 0;
}

/* A school that counts elsewhere since some revision counts, or counted, in
 * the area: then how many were expected depends on the revision. */
static bool has_formers(const struct catalogue *cat, const struct area *area)
{
    const struct school *school = NULL;
    while ((school = catalogue_next_former(cat, school)) != NULL) {
        if (area_contains(area, catalogue_area_by_id(cat, school->area)) ||
            catalogue_once_below(cat, school, area)) {
            return true;
        }
    }
    return false;
}

/* Sums by area are kept in versions, one cell at a time. Which revision a time
 * means is not known here. */
static bool has_versions(const struct data_plan *plan)
{
    const struct data_query *query = plan->query;
    int64_t since = catalogue_totals_since(plan->cat);
    bool is_time = query->asof[strspn(query->asof, "0123456789")] != '\0';
    bool fits =
        !query->by_school && plan->summed == 1 &&
        (since == 0 || (!is_time && strtoll(query->asof, NULL, 10) >= since));
    for (int i = 0; i < query->area_count && fits; i++) {
        fits = !has_formers(plan->cat, query->areas[i]);
    }
    return fits;
}

/* Sums by area are kept for where the schools are now. */
static bool wants_roll(const struct data_plan *plan)
{
    const struct data_query *query = plan->query;
    bool moved = false;
    for (int i = 0; i < query->area_count && !moved; i++) {
        moved = succession_any_moved_in(plan->cat, query->areas[i]);
    }
    return moved || data_query_needs_schools(query) ||
           (query->asof != NULL && !has_versions(plan));
}

/* At an earlier revision any school may have been anywhere. */
int data_plan_width(const struct data_plan *plan, int place)
{
    const struct data_place *where = &plan->places.list[place];
    size_t all = 0;
    if (where->school != NULL) {
        return 1;
    }
    (void)catalogue_schools(plan->cat, &all);
    return plan->query->asof != NULL
               ? (int)all
               : succession_schools_ever_below(plan->cat, where->area);
}

static int count_roll(const struct data_plan *plan)
{
    int most = 0;
    for (int i = 0; i < plan->places.count; i++) {
        int width = data_plan_width(plan, i);
        most = width > most ? width : most;
    }
    return most;
}

void data_plan_init(struct data_plan *plan, const struct data_query *query,
                    struct cells *const *cells, const struct data_context *ctx,
                    struct data_faults *faults)
{
    *plan = (struct data_plan){
        .query = query,
        .cat = ctx->catalogue,
        .cells = cells,
        .arena = ctx->arena,
        .summed = data_query_summed(query),
    };
    plan->known = data_known_new(plan->cat, plan->arena, query->asof);
    data_places_find(query, plan->cat, plan->arena, &plan->places);
    plan->by_roll = wants_roll(plan);
    plan->roll = plan->by_roll ? count_roll(plan) : 0;
    measure(plan, faults);
    make_timelines(plan, faults);
    data_link_make(plan, query->lang, faults);
}

void data_plan_know(struct data_plan *plan, struct data_faults *faults)
{
    plan->known = data_known_new(plan->cat, plan->arena, plan->query->asof);
    make_timelines(plan, faults);
}

struct data_series data_plan_series(const struct data_plan *plan,
                                    int64_t number)
{
    int64_t of_indicator = (int64_t)plan->places.count * plan->combos;
    return (struct data_series){
        .indicator = (int)(number / of_indicator),
        .place = (int)(number % of_indicator / plan->combos),
        .combo = (int)(number % plan->combos),
    };
}

int64_t data_plan_number(const struct data_plan *plan,
                         struct data_series series)
{
    int64_t row = (int64_t)series.indicator * plan->places.count + series.place;
    return row * plan->combos + series.combo;
}

/* --- members --- */

const struct member *data_plan_member(const struct data_plan *plan, int combo,
                                      int axis)
{
    const struct data_query *query = plan->query;
    for (int i = query->by_axes - 1; i > axis; i--) {
        combo /= query->axes[i].count;
    }
    const struct data_axis *wanted = &query->axes[axis];
    return wanted->members[combo % wanted->count];
}

int data_plan_breakdowns(const struct data_plan *plan, int combo, int *out)
{
    const struct data_query *query = plan->query;
    int ids[DATA_MAX_AXES];
    int found = 0;
    for (int i = 0; i < query->by_axes; i++) {
        ids[i] = data_plan_member(plan, combo, i)->id;
    }
    for (int sum = 0; sum < plan->summed; sum++) {
        int rest = sum;
        for (int i = query->by_axes; i < query->axis_count; i++) {
            const struct data_axis *axis = &query->axes[i];
            ids[i] = axis->members[rest % axis->count]->id;
            rest /= axis->count;
        }
        int id =
            cells_find_stored_breakdown(*plan->cells, ids, query->axis_count);
        if (id != 0) {
            out[found++] = id;
        }
    }
    return found;
}
