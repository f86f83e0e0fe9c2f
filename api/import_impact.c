/* The figures before and after, and what is said of them. */
#include "import_impact_impl.h"

#include <stdlib.h>
#include <string.h>

#include "data/data_change.h"
#include "data/data_expected.h"
#include "data/data_row.h"
#include "data/data_status.h"
#include "model/decimal.h"

/* One side of a row. */
struct side {
    struct data_figure figures[2]; /* the period's, its base's */
    struct change change;
    bool has_value, has_base;
    int64_t value, base;
    char status;
};

struct impact_row {
    const struct impact_view *view;
    int place;
    struct side sides[2]; /* before, after */
    bool flips;
};

/* --- figures --- */

static unsigned bits_of(uint32_t letters)
{
    unsigned set = 0;
    for (int i = 0; i < 26; i++) {
        set |= (letters >> i & 1U) != 0 ? data_status_bit((char)('A' + i)) : 0;
    }
    return set;
}

struct source {
    const struct import_impact *impact;
    const struct impact_view *view;
    int area;
    bool after;
};

/* The sums of all sources at the place, and their slots: before the import
 * its new cells were not there. */
static void fill(const struct source *from, struct data_total *totals,
                 int *slots)
{
    int count = from->view->plan.timelines[0].sources;
    for (int i = 0; i < count; i++) {
        int cell = from->view->cells[i];
        const struct impact_total *total =
            import_impact_total(from->impact, cell, from->area);
        bool known =
            cell != 0 && (from->after || cell <= from->impact->last_cell);
        slots[i] = known ? i : -1;
        if (total == NULL) {
            continue;
        }
        const struct impact_sum *sum =
            from->after ? &total->after : &total->before;
        totals[i] = (struct data_total){sum->sum, sum->reported, sum->missing,
                                        bits_of(sum->letters)};
    }
}

static void make_change(const struct impact_row *row, struct side *side)
{
    const struct impact_view *view = row->view;
    const struct data_timeline *line = &view->plan.timelines[0];
    const struct data_window window = {.plan = &view->plan};
    struct data_figure linked;
    struct data_row full = {
        .plan = &view->plan,
        .window = &window,
        .series = {.place = row->place},
        .indicator = view->query.indicators[0],
        .scale = &view->scale,
        .current = &line->moments[line->current[0]],
        .base = line->base[0] >= 0 ? &line->moments[line->base[0]] : NULL,
        .figure = &side->figures[0],
        .base_figure = &side->figures[1],
        .link = line->links != NULL ? &line->links[0] : NULL,
    };
    if (view->query.min_coverage > 0) {
        full.expected = data_expected(&window, row->place, full.current);
        full.base_expected = full.base != NULL
                                 ? data_expected(&window, row->place, full.base)
                                 : 0;
    }
    data_change_make(&full, &linked);
    side->change = full.change;
    side->has_base =
        figure_value(&full.base_figure->figure, &view->scale, &side->base);
}

static void make_side(const struct source *from, const struct impact_row *row,
                      struct arena *arena, struct side *side)
{
    const struct data_timeline *line = &from->view->plan.timelines[0];
    size_t count = (size_t)line->sources + 1;
    struct data_total *totals = arena_zalloc(arena, count, sizeof(*totals));
    int *slots = arena_zalloc(arena, count, sizeof(int));
    const struct data_column column = {totals, 1, 0};
    fill(from, totals, slots);
    data_figure_make(&column, slots, &line->moments[line->current[0]],
                     &side->figures[0]);
    if (line->base[0] >= 0) {
        data_figure_make(&column, slots, &line->moments[line->base[0]],
                         &side->figures[1]);
    }
    side->has_value = figure_value(&side->figures[0].figure, &from->view->scale,
                                   &side->value);
    side->status = data_figure_status(&side->figures[0], side->has_value);
    make_change(row, side);
}

/* --- which rows --- */

static bool is_same(const struct side *one, const struct side *two)
{
    return one->has_value == two->has_value && one->value == two->value &&
           one->status == two->status && one->has_base == two->has_base &&
           one->base == two->base && one->change.reason == two->change.reason &&
           one->change.has_abs == two->change.has_abs &&
           one->change.abs == two->change.abs &&
           one->change.has_pct == two->change.has_pct &&
           one->change.pct == two->change.pct &&
           one->change.has_pp == two->change.has_pp &&
           one->change.pp == two->change.pp;
}

static int sign_of(const struct change *change)
{
    int64_t by = change->has_pp ? change->pp : change->abs;
    bool has = change->has_pp || change->has_abs;
    return !has ? 0 : (by > 0) - (by < 0);
}

static bool make_row(const struct import_impact *impact,
                     const struct impact_view *view, int place,
                     struct impact_row *row)
{
    const struct impact_plan *plan = impact->plan;
    int area = view->plan.places.list[place].area->id;
    *row = (struct impact_row){.view = view, .place = place};
    for (int i = 0; i < 2; i++) {
        const struct source from = {impact, view, area, i == 1};
        make_side(&from, row, plan->arena, &row->sides[i]);
    }
    row->flips =
        sign_of(&row->sides[0].change) * sign_of(&row->sides[1].change) < 0;
    /* One that is missing now and then is none, whatever its base. */
    bool any = row->sides[0].has_value || row->sides[1].has_value;
    return any && !is_same(&row->sides[0], &row->sides[1]);
}

/* Signs first, then what comes or goes, then by how much of itself a figure
 * changes: |after - before| / |before|, compared as fractions. */
static int rank_of(const struct impact_row *row)
{
    if (row->flips) {
        return 0;
    }
    return row->sides[0].has_value != row->sides[1].has_value ? 1 : 2;
}

static __int128 distance(const struct impact_row *row)
{
    __int128 by = (__int128)row->sides[1].value - row->sides[0].value;
    return by < 0 ? -by : by;
}

static __int128 size_of(const struct impact_row *row)
{
    __int128 size = row->sides[0].value;
    size = size < 0 ? -size : size;
    return size > 0 ? size : 1;
}

static int by_effect(const void *a, const void *b)
{
    const struct impact_row *one = *(const struct impact_row *const *)a;
    const struct impact_row *two = *(const struct impact_row *const *)b;
    if (rank_of(one) != rank_of(two)) {
        return rank_of(one) - rank_of(two);
    }
    /* Values have at most 18 digits: the products fit. */
    __int128 left = distance(one) * size_of(two);
    __int128 right = distance(two) * size_of(one);
    if (left != right) {
        return left > right ? -1 : 1;
    }
    return (one > two) - (one < two); /* as they were made */
}

static int make_rows(const struct import_impact *impact,
                     const struct impact_row **list)
{
    const struct impact_plan *plan = impact->plan;
    int count = 0;
    for (const struct impact_view *view = plan->first; view != NULL;
         view = view->next) {
        for (int place = 0; place < view->plan.places.count; place++) {
            struct impact_row *row = arena_zalloc(plan->arena, 1, sizeof(*row));
            if (make_row(impact, view, place, row)) {
                list[count++] = row;
            }
        }
    }
    return count;
}

/* --- writing --- */

static void write_number(struct json_writer *json, const char *key, bool has,
                         int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (has) {
        json_raw(json, text, decimal_print(text, value, decimals));
    } else {
        json_null(json);
    }
}

static void write_side(struct json_writer *json, const char *key,
                       const struct impact_row *row, const struct side *side)
{
    const char status[2] = {side->status, '\0'};
    const struct change *change = &side->change;
    int decimals = row->view->scale.decimals;
    int digits = row->view->query.digits;
    json_key(json, key);
    json_begin_object(json);
    write_number(json, "value", side->has_value, side->value, decimals);
    json_member_string(json, "status", status);
    write_number(json, "base", side->has_base, side->base, decimals);
    write_number(json, "change_abs", change->has_abs, change->abs, decimals);
    write_number(json, "change_pct", change->has_pct, change->pct, digits);
    write_number(json, "change_pp", change->has_pp, change->pp, digits);
    json_member_string(json, "reason", change_reason_code(change->reason));
    json_end_object(json);
}

static void write_row(struct json_writer *json, const struct impact_row *row)
{
    const struct impact_view *view = row->view;
    json_begin_object(json);
    json_member_string(json, "indicator", view->query.indicators[0]->code);
    json_member_string(json, "area",
                       view->plan.places.list[row->place].area->code);
    json_member_string(json, "period", view->query.period_texts[0]);
    write_side(json, "before", row, &row->sides[0]);
    write_side(json, "after", row, &row->sides[1]);
    json_member_bool(json, "sign_flip", row->flips);
    json_end_object(json);
}

static void write_codes(struct json_writer *json, const char *key,
                        int64_t count, const char *codes)
{
    json_key(json, key);
    json_begin_object(json);
    json_member_int(json, "count", count);
    json_key(json, "schools");
    json_begin_array(json);
    while (*codes != '\0') {
        size_t len = strcspn(codes, ",");
        json_string_len(json, codes, len);
        codes += len + (codes[len] == ',');
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_panels(struct json_writer *json,
                         const struct import_impact *impact)
{
    char period[PERIOD_TEXT_SIZE];
    json_key(json, "panels");
    json_begin_array(json);
    for (int i = 0; i < impact->panel_count; i++) {
        const struct impact_panel *panel = &impact->panels[i];
        const struct indicator *indicator =
            catalogue_indicator_by_id(impact->catalogue, panel->indicator);
        period_print(panel->period, period);
        json_begin_object(json);
        json_member_string(json, "indicator", indicator->code);
        json_member_string(json, "period", period);
        write_codes(json, "entered", panel->entered, panel->entered_codes);
        write_codes(json, "left", panel->left, panel->left_codes);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_moved(struct json_writer *json,
                        const struct impact_plan *plan)
{
    json_key(json, "areas_left_out");
    json_begin_array(json);
    for (int i = 0; i < plan->moved_count; i++) {
        json_string(json, plan->moved[i]->code);
    }
    json_end_array(json);
}

void import_impact_write(struct json_writer *json, const struct import_job *job)
{
    const struct import_impact *impact = job->impact;
    if (impact == NULL || impact->plan == NULL) {
        return;
    }
    const struct impact_plan *plan = impact->plan;
    size_t room = (size_t)plan->views * (size_t)plan->area_count + 1;
    const struct impact_row **list =
        arena_zalloc(plan->arena, room, sizeof(*list));
    int count = make_rows(impact, list);
    qsort(list, (size_t)count, sizeof(struct impact_row *), by_effect);
    json_key(json, "impact");
    json_begin_object(json);
    json_member_int(json, "touched", impact->touched_all);
    json_member_int(json, "areas", impact->areas_all);
    json_member_int(json, "row_count", count);
    json_key(json, "rows");
    json_begin_array(json);
    for (int i = 0; i < count && i < IMPACT_MAX_ROWS; i++) {
        write_row(json, list[i]);
    }
    json_end_array(json);
    write_panels(json, impact);
    write_moved(json, plan);
    json_end_object(json);
}
