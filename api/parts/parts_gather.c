#include "parts/parts_gather.h"

#include "data/data_roll.h"
#include "parts/parts_query.h"

void parts_gather_init(struct parts_gather *gather,
                       const struct data_query *query,
                       struct cells *const *cells,
                       const struct data_context *ctx,
                       struct data_faults *faults)
{
    *gather = (struct parts_gather){0};
    data_plan_init(&gather->plan, query, cells, ctx, faults);
    if (gather->plan.series > PARTS_MAX) {
        data_faults_too_many(faults, "by", "parts", gather->plan.series,
                             PARTS_MAX);
    }
    if (faults->count == 0) {
        gather->pairs = arena_zalloc(ctx->arena, (size_t)gather->plan.series,
                                     sizeof(*gather->pairs));
    }
}

/* Windows without a cell are passed over: their figures are all absent. */
bool parts_gather_next(struct parts_gather *gather)
{
    while (gather->next < gather->plan.series) {
        data_window_init(&gather->window, &gather->plan, gather->next,
                         PARTS_MAX);
        if (gather->window.cell_count > 0) {
            return true;
        }
        gather->next = gather->window.to;
    }
    return false;
}

const struct data_moment *
parts_gather_current(const struct parts_gather *gather)
{
    const struct data_timeline *line = &gather->plan.timelines[0];
    return &line->moments[line->current[0]];
}

const struct data_moment *parts_gather_base(const struct parts_gather *gather)
{
    const struct data_timeline *line = &gather->plan.timelines[0];
    return line->base[0] >= 0 ? &line->moments[line->base[0]] : NULL;
}

/* Over the schools of the place's panel. */
static void take_panel(struct parts_gather *gather, int place, const int *slots,
                       struct parts_pair *pair)
{
    const struct data_panel_question question = {
        .window = &gather->window,
        .slots = slots,
        .place = place,
        .current = parts_gather_current(gather),
        .base = parts_gather_base(gather),
    };
    data_panel_make(&question, &gather->panel);
    gather->uneven = gather->uneven || gather->panel.uneven;
    pair->current = gather->panel.current;
    pair->base = gather->panel.base;
}

static void take_all(const struct parts_gather *gather, int place,
                     const int *slots, struct parts_pair *pair)
{
    const struct data_moment *base = parts_gather_base(gather);
    struct data_column column = data_figure_column(&gather->window, place);
    data_figure_make(&column, slots, parts_gather_current(gather),
                     &pair->current);
    if (base != NULL) {
        data_figure_make(&column, slots, base, &pair->base);
    }
}

static void take_series(struct parts_gather *gather, int64_t number)
{
    int place = data_plan_series(&gather->plan, number).place;
    const int *slots = data_window_slots(&gather->window, number);
    struct parts_pair *pair = &gather->pairs[number];
    if (data_query_has_panel(gather->plan.query)) {
        take_panel(gather, place, slots, pair);
    } else {
        take_all(gather, place, slots, pair);
    }
}

void parts_gather_take(struct parts_gather *gather)
{
    if (gather->window.roll != NULL) {
        data_roll_spread(&gather->window);
    }
    for (; gather->next < gather->window.to; gather->next++) {
        take_series(gather, gather->next);
    }
}
