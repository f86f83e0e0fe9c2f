/* GET /v1/imports/{id}: its record, with what the validation rules found and
 * let pass; or how far it has come. */
#include "finding.h"
#include "import_progress.h"
#include "ingest/import_backlog.h"
#include "ops/envelope.h"
#include "ops/import_record.h"
#include "ops/ops.h"
#include "platform/macros.h"

#define MAX_BYTES 1048576 /* a hundred findings and the record */

/* Columns of import_findings.sql. */
enum {
    COLUMN_LINE,
    COLUMN_FAULT,
    COLUMN_RULE,
    COLUMN_LEVEL,
    COLUMN_EXPECTED,
    COLUMN_VALUE,
    COLUMN_SUBJECT,
    COLUMN_EXPLANATION,
    COLUMN_TEXTS, /* by language */
    COLUMN_CELL = COLUMN_TEXTS + 2,
    COLUMN_TOTAL,
};

static void write_finding(struct json_writer *json, enum lang lang,
                          const struct db_result *result, int row)
{
    const struct finding found = {
        .fault = fault_find(db_text(result, row, COLUMN_FAULT)),
        .rule = db_text(result, row, COLUMN_RULE),
        .level = db_text(result, row, COLUMN_LEVEL),
        .expected = db_text(result, row, COLUMN_EXPECTED),
        .subject = db_text(result, row, COLUMN_SUBJECT),
        .explanation = db_is_null(result, row, COLUMN_EXPLANATION)
                           ? NULL
                           : db_text(result, row, COLUMN_EXPLANATION),
        .text = db_text(result, row, COLUMN_TEXTS + (int)lang),
    };
    json_begin_object(json);
    json_member_int(json, "line", db_int(result, row, COLUMN_LINE));
    json_member_string(json, "column", NULL);
    if (!db_is_null(result, row, COLUMN_CELL)) {
        json_member_string(json, "cell", db_text(result, row, COLUMN_CELL));
    }
    finding_write(json, &found, lang);
    json_member_string(json, "value", db_text(result, row, COLUMN_VALUE));
    json_end_object(json);
}

struct findings {
    int64_t total;
    const char *text; /* of the first, as a JSON array */
    size_t len;
};

/* The record comes with a second query: what a result holds is gone by
 * then. */
static struct findings *keep(struct op *op, const struct db_result *result)
{
    struct findings *findings =
        arena_zalloc(&op->req->arena, 1, sizeof(*findings));
    struct buffer text;
    struct json_writer json;
    int rows = db_rows(result);

    buffer_init(&text, MAX_BYTES);
    json_init(&json, &text);
    json_begin_array(&json);
    for (int row = 0; row < rows; row++) {
        write_finding(&json, op->req->lang, result, row);
    }
    json_end_array(&json);
    findings->total = rows > 0 ? db_int(result, 0, COLUMN_TOTAL) : 0;
    findings->text = arena_copy(&op->req->arena, text.data, text.len);
    findings->len = text.len;
    buffer_fini(&text);
    return findings;
}

static void on_import(struct op *op, const struct db_result *result)
{
    const struct findings *findings = op->data;
    struct buffer body;
    struct json_writer json;

    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    import_record_members(&json, result, 0, findings->total > 0);
    json_member_int(&json, "finding_count", findings->total);
    json_key(&json, "findings");
    json_raw(&json, findings->text, findings->len);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

static void on_findings(struct op *op, const struct db_result *result)
{
    op->data = keep(op, result);
    const char *const params[] = {op->args[0], import_record_actor(op)};
    op_query(op, STATEMENT_IMPORT_READ, params, ARRAY_LEN(params), on_import);
}

static void send_progress(struct op *op, const struct import_job *job)
{
    struct buffer body;
    struct json_writer json;
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    import_progress_write(&json, op->app->imports, job);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void op_import_get(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op)) {
        return;
    }
    if (!import_record_id_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const struct import_job *job = import_backlog_find(
        op->app->backlog, import_record_actor(op), op->args[0]);
    if (job != NULL) {
        send_progress(op, job);
        return;
    }
    const char *const params[] = {op->args[0]};
    op_query(op, STATEMENT_IMPORT_FINDINGS, params, ARRAY_LEN(params),
             on_findings);
}
