/* Which figures an import can have changed. */
#include "import_impact_impl.h"

#include <string.h>

#include "data/data_args.h"
#include "model/succession.h"
#include "platform/check.h"

#define MAX_VIEWS 200
#define TOTAL_BREAKDOWN 1
#define SLOT_SCHOOL_YEAR 100
#define CANDIDATES 4

static void add_one(struct data_args *args, struct arena *arena,
                    const char *name, const char *const *values, int count,
                    struct data_faults *faults)
{
    const struct data_arg arg = {name, values, count};
    (void)arena;
    data_args_add_list(args, &arg, faults);
}

/* --- the areas --- */

static void sort_areas(struct impact_plan *plan,
                       const struct import_impact *impact)
{
    size_t room = (size_t)impact->area_count + 1;
    plan->areas = arena_zalloc(plan->arena, room, sizeof(*plan->areas));
    plan->moved = arena_zalloc(plan->arena, room, sizeof(*plan->moved));
    for (int i = 0; i < impact->area_count; i++) {
        const struct area *area =
            catalogue_area_by_id(impact->catalogue, impact->areas[i]);
        if (area == NULL) {
            continue; /* this import makes it */
        }
        if (succession_any_moved_in(impact->catalogue, area)) {
            plan->moved[plan->moved_count++] = area;
        } else {
            plan->areas[plan->area_count++] = area->code;
        }
    }
}

/* --- one view --- */

static const int *find_cells(const struct impact_plan *plan,
                             const struct data_timeline *line)
{
    int *cells =
        arena_zalloc(plan->arena, (size_t)line->sources + 1, sizeof(int));
    for (int m = 0; m < line->count; m++) {
        const struct data_moment *moment = &line->moments[m];
        int at = moment->first;
        for (int t = 0; t < moment->terms.count; t++) {
            const struct data_term *term = &moment->terms.parts[t];
            for (int i = 0; i < data_term_sources(term); i++) {
                cells[at++] =
                    cells_find(plan->store, term->indicator, TOTAL_BREAKDOWN,
                               data_term_period(term, i));
            }
        }
    }
    return cells;
}

static bool is_there(const struct impact_plan *plan,
                     const struct indicator *indicator, int period)
{
    for (const struct impact_view *at = plan->first; at != NULL;
         at = at->next) {
        if (at->query.indicators[0] == indicator &&
            at->query.periods[0] == period) {
            return true;
        }
    }
    return false;
}

/* A stock of a year is that of its last date, and the import may bring a
 * later one: what it will be is only known when it is stored. */
static bool may_shift(const struct data_timeline *line)
{
    for (int m = 0; m < line->count; m++) {
        const struct data_terms *terms = &line->moments[m].terms;
        for (int t = 0; t < terms->count; t++) {
            if (terms->parts[t].last) {
                return true;
            }
        }
    }
    return false;
}

static struct impact_view *make_view(const struct impact_plan *plan,
                                     const struct import_impact *impact,
                                     const struct indicator *indicator,
                                     int period)
{
    static const char *const PREV_YEAR[] = {"prev_year"};
    struct impact_view *view = arena_zalloc(plan->arena, 1, sizeof(*view));
    struct data_faults faults = {.arena = plan->arena};
    struct data_args args = {.count = 0};
    char text[PERIOD_TEXT_SIZE];
    const struct data_context ctx = {
        .catalogue = impact->catalogue,
        .arena = plan->arena,
        .lang = plan->lang,
        .default_rows = plan->config->default_rows,
        .max_rows = plan->config->max_rows,
        .small_base = plan->config->small_base,
        .min_coverage = plan->config->min_coverage,
    };
    period_print(period, text);
    const char *const periods[] = {arena_dup(plan->arena, text)};
    const char *const indicators[] = {indicator->code};
    add_one(&args, plan->arena, "indicator", indicators, 1, &faults);
    add_one(&args, plan->arena, "period", periods, 1, &faults);
    add_one(&args, plan->arena, "compare", PREV_YEAR, 1, &faults);
    add_one(&args, plan->arena, "area", plan->areas, plan->area_count, &faults);
    data_query_parse(&args, &ctx, &view->query, &faults);
    if (faults.count > 0) {
        return NULL; /* no such question, no such figure */
    }
    data_plan_init(&view->plan, &view->query, &impact->plan_cells, &ctx,
                   &faults);
    if (faults.count > 0 || view->plan.by_roll ||
        may_shift(&view->plan.timelines[0])) {
        return NULL;
    }
    data_figure_scale(impact->catalogue, indicator, -1, &view->scale);
    view->cells = find_cells(plan, &view->plan.timelines[0]);
    return view;
}

static void add_view(struct impact_plan *plan,
                     const struct import_impact *impact,
                     const struct indicator *indicator, int period)
{
    if (plan->views >= MAX_VIEWS || is_there(plan, indicator, period)) {
        return;
    }
    struct impact_view *view = make_view(plan, impact, indicator, period);
    if (view != NULL) {
        *plan->tail = view;
        plan->tail = &view->next;
        plan->views++;
    }
}

/* --- which views --- */

static bool is_made_of(const struct impact_plan *plan,
                       const struct indicator *indicator, int period,
                       const struct impact_touched *touched)
{
    struct data_terms terms;
    data_terms_of(plan->known, indicator, period, 0, &terms);
    for (int t = 0; t < terms.count; t++) {
        const struct data_term *term = &terms.parts[t];
        for (int i = 0; i < data_term_sources(term); i++) {
            if (term->indicator == touched->indicator &&
                data_term_period(term, i) == touched->period) {
                return true;
            }
        }
    }
    return false;
}

/* The report's own period, and the years that it may be part of; each of them
 * is the base of the year after. */
static void add_views(struct impact_plan *plan,
                      const struct import_impact *impact,
                      const struct indicator *indicator,
                      const struct impact_touched *touched)
{
    int year = touched->period / PERIOD_YEAR * PERIOD_YEAR;
    const int periods[CANDIDATES] = {
        touched->period,
        year,
        year + SLOT_SCHOOL_YEAR,
        year - PERIOD_YEAR + SLOT_SCHOOL_YEAR,
    };
    for (int i = 0; i < CANDIDATES; i++) {
        if (is_made_of(plan, indicator, periods[i], touched)) {
            add_view(plan, impact, indicator, periods[i]);
            add_view(plan, impact, indicator, periods[i] + PERIOD_YEAR);
        }
    }
}

static void add_touched(struct impact_plan *plan,
                        const struct import_impact *impact,
                        const struct impact_touched *touched)
{
    size_t count = 0;
    const struct indicator *const *all =
        catalogue_indicators(impact->catalogue, &count);
    for (size_t i = 0; i < count; i++) {
        bool whole = all[i]->kind == INDICATOR_RATIO &&
                     (all[i]->numerator == touched->indicator ||
                      all[i]->denominator == touched->indicator);
        if (whole || all[i]->id == touched->indicator) {
            add_views(plan, impact, all[i], touched);
        }
    }
}

/* --- what they are made of --- */

static void list_cells(const struct impact_plan *plan,
                       struct import_impact *impact)
{
    int count = 0;
    for (const struct impact_view *at = plan->first; at != NULL;
         at = at->next) {
        count += at->plan.timelines[0].sources;
    }
    impact->cells = arena_zalloc(plan->arena, (size_t)count + 1, sizeof(int));
    for (const struct impact_view *at = plan->first; at != NULL;
         at = at->next) {
        for (int i = 0; i < at->plan.timelines[0].sources; i++) {
            if (at->cells[i] != 0) {
                impact->cells[impact->cell_count++] = at->cells[i];
            }
        }
    }
}

void import_impact_plan(struct import_job *job, const struct config *config,
                        enum lang lang)
{
    struct import_impact *impact = job->impact;
    struct impact_plan *plan = arena_zalloc(&job->arena, 1, sizeof(*plan));
    plan->config = config;
    plan->lang = lang;
    plan->arena = &job->arena;
    plan->store = impact->store;
    plan->known = data_known_new(impact->catalogue, plan->arena, NULL);
    plan->tail = &plan->first;
    impact->plan_cells = impact->store;
    sort_areas(plan, impact);
    for (int i = 0; i < impact->touched_count && plan->area_count > 0; i++) {
        add_touched(plan, impact, &impact->touched[i]);
    }
    list_cells(plan, impact);
    impact->plan = plan;
}
