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

static void take_series(struct parts_gather *gather, int64_t number)
{
    const struct data_plan *plan = &gather->plan;
    const struct data_timeline *line = &plan->timelines[0];
    struct data_series series = data_plan_series(plan, number);
    const int *slots = data_window_slots(&gather->window, number);
    struct data_column column =
        data_figure_column(&gather->window, series.place);
    struct parts_pair *pair = &gather->pairs[number];
    data_figure_make(&column, slots, &line->moments[line->current[0]],
                     &pair->current);
    if (line->base[0] >= 0) {
        data_figure_make(&column, slots, &line->moments[line->base[0]],
                         &pair->base);
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
