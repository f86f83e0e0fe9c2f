#include "data/data_sets_impl.h"

#include <string.h>

#include "data/data_figure.h"
#include "platform/check.h"

struct data_sets *data_sets_new(const struct data_plan *plan, int64_t from,
                                int64_t *to)
{
    struct data_series first = data_plan_series(plan, from);
    struct data_sets *sets = arena_zalloc(plan->arena, 1, sizeof(*sets));
    int64_t of_place = (int64_t)plan->combos * plan->query->period_count;
    int64_t moves = data_sets_moves(plan->cat, plan->query->period_count);
    int64_t room = DATA_SETS_MAX_ROWS / of_place + 1;
    if (moves > 0 && room > DATA_SETS_MAX_MOVES / moves + 1) {
        room = DATA_SETS_MAX_MOVES / moves + 1;
    }
    int64_t left = plan->places.count - first.place;

    sets->plan = plan;
    sets->indicator = first.indicator;
    sets->line = &plan->timelines[first.indicator];
    sets->place_from = first.place;
    sets->place_count = (int)(room < left ? room : left);
    size_t places = (size_t)sets->place_count;
    sets->rows = arena_zalloc(plan->arena, places * (size_t)of_place,
                              sizeof(*sets->rows));
    sets->reported = arena_zalloc(
        plan->arena, places * (size_t)plan->query->period_count, sizeof(int));
    sets->told = arena_zalloc(plan->arena, places, sizeof(bool));
    struct data_series end = {
        first.indicator, first.place + sets->place_count - 1, plan->combos - 1};
    *to = data_plan_number(plan, end) + 1;
    return sets;
}

/* --- what came --- */

static struct data_set *row_at(const struct data_sets *sets,
                               struct data_set_spot at)
{
    const struct data_plan *plan = sets->plan;
    int periods = plan->query->period_count;
    if (at.place < 0 || at.place >= sets->place_count || at.combo < 0 ||
        at.combo >= plan->combos || at.period < 0 || at.period >= periods) {
        return NULL;
    }
    size_t series = (size_t)at.place * (size_t)plan->combos + (size_t)at.combo;
    return &sets->rows[series * (size_t)periods + (size_t)at.period];
}

void data_sets_add(struct data_sets *sets, struct data_set_spot spot,
                   const struct data_set *set)
{
    struct data_set *row = row_at(sets, spot);
    if (row != NULL) {
        *row = *set;
    }
}

void data_sets_add_reported(struct data_sets *sets, struct data_set_spot spot,
                            int schools)
{
    spot.combo = 0;
    if (row_at(sets, spot) != NULL) {
        int periods = sets->plan->query->period_count;
        sets->reported[spot.place * periods + spot.period] = schools;
        sets->told[spot.place] = true;
    }
}

void data_sets_list(const struct data_sets *sets, struct data_set_list *list,
                    struct data_set_spot spot, const struct data_set_item *item)
{
    struct arena *arena = sets->plan->arena;
    if (row_at(sets, spot) == NULL) {
        return;
    }
    if (list->count == DATA_SETS_MAX_LISTED) {
        list->cut = true;
        return;
    }
    if (list->items == NULL) {
        list->items =
            arena_alloc(arena, DATA_SETS_MAX_LISTED * sizeof(*list->items));
    }
    struct data_set_item *kept = &list->items[list->count++];
    *kept = *item;
    kept->series = (struct data_series){
        sets->indicator, sets->place_from + spot.place, spot.combo};
    kept->period = spot.period;
    kept->code = arena_dup(arena, item->code);
    kept->enterprise = arena_dup(arena, item->enterprise);
}

/* --- what is made of it --- */

const struct data_set *data_sets_row(const struct data_sets *sets,
                                     struct data_series series, int period)
{
    const struct data_set *row =
        row_at(sets, (struct data_set_spot){series.place - sets->place_from,
                                            series.combo, period});
    CHECK(row != NULL);
    return row;
}

static void make_figure(struct data_figure *figure, int64_t size, int reported)
{
    *figure = (struct data_figure){
        .figure = {.present = true, .num = size, .den = 1},
        .any = true,
        .reported = reported,
    };
}

/* A school that has any entry has told all of them: where none is in force,
 * its set is empty and not unknown. */
bool data_sets_figures(const struct data_sets *sets, struct data_series series,
                       struct data_figure *figures)
{
    const struct data_timeline *line = sets->line;
    int place = series.place - sets->place_from;
    int periods = sets->plan->query->period_count;
    memset(figures, 0, (size_t)line->count * sizeof(*figures));
    for (int i = 0; sets->told[place] && i < periods; i++) {
        const struct data_set *row = data_sets_row(sets, series, i);
        if (line->base[i] >= 0) { /* its own row, if any, comes below */
            make_figure(&figures[line->base[i]], row->base, 0);
        }
    }
    for (int i = 0; sets->told[place] && i < periods; i++) {
        make_figure(&figures[line->current[i]],
                    data_sets_row(sets, series, i)->value,
                    sets->reported[place * periods + i]);
    }
    return sets->told[place];
}
