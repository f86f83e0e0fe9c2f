/*
 * GET /v1/figures/{id}/lineage: the figure as it was printed, computed again,
 * and the observations that make it, with their sum, each traced to the line
 * of the file that reported it.
 */
#include <stddef.h>
#include <string.h>

#include "conditional.h"
#include "data/data_trace.h"
#include "http/request.h"
#include "model/decimal.h"
#include "ops/data_read.h"
#include "ops/data_refuse.h"
#include "ops/envelope.h"
#include "ops/figure_lineage_sets.h"
#include "ops/figure_lineage_write.h"
#include "ops/id_cursor.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "platform/macros.h"

#define MAX_KEY 8192

struct lineage {
    struct data_figure_id id;
    struct data_context ctx;
    struct data_faults faults;
    struct data_single single;
    struct data_figure figure;
    struct id_cursor from;
    int limit;
    const char *key;
};

static bool is_set(const struct lineage *lineage)
{
    return lineage->single.window.sets != NULL;
}

/* --- the answer --- */

/* `result` NULL: nobody ever reported at such a cell. */
static void answer(struct op *op, const struct db_result *result)
{
    const struct lineage *lineage = op->data;
    struct json_writer json;
    struct buffer body;

    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    figure_lineage_figure(&json, op, &lineage->id, &lineage->single,
                          &lineage->figure);
    if (is_set(lineage)) {
        figure_lineage_sets_write(&json, op, result, lineage->limit);
    } else {
        figure_lineage_rows(&json, op, &lineage->single, result,
                            lineage->limit);
    }
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    conditional_send(op, lineage->key, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}

/* --- reading --- */

/* One of the numbers of each source, as an array of PostgreSQL. */
static const char *list_text(struct op *op, const struct data_sources *sources,
                             size_t field)
{
    struct buffer out;
    buffer_init(&out, 0);
    buffer_add_char(&out, '{');
    for (int i = 0; i < sources->count; i++) {
        const char *source = (const char *)&sources->list[i];
        int number = 0;
        memcpy(&number, source + field, sizeof(number));
        buffer_add_str(&out, i > 0 ? "," : "");
        buffer_add_int(&out, number);
    }
    buffer_add_char(&out, '}');
    const char *text = arena_copy(&op->req->arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

static const char *number_text(struct op *op, int number)
{
    char *text = arena_alloc(&op->req->arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

static void read_rows(struct op *op, const struct data_sources *sources)
{
    const struct lineage *lineage = op->data;
    /* One more than asked for tells whether there is a next page. */
    const char *const params[] = {
        list_text(op, sources, offsetof(struct data_source, cell)),
        list_text(op, sources, offsetof(struct data_source, school)),
        list_text(op, sources, offsetof(struct data_source, part)),
        list_text(op, sources, offsetof(struct data_source, low)),
        list_text(op, sources, offsetof(struct data_source, high)),
        list_text(op, sources, offsetof(struct data_source, lot)),
        lineage->single.query.asof,
        number_text(op, lineage->from.id[FIGURE_LINEAGE_PART]),
        number_text(op, lineage->from.id[FIGURE_LINEAGE_SCHOOL]),
        number_text(op, lineage->from.id[FIGURE_LINEAGE_CELL]),
        number_text(op, lineage->limit + 1)};
    op_query(op, STATEMENT_LINEAGE_READ, params, ARRAY_LEN(params), answer);
}

static void on_figure(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct lineage *lineage = op->data;
    struct data_sources sources;
    if (result == NULL) {
        op_fail_error(op, err);
        return;
    }
    (void)data_read_fill(&lineage->single.window, result);
    if (data_single_more(&lineage->single)) {
        data_read_start(op, &lineage->single.window, on_figure);
        return;
    }
    data_single_make(&lineage->single, &lineage->figure);
    if (is_set(lineage)) {
        figure_lineage_sets_read(op, &lineage->single, &lineage->from,
                                 lineage->limit, answer);
    } else if (data_trace_make(&lineage->single, &sources)) {
        read_rows(op, &sources);
    } else {
        op_fail(op, FAULT_TOO_MANY, "reports",
                number_text(op, DATA_TRACE_MAX + 1),
                number_text(op, DATA_TRACE_MAX));
    }
}

/* --- the request --- */

static void parse(struct op *op, struct lineage *lineage)
{
    static const char *const PARAMS[] = {"limit", "cursor", NULL};
    const char *cursor = request_param(op->req, "cursor");
    op_note_params(op, PARAMS);
    lineage->limit = (int)op_int_param(op, "limit", LIMITS_LINEAGE_DEFAULT, 1,
                                       LIMITS_LINEAGE_MAX);
    if (cursor != NULL && !id_cursor_parse(&op->req->arena, FIGURE_LINEAGE_MARK,
                                           cursor, &lineage->from)) {
        op_note(op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    }
}

/* A figure is as old as its revision: one to come was never printed. */
static bool resolve(struct op *op, struct lineage *lineage)
{
    struct arena *arena = &op->req->arena;
    lineage->ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = arena,
        .lang = op->req->lang,
        .default_rows = 1,
        .max_rows = 1,
    };
    return data_figure_id_parse(arena, op->args[0], &lineage->id) &&
           lineage->id.revision <= catalogue_revision(op->catalogue) &&
           data_single_init(&lineage->single, &lineage->id, &op->app->cells,
                            &lineage->ctx, &lineage->faults);
}

static void refuse(struct op *op, const struct lineage *lineage)
{
    if (lineage->faults.count > 0) {
        (void)data_refuse(op, &lineage->faults);
    } else {
        op_fail(op, FAULT_BAD_FIGURE_ID, NULL, NULL, NULL);
    }
}

static const char *make_key(struct op *op, const struct lineage *lineage)
{
    struct buffer key;
    const char *cursor = request_param(op->req, "cursor");
    buffer_init(&key, MAX_KEY);
    buffer_printf(&key, "lineage\n%s\n%d\n%s", op->args[0], lineage->limit,
                  cursor != NULL ? cursor : "");
    const char *text = arena_copy(&op->req->arena, key.data, key.len);
    buffer_fini(&key);
    return text;
}

void op_figure_lineage(struct op *op)
{
    struct lineage *lineage =
        arena_zalloc(&op->req->arena, 1, sizeof(*lineage));
    op->data = lineage;
    parse(op, lineage);
    if (op_refused(op) || !envelope_wants_json(op)) {
        return;
    }
    if (!resolve(op, lineage)) {
        refuse(op, lineage);
        return;
    }
    lineage->key = make_key(op, lineage);
    if (conditional_check(op, lineage->key)) {
        return;
    }
    if (lineage->single.window.cell_count > 0 || is_set(lineage)) {
        data_read_start(op, &lineage->single.window, on_figure);
    } else {
        data_single_make(&lineage->single, &lineage->figure);
        answer(op, NULL);
    }
}
