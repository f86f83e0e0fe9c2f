#include "data/data_rows.h"

#include "data/data_change.h"
#include "data/data_columns.h"
#include "data/data_expected.h"
#include "data/data_extras.h"
#include "data/data_outsiders.h"
#include "data/data_shield.h"
#include "data/data_table.h"
#include "model/period.h"

#include <string.h>

static void make_lists(struct data_rows *rows)
{
    size_t size = DATA_PANEL_LIST_MAX * sizeof(struct data_outsider);
    rows->entered.list = arena_alloc(rows->plan->arena, size);
    rows->left.list = arena_alloc(rows->plan->arena, size);
}

void data_rows_init(struct data_rows *rows, const struct data_plan *plan,
                    struct buffer *out)
{
    const struct data_query *query = plan->query;
    *rows = (struct data_rows){.plan = plan, .out = out};
    data_columns_init(plan, &rows->head);
    rows->scales = arena_alloc(plan->arena, (size_t)query->indicator_count *
                                                sizeof(*rows->scales));
    rows->figures = arena_alloc(plan->arena, 2 * (size_t)query->period_count *
                                                 sizeof(*rows->figures));
    if (query->panel_list) {
        make_lists(rows);
    }
    for (int i = 0; i < query->indicator_count; i++) {
        data_figure_scale(plan->cat, query->indicators[i],
                          query->digits_given ? query->digits : -1,
                          &rows->scales[i]);
    }
}

/* --- how many schools there are --- */

void data_rows_window(struct data_rows *rows, const struct data_window *window)
{
    const struct data_plan *plan = rows->plan;
    rows->window = window;
    rows->expected_from = window->place_from;
    rows->expected = arena_zalloc(plan->arena,
                                  (size_t)window->place_count *
                                      (size_t)plan->query->period_count,
                                  sizeof(int));
}

/* Of other figures than stocks they do not depend on the indicator, and are
 * remembered, plus one. */
static int expected_of(struct data_rows *rows, const struct data_moment *moment,
                       int place, int period)
{
    if (moment->terms.parts[0].last) {
        return data_expected(rows->window, place, moment);
    }
    int *known = &rows->expected[(place - rows->expected_from) *
                                     rows->plan->query->period_count +
                                 period];
    if (*known == 0) {
        *known = 1 + data_expected(rows->window, place, moment);
    }
    return *known - 1;
}

/* --- one row --- */

static void add_change(struct table_cell **at, struct data_row *row)
{
    const struct change *change = &row->change;
    int digits = row->plan->query->digits;
    int64_t base = 0;
    data_row_figure(at, row->base_figure, row->scale, &base);
    data_row_number(at, change->has_abs, change->abs, row->scale->decimals);
    data_row_number(at, change->has_pct, change->pct, digits);
    data_row_number(at, change->has_pp, change->pp, digits);
    data_row_text(at, change_reason_code(change->reason));
}

static const char *status_text(char letter)
{
    static const char LETTERS[] = "A\0B\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0"
                                  "P\0Q\0S\0U\0V\0W";
    for (size_t i = 0; i < sizeof(LETTERS); i += 2) {
        if (LETTERS[i] == letter) {
            return &LETTERS[i];
        }
    }
    return "O";
}

/* Compared across a break, it says so. */
static char status_of(const struct data_row *row)
{
    if (row->has_value && row->link != NULL && row->link->allowed) {
        return 'B';
    }
    return data_figure_status(row->figure, row->has_value);
}

static void fill_row(struct data_rows *rows, struct data_row *row,
                     struct table_cell *at)
{
    const struct data_query *query = rows->plan->query;

    data_row_text(&at, query->period_texts[row->period]);
    row->has_value = data_row_figure(&at, row->figure, row->scale, &row->value);
    if (query->compare != DATA_NO_CHANGE) {
        add_change(&at, row);
    }
    data_row_text(&at, status_text(status_of(row)));
    data_row_number(&at, !row->figure->hidden, row->figure->reported, 0);
    data_row_number(&at, true, row->expected, 0);
    data_extras_fill(row, &at);
}

static void write_row(struct data_rows *rows, const struct data_row *row)
{
    int number = rows->count++;
    if (rows->take != NULL) {
        rows->take(rows->take_ctx, row);
    } else if (rows->grid != NULL) {
        data_grid_add(rows->grid, data_plan_number(rows->plan, row->series),
                      row->period, rows->cells);
    } else {
        data_table_row(rows->plan->query, &rows->head, rows->cells, number,
                       rows->out);
    }
}

/* --- what must be said beside it --- */

static bool same_day_of_year(const struct data_row *row)
{
    const struct data_term *current = &row->current->terms.parts[0];
    const struct data_term *base = &row->base->terms.parts[0];
    return !current->last || !base->last ||
           (row->current->period - row->base->period) % PERIOD_YEAR != 0 ||
           current->periods[0] % PERIOD_YEAR == base->periods[0] % PERIOD_YEAR;
}

static void warn_of_ratio(struct data_rows *rows, const struct data_row *row)
{
    const struct data_figure *figure = row->figure;
    const struct data_part *num = &figure->parts[0];
    const struct data_part *den = &figure->parts[1];
    if (row->scale->ratio && num->present && den->present &&
        num->reported != den->reported) {
        data_warnings_add(&rows->warnings, DATA_WARN_PARTS_DIFFER,
                          row->indicator->code, 0);
    }
    if (row->scale->ratio && num->present && !den->cell &&
        rows->plan->query->axis_count > 0) {
        data_warnings_add(&rows->warnings, DATA_WARN_DENOMINATOR,
                          row->indicator->code, 0);
    }
}

static void warn_of_months(struct data_rows *rows, const struct data_row *row)
{
    if (row->panel != NULL && row->panel->uneven) {
        data_warnings_add(&rows->warnings, DATA_WARN_UNEVEN_MONTHS,
                          row->indicator->code,
                          rows->plan->query->periods[row->period]);
    }
}

static void warn(struct data_rows *rows, const struct data_row *row)
{
    const char *code = row->indicator->code;
    int period = rows->plan->query->periods[row->period];
    if (row->figure->incomplete) {
        data_warnings_add(&rows->warnings, DATA_WARN_INCOMPLETE_PERIOD, code,
                          period);
    }
    if (row->base != NULL && row->base_figure->incomplete) {
        data_warnings_add(&rows->warnings, DATA_WARN_INCOMPLETE_PERIOD, code,
                          row->base->period);
    }
    if (row->base != NULL && !same_day_of_year(row)) {
        data_warnings_add(&rows->warnings, DATA_WARN_DATES_DIFFER, code,
                          period);
    }
    if (row->link != NULL && row->link->allowed) {
        data_warnings_add(&rows->warnings, DATA_WARN_BREAK, code, period);
    }
    warn_of_ratio(rows, row);
    warn_of_months(rows, row);
}

/* --- a series --- */

/* Each moment once: a base is often another row's period. False: nobody has
 * reported anything for any of them. */
static bool make_figures(struct data_rows *rows,
                         const struct data_window *window, const int *slots,
                         struct data_series series)
{
    const struct data_timeline *line = &rows->plan->timelines[series.indicator];
    struct data_column column = data_figure_column(window, series.place);
    bool any = false;
    if (window->sets != NULL) {
        return data_sets_figures(window->sets, series, rows->figures);
    }
    for (int i = 0; i < line->count; i++) {
        data_figure_make(&column, slots, &line->moments[i], &rows->figures[i]);
        data_shield_cover(rows->plan->shield, series, i, &rows->figures[i]);
        any = any || rows->figures[i].any;
    }
    return any;
}

static void count_schools(struct data_rows *rows, struct data_row *row)
{
    int place = row->series.place;
    row->expected = expected_of(rows, row->current, place, row->period);
    if (rows->plan->query->min_coverage > 0 && row->base != NULL) {
        row->base_expected = data_expected(rows->window, place, row->base);
    }
}

static void find_figures(const struct data_rows *rows, struct data_row *row)
{
    static const struct data_figure NONE;
    const struct data_timeline *line =
        &rows->plan->timelines[row->series.indicator];
    int current = line->current[row->period];
    int base = line->base[row->period];
    row->current = &line->moments[current];
    row->figure = &rows->figures[current];
    row->base = base >= 0 ? &line->moments[base] : NULL;
    row->base_figure = base >= 0 ? &rows->figures[base] : &NONE;
    row->link = line->links != NULL ? &line->links[row->period] : NULL;
}

/* Instead of the figures of all, those of the panel. */
static void take_panel(struct data_rows *rows, const int *slots,
                       struct data_row *row)
{
    const struct data_query *query = rows->plan->query;
    struct data_panel_question question = {
        .window = rows->window,
        .slots = slots,
        .place = row->series.place,
        .current = row->current,
        .base = row->base,
        .scale = row->scale,
        .entered = query->panel_list ? &rows->entered : NULL,
        .left = query->panel_list ? &rows->left : NULL,
    };
    data_panel_make(&question, &rows->panel);
    data_outsiders_sort(&rows->entered);
    data_outsiders_sort(&rows->left);
    row->panel = &rows->panel;
    row->figure = &rows->panel.current;
    row->base_figure = &rows->panel.base;
}

int data_rows_series(struct data_rows *rows, const struct data_window *window,
                     int64_t number, int from, int room)
{
    const struct data_plan *plan = rows->plan;
    struct data_series series = data_plan_series(plan, number);
    const int *slots =
        window->sets == NULL ? data_window_slots(window, number) : NULL;
    int last = plan->query->period_count;
    if (!make_figures(rows, window, slots, series)) {
        return 0;
    }
    struct data_row row = {
        .plan = plan,
        .window = window,
        .slots = slots,
        .series = series,
        .revision = window->asof != 0 ? window->asof : window->revision,
        .indicator = plan->query->indicators[series.indicator],
        .scale = &rows->scales[series.indicator],
    };
    int head = data_columns_fill(plan, series, rows->cells);
    if (last - from > room) {
        last = from + room;
    }
    for (row.period = from; row.period < last; row.period++) {
        find_figures(rows, &row);
        if (data_query_has_panel(plan->query)) {
            take_panel(rows, slots, &row);
        }
        row.set = window->sets == NULL
                      ? NULL
                      : data_sets_row(window->sets, series, row.period);
        count_schools(rows, &row);
        if (plan->query->compare != DATA_NO_CHANGE) {
            data_change_make(&row, &rows->linked);
        }
        fill_row(rows, &row, rows->cells + head);
        write_row(rows, &row);
        warn(rows, &row);
    }
    return last - from;
}
