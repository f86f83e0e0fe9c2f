#include "reports/report_ask.h"

#include <stdio.h>
#include <string.h>

#include "data/data_figure_id.h"
#include "data/data_row.h"
#include "http/request.h"

/* --- the question as parameters --- */

static struct arena *arena_of(const struct report_ask *ask)
{
    return &ask->op->req->arena;
}

static void add_one(struct report_ask *ask, const char *name, const char *text)
{
    data_args_add(&ask->args, arena_of(ask), name, text, &ask->bad);
}

static void add_where(struct report_ask *ask, const struct report_where *where)
{
    size_t size = sizeof("where.") + strlen(where->dimension);
    char *name = arena_alloc(arena_of(ask), size);
    snprintf(name, size, "where.%s", where->dimension);
    const struct data_arg arg = {name, where->members, where->count};
    data_args_add_list(&ask->args, &arg, &ask->bad);
}

static void add_period(struct report_ask *ask)
{
    char *text = arena_alloc(arena_of(ask), PERIOD_TEXT_SIZE);
    period_print(ask->question->period, text);
    add_one(ask, "period", text);
    if (ask->question->ytd > 0) {
        char *month = arena_alloc(arena_of(ask), DATA_YTD_SIZE);
        data_ytd_print(ask->question->ytd, month);
        add_one(ask, "ytd", month);
    }
}

static void make_args(struct report_ask *ask)
{
    const struct report_question *question = ask->question;
    const struct {
        const char *name, *value; /* NULL: not asked for */
    } rest[] = {
        {"by", question->by},
        {"compare",
         question->compare || ask->base_day != 0 ? "prev_year" : NULL},
        {"basis", question->matched ? "matched" : NULL},
        {"asof", ask->asof},
        {"lang", ask->lang == LANG_EN ? "en" : "zh"},
        {"format", "json"},
    };
    ask->args = (struct data_args){.count = 0};
    ask->bad = (struct data_faults){.arena = arena_of(ask)};
    add_one(ask, "indicator", question->indicator->code);
    add_one(ask, "area", ask->area->code);
    add_period(ask);
    for (int i = 0; i < question->where_count; i++) {
        add_where(ask, &question->where[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
        if (rest[i].value != NULL) {
            add_one(ask, rest[i].name, rest[i].value);
        }
    }
}

/* --- the answer --- */

static bool is_given_reason(enum change_reason reason)
{
    return reason == CHANGE_BREAK || reason == CHANGE_COVERAGE ||
           reason == CHANGE_BASE_MISSING;
}

static const char *name_of(const struct data_row *row)
{
    struct data_figure_id id;
    data_figure_id_of(row->plan, row->series, row->period, row->revision, &id);
    return data_figure_id_print(row->plan->arena, &id);
}

static void take_sets(const struct data_row *row, struct report_answer *out)
{
    if (row->set != NULL && row->plan->query->compare != DATA_NO_CHANGE) {
        out->has_sets = true;
        out->new_count = row->set->fresh;
        out->lost = row->set->lost;
        out->kept = row->set->kept;
    }
}

/* Where small counts are protected, who made a figure is not told. */
static void on_row(void *ctx, const struct data_row *row)
{
    struct report_ask *ask = ctx;
    const struct data_panel *panel = row->panel;
    if (ask->count == REPORT_ASK_MAX_ROWS) {
        ask->cut = true;
        return;
    }
    struct report_answer *out = &ask->rows[ask->count++];
    *out = (struct report_answer){
        .member = ask->question->by != NULL
                      ? data_plan_member(row->plan, row->series.combo, 0)
                      : NULL,
        .scale = *row->scale,
        .value = row->figure->figure,
        .all_base =
            panel != NULL ? panel->all_base.figure : row->base_figure->figure,
        .base = row->base_figure->figure,
        .hidden =
            row->figure->hidden || (panel != NULL && panel->all_current.hidden),
        .reason = is_given_reason(row->change.reason) ? row->change.reason
                                                      : CHANGE_OK,
        .reported = row->figure->reported,
        .expected = row->expected,
        .status = data_figure_status(row->figure, row->has_value),
        .figure_id = ask->data.shielded ? NULL : name_of(row),
    };
    take_sets(row, out);
}

static void take_source(struct report_ask *ask)
{
    const struct data_window *window = &ask->data.page.window;
    if (window->plan == NULL) {
        return; /* there was nothing to read */
    }
    ask->revision = ask->asof != NULL ? window->asof : ask->data.revision;
    ask->of_sets = window->sets != NULL;
    ask->cells = ask->of_sets ? NULL : data_window_cells_text(window);
}

static void end(struct report_ask *ask)
{
    if (ask->data.end == DATA_ASK_READ) {
        take_source(ask);
    }
    data_ask_drop(&ask->data);
    ask->done(ask);
}

static void on_end(struct data_ask *data)
{
    end(CONTAINER_OF(data, struct report_ask, data));
}

/* --- the beginning --- */

static bool has_fault(const struct data_faults *faults, enum fault fault)
{
    for (int i = 0; i < faults->count; i++) {
        if (faults->list[i].fault == fault) {
            return true;
        }
    }
    return false;
}

/* A set knows its day, and not how it came to be asked for. */
static void set_base_day(struct report_ask *ask)
{
    const struct data_timeline *line = &ask->data.page.plan.timelines[0];
    if (ask->base_day != 0 && line->base[0] >= 0) {
        line->moments[line->base[0]].period = ask->base_day;
    }
}

static bool plan(struct report_ask *ask)
{
    ask->data = (struct data_ask){
        .op = ask->op,
        .args = &ask->args,
        .pinned = true,
        .on_end = on_end,
        .faults = ask->bad,
    };
    return data_ask_resolve(&ask->data) && data_ask_plan(&ask->data);
}

void report_ask_start(struct report_ask *ask,
                      const struct report_question *question)
{
    ask->question = question;
    ask->count = 0;
    ask->cut = false;
    ask->rows =
        arena_zalloc(arena_of(ask), REPORT_ASK_MAX_ROWS, sizeof(*ask->rows));
    ask->protected = false;
    ask->revision = 0;
    ask->cells = NULL;
    ask->of_sets = false;
    make_args(ask);
    if (!plan(ask)) {
        ask->protected = has_fault(&ask->data.faults, FAULT_PROTECTED);
        ask->data.end = DATA_ASK_REFUSED;
        end(ask);
        return;
    }
    ask->data.page.rows.take = on_row;
    ask->data.page.rows.take_ctx = ask;
    set_base_day(ask);
    data_ask_read(&ask->data);
}

void report_ask_drop(struct report_ask *ask)
{
    data_ask_drop(&ask->data);
}
