#include "data/data_single.h"

#include "data/data_roll.h"

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
    int *choice = own.choice.value;
    if (choice[DATA_CHOICE_COMPARE] != 0) {
        choice[DATA_CHOICE_SIDE] = id->choice.value[DATA_CHOICE_SIDE];
    }
    const char *mine = data_figure_id_print(single->plan.arena, &own);
    const char *given = data_figure_id_print(single->plan.arena, id);
    return mine != NULL && given != NULL && strcmp(mine, given) == 0;
}

/* A period can be the first one that there is. */
static bool find_moment(struct data_single *single, bool base)
{
    const struct data_timeline *line = &single->plan.timelines[0];
    const struct data_moment *current = &line->moments[line->current[0]];
    const struct data_moment *before =
        line->base[0] >= 0 ? &line->moments[line->base[0]] : NULL;
    single->panel = (struct data_panel_question){
        .window = &single->window,
        .place = single->series.place,
        .current = current,
        .base = before,
        .scale = &single->scale,
    };
    single->moment = base ? before : current;
    return single->moment != NULL;
}

static void open_window(struct data_single *single)
{
    const struct data_plan *plan = &single->plan;
    int64_t number = data_plan_number(plan, single->series);
    data_window_init(&single->window, plan, number, 1);
    if (single->window.sets == NULL) {
        single->slots = data_window_slots(&single->window, number);
        single->panel.slots = single->slots;
    }
    data_figure_scale(plan->cat, single->query.indicators[0], -1,
                      &single->scale);
}

/* Faults of the words say that there is no such figure; those of the plan,
 * that it is too large. */
static bool ask(struct data_single *single, const struct data_figure_id *id,
                struct cells *const *cells, const struct data_context *ctx,
                struct data_faults *faults)
{
    struct data_args args = {.count = 0};
    data_figure_id_args(id, ctx->arena, &args, faults);
    data_query_parse(&args, ctx, &single->query, faults);
    if (faults->count > 0 || !is_one(single, id)) {
        faults->count = 0;
        return false;
    }
    single->query.traced = true;
    data_plan_init(&single->plan, &single->query, cells, ctx, faults);
    return faults->count == 0;
}

bool data_single_init(struct data_single *single,
                      const struct data_figure_id *id,
                      struct cells *const *cells,
                      const struct data_context *ctx,
                      struct data_faults *faults)
{
    *faults = (struct data_faults){.arena = ctx->arena};
    if (!ask(single, id, cells, ctx, faults) || !find_series(single, id) ||
        !is_canonical(single, id) ||
        !find_moment(single, id->choice.value[DATA_CHOICE_SIDE] != 0)) {
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

static void make_panel(const struct data_single *single,
                       struct data_figure *out)
{
    struct data_panel panel;
    data_panel_make(&single->panel, &panel);
    *out = single->moment == single->panel.base ? panel.base : panel.current;
}

void data_single_make(const struct data_single *single, struct data_figure *out)
{
    if (single->window.sets != NULL) { /* of its one moment */
        (void)data_sets_figures(single->window.sets, single->series, out);
    } else if (data_query_has_panel(&single->query)) {
        make_panel(single, out);
    } else {
        struct data_column column =
            data_figure_column(&single->window, single->series.place);
        data_figure_make(&column, single->slots, single->moment, out);
    }
}

const char *data_single_other(const struct data_single *single,
                              const struct data_figure_id *id)
{
    struct data_figure_id other = *id;
    int *side = &other.choice.value[DATA_CHOICE_SIDE];
    if (id->choice.value[DATA_CHOICE_COMPARE] == 0 ||
        single->panel.base == NULL) {
        return NULL;
    }
    *side = *side == 0;
    return data_figure_id_print(single->plan.arena, &other);
}
