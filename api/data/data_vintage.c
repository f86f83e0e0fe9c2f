#include "data/data_vintage.h"

#include "data/data_roll.h"

/* Planned for the first revision, a reading does without what the store keeps
 * since a later one; as of the last, all dates are known. */
#define FIRST "0"
#define LAST "999999999"

/* Rows would have to say which of several they are about. */
static void check_series(const struct data_vintage *vintage,
                         struct data_faults *faults)
{
    const struct data_query *query = &vintage->query;
    if (query->indicator_count > 1) {
        data_faults_too_many(faults, "indicator", "indicators",
                             query->indicator_count, 1);
    }
    if (query->area_count > 1) {
        data_faults_too_many(faults, "area", "areas", query->area_count, 1);
    }
}

void data_vintage_init(struct data_vintage *vintage,
                       const struct data_args *args, struct cells *const *cells,
                       const struct data_context *ctx,
                       struct data_faults *faults)
{
    *vintage = (struct data_vintage){.arena = ctx->arena};
    arena_init(&vintage->scratch);
    data_query_parse(args, ctx, &vintage->query, faults);
    check_series(vintage, faults);
    if (faults->count > 0) {
        return;
    }
    vintage->query.asof = FIRST; /* each reading has its own */
    data_plan_init(&vintage->plan, &vintage->query, cells, ctx, faults);
    vintage->query.asof = LAST;
    data_plan_know(&vintage->plan, faults);
    vintage->line = &vintage->plan.timelines[0];
    data_figure_scale(ctx->catalogue, vintage->query.indicators[0], -1,
                      &vintage->scale);
}

void data_vintage_fini(struct data_vintage *vintage)
{
    arena_fini(&vintage->scratch);
}

bool data_vintage_begin(struct data_vintage *vintage, const char *asof)
{
    struct data_window *window = &vintage->window;
    struct data_faults faults = {.arena = &vintage->scratch}; /* none is new */
    arena_fini(&vintage->scratch);
    arena_init(&vintage->scratch);
    vintage->query.asof = asof;
    vintage->plan.arena = &vintage->scratch;
    data_plan_know(&vintage->plan, &faults);
    vintage->line = &vintage->plan.timelines[0];
    *window = (struct data_window){.plan = &vintage->plan};
    if (vintage->plan.series == 0) {
        return false;
    }
    data_window_init(window, &vintage->plan, 0, 1);
    return window->cell_count > 0 || window->sets != NULL;
}

bool data_vintage_more(struct data_vintage *vintage)
{
    if (data_window_next_part(&vintage->window)) {
        return true;
    }
    if (vintage->window.roll != NULL) {
        data_roll_spread(&vintage->window);
    }
    return false;
}

struct data_figure *data_vintage_take(const struct data_vintage *vintage)
{
    const struct data_window *window = &vintage->window;
    const struct data_timeline *line = vintage->line;
    struct data_figure *figures =
        arena_zalloc(vintage->arena, (size_t)line->count + 1, sizeof(*figures));
    if (window->sets != NULL) {
        (void)data_sets_figures(window->sets, (struct data_series){0}, figures);
        return figures;
    }
    if (window->cell_count == 0) {
        return figures;
    }
    struct data_column column = data_figure_column(window, 0);
    const int *slots = data_window_slots(window, 0);
    for (int i = 0; i < line->count; i++) {
        data_figure_make(&column, slots, &line->moments[i], &figures[i]);
    }
    return figures;
}
