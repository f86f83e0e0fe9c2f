/*
 * GET /v1/revisions: how the figures of some periods came to be what they
 * are. Of the revisions that touched what they are made of, a page at a time,
 * each is read, and shown where it changed a value or its status.
 */
#include "conditional.h"
#include "http/request.h"
#include "model/decimal.h"
#include "ops/data_read.h"
#include "ops/envelope.h"
#include "ops/id_cursor.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "ops/vintage_params.h"
#include "platform/clock.h"
#include "platform/macros.h"
#include "stats/vintage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CURSOR_MARK 'r'
#define LATEST "999999999"
#define DAY_SIZE 40
#define PAGE_MS 1000 /* a page that takes longer ends early */

struct candidate {
    const char *revision, *committed, *import;
};

struct revisions {
    struct data_vintage series;
    int limit;
    struct id_cursor after; /* id[0]: the revision */
    struct candidate *list; /* [0] is the cursor's, or nothing */
    int count;              /* of those that are read */
    bool more;              /* there is another page */
    int64_t began;
    bool cut; /* ended early: it says nothing of the next time */
    int at;   /* that is being read */
    const struct data_figure *last; /* of the revision before; NULL: none */
    struct buffer rows;             /* written so far */
    struct json_writer json;
    const char *key;
};

/* --- the rows --- */

static char status_of(const struct revisions *revisions,
                      const struct data_figure *figure)
{
    int64_t value = 0;
    return data_figure_status(
        figure,
        figure_value(&figure->figure, &revisions->series.scale, &value));
}

static bool is_changed(const struct revisions *revisions,
                       const struct data_figure *now,
                       const struct data_figure *before)
{
    const struct figure *one = &now->figure;
    const struct figure *other = &before->figure;
    return one->present != other->present ||
           (one->present &&
            (one->num != other->num || one->den != other->den)) ||
           now->any != before->any ||
           status_of(revisions, now) != status_of(revisions, before);
}

static void write_row(struct revisions *revisions, int period,
                      const struct data_figure *now,
                      const struct data_figure *before)
{
    struct json_writer *json = &revisions->json;
    const struct candidate *candidate = &revisions->list[revisions->at];
    const struct figure_scale *scale = &revisions->series.scale;
    const struct data_query *query = &revisions->series.query;
    const char status[] = {status_of(revisions, now), '\0'};
    struct vintage_split split;
    int64_t value = 0;
    bool present = figure_value(&now->figure, scale, &value);

    vintage_split(&now->figure, &before->figure, &before->figure, scale,
                  query->digits, &split);
    json_begin_object(json);
    json_key(json, "revision");
    json_raw(json, candidate->revision, strlen(candidate->revision));
    json_member_string(json, "committed_at", candidate->committed);
    json_member_string(json, "import", candidate->import);
    json_member_string(json, "period", query->period_texts[period]);
    vintage_params_number(json, "value", present, value, scale->decimals);
    vintage_params_number(json, "change", split.has_change, split.change,
                          split.decimals);
    json_member_string(json, "status", status);
    json_member_int(json, "reported", now->reported);
    json_end_object(json);
}

/* The first reading of a later page is only what its first row is compared
 * with. */
static void take_figures(struct revisions *revisions)
{
    static const struct data_figure NONE;
    const struct data_vintage *series = &revisions->series;
    const struct data_figure *now = data_vintage_take(series);
    const struct data_figure *before = revisions->last;
    for (int i = 0; revisions->at > 0 && i < series->query.period_count; i++) {
        int moment = series->line->current[i];
        const struct data_figure *old =
            before != NULL ? &before[moment] : &NONE;
        if (is_changed(revisions, &now[moment], old)) {
            write_row(revisions, i, &now[moment], old);
        }
    }
    revisions->last = now;
    revisions->at++;
}

/* --- the answer --- */

static void end(struct op *op)
{
    struct revisions *revisions = op->data;
    op->on_gone = NULL;
    data_vintage_fini(&revisions->series);
    buffer_fini(&revisions->rows);
}

static const char *next_of(struct op *op, const struct revisions *revisions)
{
    struct id_cursor cursor = {{0}};
    if (!revisions->more) {
        return NULL;
    }
    const char *last = revisions->list[revisions->count - 1].revision;
    cursor.id[0] = (int)strtol(last, NULL, 10);
    return id_cursor_print(&op->req->arena, CURSOR_MARK, cursor);
}

static void answer(struct op *op)
{
    struct revisions *revisions = op->data;
    struct json_writer json;
    struct buffer body;

    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    vintage_params_write(&json, &revisions->series);
    json_member_string(&json, "next", next_of(op, revisions));
    json_end_object(&json);
    json_key(&json, "rows");
    json_begin_array(&json);
    if (revisions->rows.len > 0) {
        buffer_add(&body, revisions->rows.data, revisions->rows.len);
    }
    json_end_array(&json);
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    body.failed = body.failed || revisions->rows.failed;
    end(op);
    if (revisions->cut && !body.failed) {
        reply_header(op->req, "Cache-Control", "no-store");
        reply_send(op->req, 200, ENVELOPE_JSON, body.data, body.len);
    } else {
        conditional_send(op, revisions->key, ENVELOPE_JSON, &body);
    }
    buffer_fini(&body);
}

/* --- reading --- */

static void on_part(struct op *op, const struct db_result *result,
                    const struct error *err);

/* Each revision is a reading of its own. After the time of a page, what has
 * been read is the page; one revision of its own always is. */
static void mind_time(struct revisions *revisions)
{
    if (revisions->at > 1 && revisions->at < revisions->count &&
        clock_ms() - revisions->began > PAGE_MS) {
        revisions->count = revisions->at;
        revisions->more = true;
        revisions->cut = true;
    }
}

static void read_next(struct op *op)
{
    struct revisions *revisions = op->data;
    struct data_vintage *series = &revisions->series;
    mind_time(revisions);
    while (revisions->at < revisions->count) {
        const char *revision = revisions->list[revisions->at].revision;
        if (revision == NULL) {
            revisions->at++; /* the first page follows nothing */
        } else if (data_vintage_begin(series, revision)) {
            data_read_start(op, &series->window, on_part);
            return;
        } else {
            take_figures(revisions);
        }
    }
    answer(op);
}

static bool failed(struct op *op, const struct db_result *result,
                   const struct error *err)
{
    if (result != NULL) {
        return false;
    }
    end(op);
    op_fail_error(op, err);
    return true;
}

static void on_part(struct op *op, const struct db_result *result,
                    const struct error *err)
{
    struct revisions *revisions = op->data;
    struct data_vintage *series = &revisions->series;
    if (failed(op, result, err)) {
        return;
    }
    (void)data_read_fill(&series->window, result);
    if (data_vintage_more(series)) {
        data_read_start(op, &series->window, on_part);
        return;
    }
    take_figures(revisions);
    read_next(op);
}

/* --- which revisions --- */

static const char *number_text(struct op *op, int64_t number)
{
    char *text = arena_alloc(&op->req->arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

static void on_candidates(struct op *op, const struct db_result *result,
                          const struct error *err)
{
    enum { REVISION, COMMITTED, IMPORT };
    struct revisions *revisions = op->data;
    struct arena *arena = &op->req->arena;
    if (failed(op, result, err)) {
        return;
    }
    int rows = db_rows(result);
    revisions->more = rows > revisions->limit;
    rows = revisions->more ? revisions->limit : rows;
    revisions->list =
        arena_zalloc(arena, (size_t)rows + 1, sizeof(*revisions->list));
    if (revisions->after.id[0] > 0) {
        revisions->list[0].revision = number_text(op, revisions->after.id[0]);
    }
    for (int i = 0; i < rows; i++) {
        revisions->list[i + 1] =
            (struct candidate){arena_dup(arena, db_text(result, i, REVISION)),
                               arena_dup(arena, db_text(result, i, COMMITTED)),
                               arena_dup(arena, db_text(result, i, IMPORT))};
    }
    revisions->count = rows + 1;
    read_next(op);
}

/* The first of the first days of the periods, or the last of the last. */
static const char *day_text(struct op *op, const struct data_query *query,
                            int (*day_of)(int period))
{
    int best = day_of(query->periods[0]);
    for (int i = 1; i < query->period_count; i++) {
        int day = day_of(query->periods[i]);
        bool better = day_of == period_last_day ? day > best : day < best;
        best = better ? day : best;
    }
    char *text = arena_alloc(&op->req->arena, DAY_SIZE);
    snprintf(text, DAY_SIZE, "%04d-%02d-%02d", best / 10000, best / 100 % 100,
             best % 100);
    return text;
}

/* The cells are those of the whole history. */
static void find_candidates(struct op *op)
{
    struct revisions *revisions = op->data;
    struct data_vintage *series = &revisions->series;
    const struct data_query *query = &series->query;
    if (!data_vintage_begin(series, LATEST)) {
        answer(op);
        return;
    }
    bool sets = series->window.sets != NULL;
    const char *last = day_text(op, query, period_last_day);
    const char *const params[] = {
        sets ? last
             : arena_dup(&op->req->arena,
                         data_window_cells_text(&series->window)),
        number_text(op, query->areas[0]->id),
        number_text(op, revisions->after.id[0]),
        number_text(op, catalogue_revision(op->catalogue)),
        number_text(op, revisions->limit + 1),
        day_text(op, query, period_first_day),
        last};
    enum { OF_SETS = 5 };
    op_query_try(
        op, sets ? STATEMENT_REVISION_LIST_SETS : STATEMENT_REVISION_LIST,
        params, sets ? OF_SETS : (int)ARRAY_LEN(params), on_candidates);
}

/* --- the request --- */

static const char *const OWN[] = {"limit", "cursor", "compare", NULL};

static void parse(struct op *op, struct revisions *revisions)
{
    static const char *const PARAMS[] = {"indicator", "area",   "period",
                                         "where.",    "digits", "limit",
                                         "cursor",    NULL};
    const char *cursor = request_param(op->req, "cursor");
    op_note_params(op, PARAMS);
    revisions->limit = (int)op_int_param(op, "limit", LIMITS_REVISIONS_DEFAULT,
                                         1, LIMITS_REVISIONS_MAX);
    if (cursor != NULL && !id_cursor_parse(&op->req->arena, CURSOR_MARK, cursor,
                                           &revisions->after)) {
        op_note(op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    }
}

static void on_gone(struct op *op)
{
    struct revisions *revisions = op->data;
    data_vintage_fini(&revisions->series);
    buffer_fini(&revisions->rows);
}

void op_revisions_list(struct op *op)
{
    struct revisions *revisions =
        arena_zalloc(&op->req->arena, 1, sizeof(*revisions));
    op->data = revisions;
    revisions->began = clock_ms();
    parse(op, revisions);
    if (op_refused(op) || !envelope_wants_json(op) ||
        !vintage_params_read(op, OWN, &revisions->series)) {
        return;
    }
    buffer_init(&revisions->rows, LIMITS_LIST_BYTES);
    json_init(&revisions->json, &revisions->rows);
    op->on_gone = on_gone;
    revisions->key = vintage_params_key(op, "revisions");
    if (conditional_check(op, revisions->key)) {
        end(op);
    } else {
        find_candidates(op);
    }
}
