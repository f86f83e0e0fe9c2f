/* GET /v1/imports: the newest first. */
#include <stdio.h>
#include <string.h>

#include "http/request.h"
#include "import_progress.h"
#include "ingest/import_backlog.h"
#include "ingest/kind.h"
#include "ops/envelope.h"
#include "ops/import_record.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "platform/macros.h"

#define MAX_BYTES 4194304

struct search {
    const char *kind, *state;
    const char *before_us, *before_id;
    int limit;
};

static void write_next(struct json_writer *json, const struct db_result *result,
                       int limit)
{
    char next[IMPORT_CURSOR_SIZE];
    bool more = db_rows(result) > limit;
    if (more) {
        import_record_cursor(result, limit - 1, next);
    }
    json_member_string(json, "next", more ? next : NULL);
}

/* What was acknowledged and has no record yet stands before the first page,
 * the oldest first. */
static void write_unfinished(struct json_writer *json, const struct op *op,
                             const char *kind)
{
    const struct import_backlog *backlog = op->app->backlog;
    const char *actor = import_record_actor(op);
    struct import_job *job = import_backlog_next(backlog, NULL);
    int count = 0;
    json_key(json, "unfinished");
    json_begin_array(json);
    for (; job != NULL && count < LIMITS_IMPORTS_MAX;
         job = import_backlog_next(backlog, job)) {
        bool of_kind = kind == NULL ||
                       strcmp(kind, import_kind_name(job->options.kind)) == 0;
        bool of_actor = actor == NULL || strcmp(actor, job->actor) == 0;
        if (of_kind && of_actor && import_backlog_acknowledged(job)) {
            import_progress_write(json, op->app->imports, job);
            count++;
        }
    }
    json_end_array(json);
}

static void on_imports(struct op *op, const struct db_result *result)
{
    const struct search *search = op->data;
    struct buffer body;
    struct json_writer json;
    int rows = db_rows(result);

    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    write_next(&json, result, search->limit);
    json_end_object(&json);
    if (search->before_us == NULL && search->state == NULL) {
        write_unfinished(&json, op, search->kind);
    }
    json_key(&json, "imports");
    json_begin_array(&json);
    for (int row = 0; row < rows && row < search->limit; row++) {
        import_record_write(&json, result, row);
    }
    json_end_array(&json);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

static bool is_state(const char *text)
{
    static const enum import_state ENDS[] = {IMPORT_COMMITTED, IMPORT_REJECTED,
                                             IMPORT_VALIDATED, IMPORT_FAILED,
                                             IMPORT_CANCELLED};
    for (size_t i = 0; i < ARRAY_LEN(ENDS); i++) {
        if (strcmp(import_state_name(ENDS[i]), text) == 0) {
            return true;
        }
    }
    return false;
}

static void parse_choices(struct op *op, struct search *search)
{
    enum import_kind kind = IMPORT_AREAS;
    search->kind = request_param(op->req, "kind");
    search->state = request_param(op->req, "state");
    if (search->kind != NULL &&
        !import_kind_parse(search->kind, strlen(search->kind), &kind)) {
        op_note(op, "kind", FAULT_BAD_PARAMETER, "kind", search->kind);
    }
    if (search->state != NULL && !is_state(search->state)) {
        op_note(op, "state", FAULT_BAD_PARAMETER, "state", search->state);
    }
}

static void parse_page(struct op *op, struct search *search)
{
    const char *cursor = request_param(op->req, "cursor");
    search->limit = (int)op_int_param(op, "limit", LIMITS_IMPORTS_DEFAULT, 1,
                                      LIMITS_IMPORTS_MAX);
    if (cursor != NULL &&
        !import_record_cursor_parse(arena_dup(&op->req->arena, cursor),
                                    &search->before_us, &search->before_id)) {
        op_note(op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    }
}

void op_imports_list(struct op *op)
{
    static const char *const PARAMS[] = {"kind", "state", "limit", "cursor",
                                         NULL};
    struct search *search = arena_zalloc(&op->req->arena, 1, sizeof(*search));
    char *rows = arena_alloc(&op->req->arena, 16);

    op_note_params(op, PARAMS);
    parse_choices(op, search);
    parse_page(op, search);
    if (op_refused(op) || !envelope_wants_json(op)) {
        return;
    }
    /* One more than asked for tells whether there is a next page. */
    snprintf(rows, 16, "%d", search->limit + 1);
    op->data = search;
    const char *const params[] = {
        search->kind,      search->state,     import_record_actor(op),
        search->before_us, search->before_id, rows};
    op_query(op, STATEMENT_IMPORT_LIST, params, ARRAY_LEN(params), on_imports);
}
