#include "ingest/import_params.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ingest/partnership.h"
#include "model/succession.h"
#include "platform/check.h"
#include "platform/macros.h"

#define ARRAY_MAX (256 * 1024 * 1024)

static const char *print(struct arena *arena, int64_t value)
{
    char text[24];
    int len = snprintf(text, sizeof(text), "%" PRId64, value);
    return arena_copy(arena, text, (size_t)len);
}

static const char *number(struct import_run *run, int64_t value)
{
    return print(&run->arena, value);
}

void import_params_revision(struct import_run *run, const char **params)
{
    params[0] = number(run, run->base_revision + 1);
}

void import_params_import(struct import_run *run, const char **params)
{
    params[0] = run->job->id;
}

void import_params_target(struct import_run *run, const char **params)
{
    const struct import_job *job = run->job;
    params[0] = job->reverts;
    params[1] = job->options.scope != NULL ? job->actor : NULL;
}

void import_params_target_revision(struct import_run *run, const char **params)
{
    params[0] = number(run, run->reverted);
}

void import_params_staged(struct import_run *run, const char **params)
{
    params[0] = number(run, run->stage.observations);
}

void import_params_limits(struct import_run *run, const char **params)
{
    static const int MAX[IMPORT_KIND_COUNT][2] = {
        [IMPORT_AREAS] = {CATALOGUE_MAX_AREAS},
        [IMPORT_SCHOOLS] = {CATALOGUE_MAX_SCHOOLS},
        [IMPORT_SCHOOL_EVENTS] = {CATALOGUE_MAX_EVENTS},
        [IMPORT_INDICATORS] = {CATALOGUE_MAX_INDICATORS},
        [IMPORT_DIMENSIONS] = {CATALOGUE_MAX_DIMENSIONS, CATALOGUE_MAX_MEMBERS},
        [IMPORT_PARTNERSHIPS] = {PARTNERSHIP_MAX},
        [IMPORT_BREAKS] = {CATALOGUE_MAX_BREAKS},
    };
    const int *max = MAX[run->job->options.kind];
    params[0] = number(run, max[0]);
    params[1] = number(run, max[1]);
}

void import_params_successors(struct import_run *run, const char **params)
{
    params[0] = number(run, SUCCESSION_MAX_SHARES);
}

void import_params_kind(struct import_run *run, const char **params)
{
    params[0] = import_kind_name(run->job->options.kind);
}

void import_params_mark(struct import_run *run, const char **params)
{
    params[0] = number(run, run->stage.mark.cell);
}

void import_params_totals(struct import_run *run, const char **params)
{
    params[0] = number(run, run->stage.mark.cell);
    params[1] = number(run, run->base_revision + 1);
}

void import_params_before(struct import_run *run, const char **params)
{
    params[0] = "-1";
    params[1] = number(run, run->stage.mark.cell);
}

void import_params_after(struct import_run *run, const char **params)
{
    params[0] = "1";
    params[1] = number(run, run->stage.mark.cell);
}

/* --- array literals --- */

struct columns {
    struct buffer text[5];
    int count;
};

static void columns_init(struct columns *columns, int count)
{
    columns->count = count;
    for (int i = 0; i < count; i++) {
        buffer_init(&columns->text[i], ARRAY_MAX);
        buffer_add_char(&columns->text[i], '{');
    }
}

static struct buffer *column(struct columns *columns, int i)
{
    struct buffer *text = &columns->text[i];
    if (text->len > 1) {
        buffer_add_char(text, ',');
    }
    return text;
}

static void add_int(struct columns *columns, int i, int64_t value)
{
    buffer_add_int(column(columns, i), value);
}

static void add_text(struct columns *columns, int i, const char *value)
{
    struct buffer *text = column(columns, i);
    buffer_add_char(text, '"');
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\') {
            buffer_add_char(text, '\\');
        }
        buffer_add_char(text, *value);
    }
    buffer_add_char(text, '"');
}

static void columns_take(struct import_run *run, struct columns *columns,
                         const char **params)
{
    for (int i = 0; i < columns->count; i++) {
        struct buffer *text = &columns->text[i];
        buffer_add_char(text, '}');
        CHECK(!text->failed);
        params[i] = arena_copy(&run->arena, text->data, text->len);
        buffer_fini(text);
    }
}

/* --- sheets --- */

/* Arrays of first lines, names and headings; NULL when it is no workbook. */
static void add_sheets(struct import_run *run, const char **params)
{
    const struct sheet_list *list =
        run->reader == NULL ? NULL : reader_sheets(run->reader);
    struct columns columns;
    if (list == NULL || list->count == 0) {
        return;
    }
    columns_init(&columns, 3);
    for (int i = 0; i < list->count; i++) {
        add_int(&columns, 0, list->sheets[i].first_line);
        add_text(&columns, 1, list->sheets[i].name);
    }
    for (int i = 0; i < list->heading_count; i++) {
        add_text(&columns, 2, list->headings[i]);
    }
    columns_take(run, &columns, params);
}

void import_params_firsts(struct import_run *run, const char **params)
{
    const char *all[3] = {NULL, NULL, NULL};
    add_sheets(run, all);
    params[0] = all[0];
    params[1] = all[1];
}

void import_params_shown(struct import_run *run, const char **params)
{
    params[0] = number(run, IMPORT_MAX_SHOWN_ERRORS - run->job->shown_count);
    add_sheets(run, params + 1);
}

void import_params_findings(struct import_run *run, const char **params)
{
    params[0] = number(run, IMPORT_MAX_FINDINGS);
    import_params_firsts(run, params + 1);
}

void import_params_kept(struct import_run *run, const char **params)
{
    params[0] = run->job->id;
    import_params_firsts(run, params + 1);
}

void import_params_errors(struct import_run *run, const char **params)
{
    params[0] = run->job->id;
    add_sheets(run, params + 1);
}

void import_params_sheets(struct import_run *run, const char **params)
{
    const struct sheet_list *list = reader_sheets(run->reader);
    struct columns columns;
    columns_init(&columns, 3);
    for (int i = 0; i < list->count; i++) {
        add_int(&columns, 0, list->sheets[i].number);
        add_int(&columns, 1, list->sheets[i].first_line);
        add_text(&columns, 2, list->sheets[i].name);
    }
    params[0] = run->job->id;
    columns_take(run, &columns, params + 1);
}

/* --- newcomers --- */

void import_params_areas(struct import_run *run, const char **params)
{
    size_t count = 0;
    const struct area *areas = newcomers_areas(run->newcomers, &count);
    struct columns columns;
    columns_init(&columns, 4);
    for (size_t i = 0; i < count; i++) {
        add_int(&columns, 0, areas[i].id);
        add_text(&columns, 1, areas[i].code);
        add_text(&columns, 2, areas[i].name_zh);
        add_int(&columns, 3, areas[i].parent);
    }
    columns_take(run, &columns, params);
}

void import_params_schools(struct import_run *run, const char **params)
{
    size_t count = 0;
    const struct school *schools = newcomers_schools(run->newcomers, &count);
    struct columns columns;
    columns_init(&columns, 4);
    for (size_t i = 0; i < count; i++) {
        add_int(&columns, 0, schools[i].id);
        add_text(&columns, 1, schools[i].code);
        add_text(&columns, 2, schools[i].name_zh);
        add_int(&columns, 3, schools[i].area);
    }
    columns_take(run, &columns, params);
}

void import_params_members(struct import_run *run, const char **params)
{
    size_t count = 0;
    const struct member *members = newcomers_members(run->newcomers, &count);
    struct columns columns;
    columns_init(&columns, 5);
    for (size_t i = 0; i < count; i++) {
        add_int(&columns, 0, members[i].id);
        add_int(&columns, 1, members[i].dimension);
        add_text(&columns, 2, members[i].code);
        add_text(&columns, 3, members[i].name_zh);
        add_int(&columns, 4, members[i].order);
    }
    columns_take(run, &columns, params);
}

static void add_members(struct columns *columns, int i,
                        const struct breakdown *breakdown)
{
    struct buffer *text = column(columns, i);
    buffer_add_str(text, "\"{");
    for (int m = 0; m < breakdown->count; m++) {
        buffer_printf(text, m > 0 ? ",%d" : "%d", breakdown->members[m]);
    }
    buffer_add_str(text, "}\"");
}

void import_params_breakdowns(struct import_run *run, const char **params)
{
    int last = cells_last_breakdown(run->cells);
    struct columns columns;
    columns_init(&columns, 2);
    for (int id = run->stage.mark.breakdown + 1; id <= last; id++) {
        add_int(&columns, 0, id);
        add_members(&columns, 1, cells_breakdown(run->cells, id));
    }
    columns_take(run, &columns, params);
}

void import_params_parts(struct import_run *run, const char **params)
{
    size_t count = 0;
    const struct member *members = newcomers_members(run->newcomers, &count);
    struct columns columns;
    import_params_breakdowns(run, params);
    columns_init(&columns, 2);
    for (size_t i = 0; i < count; i++) {
        add_int(&columns, 0, members[i].id);
        add_int(&columns, 1, members[i].dimension);
    }
    columns_take(run, &columns, params + 2);
}

void import_params_explained(struct import_run *run, const char **params)
{
    const struct import_job *job = run->job;
    struct columns columns;
    columns_init(&columns, 2);
    for (int i = 0; i < job->explained_count; i++) {
        add_text(&columns, 0, job->explained[i].rule);
        add_text(&columns, 1, job->explained[i].text);
    }
    columns_take(run, &columns, params);
}

void import_params_cells(struct import_run *run, const char **params)
{
    int last = cells_last_cell(run->cells);
    struct columns columns;
    columns_init(&columns, 4);
    for (int id = run->stage.mark.cell + 1; id <= last; id++) {
        const struct cell *cell = cells_cell(run->cells, id);
        add_int(&columns, 0, id);
        add_int(&columns, 1, cell->indicator);
        add_int(&columns, 2, cell->breakdown);
        add_int(&columns, 3, cell->period);
    }
    columns_take(run, &columns, params);
}

void import_params_rollups(struct import_run *run, const char **params)
{
    size_t count = 0;
    const struct rollup *rollups =
        cells_rollups_since(run->cells, run->stage.mark, &count);
    struct columns columns;
    columns_init(&columns, 3);
    for (size_t i = 0; i < count; i++) {
        add_int(&columns, 0, rollups[i].cell);
        add_int(&columns, 1, rollups[i].target);
        add_int(&columns, 2, rollups[i].rank);
    }
    columns_take(run, &columns, params);
}

/* --- what a validation would change --- */

void import_params_impact(struct import_run *run, const char **params)
{
    params[0] = number(run, IMPACT_MAX_TOUCHED);
    params[1] = number(run, IMPACT_MAX_AREAS);
}

void import_params_impact_cells(struct import_run *run, const char **params)
{
    const struct import_impact *impact = run->job->impact;
    struct columns columns;
    columns_init(&columns, 2);
    for (int i = 0; i < impact->cell_count; i++) {
        add_int(&columns, 0, impact->cells[i]);
    }
    for (int i = 0; i < impact->area_count; i++) {
        add_int(&columns, 1, impact->areas[i]);
    }
    columns_take(run, &columns, params);
}

void import_params_impact_panels(struct import_run *run, const char **params)
{
    params[0] = number(run, IMPACT_MAX_PANELS);
    params[1] = number(run, IMPACT_MAX_SCHOOLS);
}

/* --- the record --- */

/* What was not done must not use up the key. */
static const char *key_of(const struct import_job *job)
{
    bool done = job->state == IMPORT_COMMITTED || job->state == IMPORT_REJECTED;
    return done ? job->idempotency_key : NULL;
}

void import_params_of_job(const struct import_job *job, struct arena *arena,
                          const char **params)
{
    const struct import_counts *counts = &job->counts;
    const char *const values[] = {
        job->id,
        import_kind_name(job->options.kind),
        import_state_name(job->state),
        print(arena, job->revision),
        job->changed ? "true" : "false",
        job->sha256,
        print(arena, job->spool != NULL ? spool_size(job->spool) : 0),
        job->file_name,
        job->profile_name,
        job->skip ? "skip" : "abort",
        job->actor,
        job->request_id,
        key_of(job),
        job->fingerprint,
        print(arena, counts->read),
        print(arena, counts->observations),
        print(arena, counts->inserted),
        print(arena, counts->updated),
        print(arena, counts->unchanged),
        print(arena, counts->rejected),
        print(arena, counts->errors),
        print(arena, job->status),
        job->answer.data,
        job->reverts,
        print(arena, counts->deleted),
        job->durable != NULL ? print(arena, job->received_us) : NULL,
    };
    memcpy(params, values, sizeof(values));
}

void import_params_record(struct import_run *run, const char **params)
{
    import_job_compose(run->job);
    import_params_of_job(run->job, &run->arena, params);
}
