/* What a validation would change, before it is rolled back. */
#include "ingest/import_params.h"
#include "ingest/import_steps.h"

#include <stdlib.h>

static struct import_impact *impact_of(const struct import_run *run)
{
    return run->job->impact;
}

bool import_steps_wants_impact(const struct import_run *run)
{
    const struct import_job *job = run->job;
    return job->validate && job->changed && job->plan_impact != NULL;
}

bool import_steps_has_impact(const struct import_run *run)
{
    return run->job->impact != NULL && run->job->impact->touched_count > 0;
}

/* Columns of impact_touched.sql. */
enum { TOUCHED_INDICATOR, TOUCHED_PERIOD, TOUCHED_AREA, TOUCHED_ALL };

static void take_touched(struct import_impact *impact,
                         const struct db_result *result, int row)
{
    if (db_is_null(result, row, TOUCHED_AREA)) {
        impact->touched_all = db_int(result, row, TOUCHED_ALL);
        impact->touched[impact->touched_count++] = (struct impact_touched){
            .indicator = (int)db_int(result, row, TOUCHED_INDICATOR),
            .period = (int)db_int(result, row, TOUCHED_PERIOD),
        };
    } else {
        impact->areas_all = db_int(result, row, TOUCHED_ALL);
        impact->areas[impact->area_count++] =
            (int)db_int(result, row, TOUCHED_AREA);
    }
}

void import_steps_took_touched(struct import_run *run,
                               const struct db_result *result)
{
    struct arena *arena = &run->job->arena;
    int rows = db_rows(result);
    struct import_impact *impact = arena_zalloc(arena, 1, sizeof(*impact));
    size_t room = (size_t)rows + 1;
    impact->touched = arena_zalloc(arena, room, sizeof(*impact->touched));
    impact->areas = arena_zalloc(arena, room, sizeof(int));
    impact->last_cell = run->stage.mark.cell;
    impact->catalogue = run->catalogue;
    impact->store = run->cells;
    for (int row = 0; row < rows; row++) {
        take_touched(impact, result, row);
    }
    run->job->impact = impact;
    if (impact->touched_count > 0) {
        run->job->plan_impact(run->job);
    }
}

/* Columns of impact_panels.sql. */
enum {
    PANEL_INDICATOR,
    PANEL_PERIOD,
    PANEL_ENTERED,
    PANEL_ENTERED_CODES,
    PANEL_LEFT,
    PANEL_LEFT_CODES,
};

void import_steps_took_panels(struct import_run *run,
                              const struct db_result *result)
{
    struct import_impact *impact = impact_of(run);
    struct arena *arena = &run->job->arena;
    impact->panel_count = db_rows(result);
    impact->panels = arena_zalloc(arena, (size_t)impact->panel_count + 1,
                                  sizeof(*impact->panels));
    for (int row = 0; row < impact->panel_count; row++) {
        impact->panels[row] = (struct impact_panel){
            .indicator = (int)db_int(result, row, PANEL_INDICATOR),
            .period = (int)db_int(result, row, PANEL_PERIOD),
            .entered = db_int(result, row, PANEL_ENTERED),
            .left = db_int(result, row, PANEL_LEFT),
            .entered_codes =
                arena_dup(arena, db_text(result, row, PANEL_ENTERED_CODES)),
            .left_codes =
                arena_dup(arena, db_text(result, row, PANEL_LEFT_CODES)),
        };
    }
}

/* Columns of impact_totals.sql. */
enum {
    TOTAL_CELL,
    TOTAL_AREA,
    TOTAL_SUM,
    TOTAL_REPORTED,
    TOTAL_MISSING,
    TOTAL_SUM_CHANGE,
    TOTAL_REPORTED_CHANGE,
    TOTAL_MISSING_CHANGE,
    TOTAL_LETTERS,
    TOTAL_LETTERS_BEFORE,
};

static uint32_t letters_of(const char *text)
{
    uint32_t set = 0;
    for (; *text >= 'A' && *text <= 'Z'; text++) {
        set |= 1U << (*text - 'A');
    }
    return set;
}

static void take_total(const struct db_result *result, int row,
                       struct impact_total *out)
{
    struct impact_sum *after = &out->after;
    out->cell = (int)db_int(result, row, TOTAL_CELL);
    out->area = (int)db_int(result, row, TOTAL_AREA);
    after->sum = db_int(result, row, TOTAL_SUM);
    after->reported = (int)db_int(result, row, TOTAL_REPORTED);
    after->missing = (int)db_int(result, row, TOTAL_MISSING);
    after->letters = letters_of(db_text(result, row, TOTAL_LETTERS));
    out->before = (struct impact_sum){
        .sum = after->sum - db_int(result, row, TOTAL_SUM_CHANGE),
        .reported =
            after->reported - (int)db_int(result, row, TOTAL_REPORTED_CHANGE),
        .missing =
            after->missing - (int)db_int(result, row, TOTAL_MISSING_CHANGE),
        .letters = letters_of(db_text(result, row, TOTAL_LETTERS_BEFORE)),
    };
}

void import_steps_took_totals(struct import_run *run,
                              const struct db_result *result)
{
    struct import_impact *impact = impact_of(run);
    impact->total_count = db_rows(result);
    impact->totals =
        arena_zalloc(&run->job->arena, (size_t)impact->total_count + 1,
                     sizeof(*impact->totals));
    for (int row = 0; row < impact->total_count; row++) {
        take_total(result, row, &impact->totals[row]);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct impact_total *one = a;
    const struct impact_total *two = b;
    if (one->cell != two->cell) {
        return one->cell < two->cell ? -1 : 1;
    }
    return (one->area > two->area) - (one->area < two->area);
}

const struct impact_total *
import_impact_total(const struct import_impact *impact, int cell, int area)
{
    const struct impact_total key = {.cell = cell, .area = area};
    return bsearch(&key, impact->totals, (size_t)impact->total_count,
                   sizeof(key), by_place);
}
