#include "data/data_single.h"

#include <string.h>

/* A period such as last:1 is a question, not a name. */
static bool is_one(const struct data_single *single,
                   const struct data_figure_id *id)
{
    const struct data_query *query = &single->query;
    return query->indicator_count == 1 && query->area_count == 1 &&
           query->period_count == 1 &&
           strcmp(query->period_texts[0], id->period) == 0;
}

static bool find_series(struct data_single *single,
                        const struct data_figure_id *id)
{
    const char *school = *id->school != '\0' ? id->school : NULL;
    int place = data_places_index(&single->plan.places, single->plan.cat,
                                  id->area, school);
    single->series = (struct data_series){.place = place};
    return place >= 0 && single->plan.series > 0;
}

/* Written again it must be the same: a figure has one name. */
static bool is_canonical(const struct data_single *single,
                         const struct data_figure_id *id)
{
    struct data_figure_id own;
    data_figure_id_of(&single->plan, single->series, 0, id->revision, &own);
    const char *mine = data_figure_id_print(single->plan.arena, &own);
    const char *given = data_figure_id_print(single->plan.arena, id);
    return mine != NULL && given != NULL && strcmp(mine, given) == 0;
}

static void open_window(struct data_single *single)
{
    const struct data_plan *plan = &single->plan;
    const struct data_timeline *line = &plan->timelines[0];
    int64_t number = data_plan_number(plan, single->series);
    data_window_init(&single->window, plan, number, 1);
    if (single->window.sets == NULL) {
        single->slots = data_window_slots(&single->window, number);
    }
    single->moment = &line->moments[line->current[0]];
    data_figure_scale(plan->cat, single->query.indicators[0], -1,
                      &single->scale);
}

bool data_single_init(struct data_single *single,
                      const struct data_figure_id *id,
                      struct cells *const *cells,
                      const struct data_context *ctx)
{
    struct data_args args = {.count = 0};
    struct data_faults faults = {.arena = ctx->arena};
    data_figure_id_args(id, ctx->arena, &args, &faults);
    data_query_parse(&args, ctx, &single->query, &faults);
    if (faults.count > 0 || !is_one(single, id)) {
        return false;
    }
    single->query.traced = true;
    data_plan_init(&single->plan, &single->query, cells, ctx, &faults);
    if (faults.count > 0 || !find_series(single, id) ||
        !is_canonical(single, id)) {
        return false;
    }
    open_window(single);
    return true;
}

bool data_single_more(struct data_single *single)
{
    if (data_window_next_part(&single->window)) {
        return true;
    }
    if (single->window.roll != NULL) {
        data_roll_spread(&single->window);
    }
    return false;
}

void data_single_make(const struct data_single *single, struct data_figure *out)
{
    if (single->window.sets != NULL) { /* of its one moment */
        (void)data_sets_figures(single->window.sets, single->series, out);
        return;
    }
    struct data_column column =
        data_figure_column(&single->window, single->series.place);
    data_figure_make(&column, single->slots, single->moment, out);
}

/* --- who is in it --- */

static bool has_report(const struct data_single *single, int slot, int unit)
{
    const struct data_window *window = &single->window;
    const struct data_roll *roll = window->roll;
    const struct data_column column = {roll->figures, roll->unit_count, unit};
    const struct data_total *total = data_figure_total(&column, slot);
    return total != NULL && (total->reported > 0 || total->missing > 0) &&
           data_roll_counts(window, unit, window->periods[slot],
                            single->series.place);
}

/* The first walk only counts. */
static void add(struct data_sources *out, struct data_source source)
{
    if (out->list != NULL) {
        out->list[out->count] = source;
    }
    out->count++;
}

/* Of a school everything that adds to the slot. */
static void add_school(const struct data_single *single, int slot, int unit,
                       int part, struct data_sources *out)
{
    const struct data_window *window = &single->window;
    for (int i = 0; i < window->cell_count; i++) {
        if (window->cells[i].slot == slot) {
            add(out, (struct data_source){window->cells[i].cell,
                                          window->roll->units[unit], part});
        }
    }
}

static void add_slot(const struct data_single *single, int slot, int part,
                     struct data_sources *out)
{
    if (slot < 0) {
        return;
    }
    struct data_units at = data_roll_at(&single->window, single->series.place);
    for (int i = 0; i < at.count; i++) {
        if (has_report(single, slot, at.list[i])) {
            add_school(single, slot, at.list[i], part, out);
        }
    }
}

static void walk(const struct data_single *single, struct data_sources *out)
{
    const struct data_terms *terms = &single->moment->terms;
    int at = single->moment->first;
    for (int part = 0; part < terms->count; part++) {
        int sources = data_term_sources(&terms->parts[part]);
        for (int i = 0; i < sources; i++) {
            add_slot(single, single->slots[at++], part, out);
        }
    }
}

bool data_single_sources(const struct data_single *single,
                         struct data_sources *out)
{
    *out = (struct data_sources){0};
    walk(single, out);
    if (out->count > DATA_MAX_TRACED) {
        return false;
    }
    out->list = arena_alloc(single->plan.arena,
                            ((size_t)out->count + 1) * sizeof(*out->list));
    out->count = 0;
    walk(single, out);
    return true;
}
