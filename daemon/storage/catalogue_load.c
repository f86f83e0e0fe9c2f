#include "storage/catalogue_load.h"

#include <stdlib.h>
#include <string.h>

#include "model/blank_token.h"
#include "model/indicator.h"
#include "model/period.h"
#include "model/school_event.h"
#include "platform/check.h"
#include "platform/macros.h"

typedef void take_row_fn(struct catalogue_load *load,
                         const struct db_result *result, int row);

static int get_int(const struct db_result *result, int row, int column)
{
    return (int)db_int(result, row, column);
}

static void take_revision(struct catalogue_load *load,
                          const struct db_result *result, int row)
{
    catalogue_set_revision(load->catalogue, db_int(result, row, 0),
                           db_text(result, row, 1));
    catalogue_set_totals_since(load->catalogue, db_int(result, row, 2));
}

static void take_area(struct catalogue_load *load,
                      const struct db_result *result, int row)
{
    struct area area = {
        .id = get_int(result, row, 0),
        .code = db_text(result, row, 1),
        .name_zh = db_text(result, row, 2),
        .name_en = db_text(result, row, 3),
        .level = db_text(result, row, 4),
        .parent = get_int(result, row, 5),
        .valid_from = get_int(result, row, 6),
        .valid_to = get_int(result, row, 7),
    };
    catalogue_add_area(load->catalogue, &area);
}

static void take_school(struct catalogue_load *load,
                        const struct db_result *result, int row)
{
    struct school school = {
        .id = get_int(result, row, 0),
        .code = db_text(result, row, 1),
        .name_zh = db_text(result, row, 2),
        .name_en = db_text(result, row, 3),
        .level = db_text(result, row, 4),
        .type = db_text(result, row, 5),
        .ownership = db_text(result, row, 6),
        .area = get_int(result, row, 7),
        .opened = get_int(result, row, 8),
        .closed = get_int(result, row, 9),
    };
    catalogue_add_school(load->catalogue, &school);
}

static void take_indicator(struct catalogue_load *load,
                           const struct db_result *result, int row)
{
    struct indicator indicator = {
        .id = get_int(result, row, 0),
        .code = db_text(result, row, 1),
        .name_zh = db_text(result, row, 2),
        .name_en = db_text(result, row, 3),
        .unit = db_text(result, row, 4),
        .kind = indicator_kind_parse(db_text(result, row, 5)),
        .numerator = get_int(result, row, 6),
        .denominator = get_int(result, row, 7),
        .agg_schools = db_text(result, row, 8),
        .agg_time = db_text(result, row, 9),
        .period_type = db_text(result, row, 10),
        .breakdowns = db_text(result, row, 11),
        .direction = db_text(result, row, 12),
        .source = db_text(result, row, 13),
        .decimals = get_int(result, row, 14),
        .due_days = get_int(result, row, 15),
        .from_partnerships = db_text(result, row, 16)[0] == 't',
    };
    catalogue_add_indicator(load->catalogue, &indicator);
}

static void take_dimension(struct catalogue_load *load,
                           const struct db_result *result, int row)
{
    const char *membership = db_text(result, row, 2);
    struct dimension dimension = {
        .id = get_int(result, row, 0),
        .code = db_text(result, row, 1),
        .partition = membership[0] == 'p',
    };
    catalogue_add_dimension(load->catalogue, &dimension);
}

static void take_member(struct catalogue_load *load,
                        const struct db_result *result, int row)
{
    struct member member = {
        .id = get_int(result, row, 0),
        .dimension = get_int(result, row, 1),
        .order = get_int(result, row, 2),
        .code = db_text(result, row, 3),
        .name_zh = db_text(result, row, 4),
        .name_en = db_text(result, row, 5),
        .note = db_text(result, row, 6),
    };
    catalogue_add_member(load->catalogue, &member);
}

static void take_coverage(struct catalogue_load *load,
                          const struct db_result *result, int row)
{
    struct coverage coverage = {
        .indicator = get_int(result, row, 0),
        .period = get_int(result, row, 1),
        .since = db_int(result, row, 2),
        .since_us = db_int(result, row, 3),
        .until = db_int(result, row, 4),
        .until_us = db_int(result, row, 5),
    };
    catalogue_add_coverage(load->catalogue, &coverage);
}

static void take_event(struct catalogue_load *load,
                       const struct db_result *result, int row)
{
    struct school_event event = {
        .id = get_int(result, row, 0),
        .date = get_int(result, row, 1),
        .kind = school_event_kind_parse(db_text(result, row, 2)),
        .from = get_int(result, row, 3),
        .to = get_int(result, row, 4),
        .area_from = get_int(result, row, 5),
        .area_to = get_int(result, row, 6),
        .level_from = db_text(result, row, 7),
        .level_to = db_text(result, row, 8),
        .weight = get_int(result, row, 9),
        .note = db_text(result, row, 10),
        .revision = get_int(result, row, 11),
    };
    catalogue_add_event(load->catalogue, &event);
}

static void take_former(struct catalogue_load *load,
                        const struct db_result *result, int row)
{
    struct school_former former = {
        .school = get_int(result, row, 0),
        .area = get_int(result, row, 1),
    };
    catalogue_add_former(load->catalogue, &former);
}

static void take_break(struct catalogue_load *load,
                       const struct db_result *result, int row)
{
    struct definition_break made = {
        .indicator = get_int(result, row, 0),
        .old_value = db_int(result, row, 2),
        .new_value = db_int(result, row, 3),
        .note_zh = db_text(result, row, 4),
        .note_en = db_text(result, row, 5),
    };
    const char *period = db_text(result, row, 1);
    CHECK(period_parse(period, strlen(period), &made.period));
    catalogue_add_break(load->catalogue, &made);
}

static void take_blank_token(struct catalogue_load *load,
                             const struct db_result *result, int row)
{
    struct blank_token token = {
        .token = db_text(result, row, 0),
        .zero = !db_is_null(result, row, 1),
        .status = db_text(result, row, 2)[0],
        .meaning_zh = db_text(result, row, 3),
        .meaning_en = db_text(result, row, 4),
        .log = db_text(result, row, 5),
    };
    catalogue_add_blank_token(load->catalogue, &token);
}

static void take_breakdown(struct catalogue_load *load,
                           const struct db_result *result, int row)
{
    struct breakdown breakdown = {.id = get_int(result, row, 0)};
    const char *at = db_text(result, row, 1);
    while (*at != '\0' && breakdown.count < CELLS_MAX_MEMBERS) {
        char *end = NULL;
        breakdown.members[breakdown.count++] = (int)strtol(at, &end, 10);
        at = *end == ',' ? end + 1 : end;
    }
    CHECK(*at == '\0');
    cells_load_breakdown(load->cells, &breakdown);
}

static void take_cell(struct catalogue_load *load,
                      const struct db_result *result, int row)
{
    struct cell cell = {
        .id = get_int(result, row, 0),
        .indicator = get_int(result, row, 1),
        .breakdown = get_int(result, row, 2),
        .period = get_int(result, row, 3),
        .linked = db_text(result, row, 4)[0] == 't',
    };
    cells_load_cell(load->cells, &cell);
}

static const struct {
    enum statement statement;
    take_row_fn *take;
    bool cells;
} STEPS[] = {
    {STATEMENT_LOAD_REVISION, take_revision, false},
    {STATEMENT_LOAD_AREA, take_area, false},
    {STATEMENT_LOAD_SCHOOL, take_school, false},
    {STATEMENT_LOAD_SCHOOL_FORMER, take_former, false},
    {STATEMENT_LOAD_INDICATOR, take_indicator, false},
    {STATEMENT_LOAD_DIMENSION, take_dimension, false},
    {STATEMENT_LOAD_MEMBER, take_member, false},
    {STATEMENT_LOAD_COVERAGE, take_coverage, false},
    {STATEMENT_LOAD_EVENT, take_event, false},
    {STATEMENT_LOAD_BREAK, take_break, false},
    {STATEMENT_LOAD_BLANK_TOKEN, take_blank_token, false},
    {STATEMENT_LOAD_BREAKDOWN, take_breakdown, true},
    {STATEMENT_LOAD_CELL, take_cell, true},
};

static void finish(struct catalogue_load *load, const struct error *err)
{
    struct error own = {0};
    struct catalogue *catalogue = load->catalogue;
    struct cells *cells = load->cells;
    load->catalogue = NULL;
    load->cells = NULL;
    if (err == NULL && !catalogue_finish(catalogue, &own)) {
        err = &own;
    }
    if (err != NULL) {
        catalogue_unref(catalogue);
        cells_free(cells);
        load->done(load, NULL, NULL, err);
        return;
    }
    load->done(load, catalogue, cells, NULL);
}

static void next_step(struct catalogue_load *load);

static void on_rows(struct db_query *query, const struct db_result *result,
                    const struct error *err)
{
    struct catalogue_load *load =
        CONTAINER_OF(query, struct catalogue_load, query);
    if (err != NULL) {
        finish(load, err);
        return;
    }
    int rows = db_rows(result);
    for (int row = 0; row < rows; row++) {
        STEPS[load->step].take(load, result, row);
    }
    load->step++;
    next_step(load);
}

static void next_step(struct catalogue_load *load)
{
    while (load->step < (int)ARRAY_LEN(STEPS) && STEPS[load->step].cells &&
           load->cells == NULL) {
        load->step++;
    }
    if (load->step == (int)ARRAY_LEN(STEPS)) {
        finish(load, NULL);
        return;
    }
    load->query = (struct db_query){
        .statement = STEPS[load->step].statement,
        .done = on_rows,
    };
    db_session_run(load->session, &load->query);
}

void catalogue_load_start(struct catalogue_load *load, bool with_cells)
{
    load->catalogue = catalogue_new();
    load->cells = with_cells ? cells_new() : NULL;
    load->step = 0;
    next_step(load);
}

void catalogue_load_cancel(struct catalogue_load *load)
{
    catalogue_unref(load->catalogue);
    cells_free(load->cells);
    load->catalogue = NULL;
    load->cells = NULL;
}
