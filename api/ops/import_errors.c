/*
 * GET /v1/imports/{id}/errors.csv: every fault of an import, read page by
 * page and sent as the client takes it, so that a million of them cost the
 * memory of one page.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "finding.h"
#include "formats/csv_writer.h"
#include "http/request.h"
#include "ops/import_record.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "platform/log.h"
#include "platform/macros.h"

#define CSV_TYPE "text/csv; charset=utf-8; header=present"
#define HEADER                                                      \
    "line,column,code,message_zh,message_en,value,cell,rule,level," \
    "subject,expected,explanation\r\n"
#define PAGE_BYTES 4194304
#define MESSAGE_SIZE 1024
#define FAULT_ARGS 3

/* What they are of a rule's finding. */
enum { ARG_RULE, ARG_LEVEL, ARG_EXPECTED };

/* Columns of import_errors.sql. */
enum {
    COLUMN_POSITION,
    COLUMN_LINE,
    COLUMN_FIELD,
    COLUMN_CODE,
    COLUMN_ARGS,
    COLUMN_VALUE = COLUMN_ARGS + FAULT_ARGS,
    COLUMN_CELL,
    COLUMN_SUBJECT,
    COLUMN_EXPLANATION,
    COLUMN_TEXTS, /* by language */
};

struct errors {
    char position[24]; /* of the last fault that was sent */
    char limit[12];
    bool begun;
};

/* --- one row --- */

static const char *text_or_null(const struct db_result *result, int row,
                                int column)
{
    return db_is_null(result, row, column) ? NULL
                                           : db_text(result, row, column);
}

static void write_message(struct csv_writer *csv,
                          const struct db_result *result, int row,
                          enum lang lang)
{
    char message[MESSAGE_SIZE];
    const char *args[FAULT_ARGS];
    enum fault fault = fault_find(db_text(result, row, COLUMN_CODE));

    for (int i = 0; i < FAULT_ARGS; i++) {
        args[i] = text_or_null(result, row, COLUMN_ARGS + i);
    }
    if (finding_is(fault)) {
        const struct finding found = {
            .fault = fault,
            .rule = args[ARG_RULE],
            .expected = args[ARG_EXPECTED],
            .text = db_text(result, row, COLUMN_TEXTS + (int)lang),
        };
        finding_message(message, sizeof(message), &found, lang);
    } else {
        fault_message(message, sizeof(message), fault, lang, args);
    }
    csv_writer_text(csv, message);
}

/* Empty for a fault that is no rule's. */
static void write_finding(struct csv_writer *csv,
                          const struct db_result *result, int row)
{
    static const int COLUMNS[] = {
        COLUMN_ARGS + ARG_RULE,     COLUMN_ARGS + ARG_LEVEL, COLUMN_SUBJECT,
        COLUMN_ARGS + ARG_EXPECTED, COLUMN_EXPLANATION,
    };
    bool found = finding_is(fault_find(db_text(result, row, COLUMN_CODE)));
    for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++) {
        csv_writer_text(csv,
                        found ? text_or_null(result, row, COLUMNS[i]) : NULL);
    }
}

static void write_row(struct csv_writer *csv, const struct db_result *result,
                      int row)
{
    csv_writer_int(csv, db_int(result, row, COLUMN_LINE));
    csv_writer_text(csv, text_or_null(result, row, COLUMN_FIELD));
    csv_writer_text(csv, db_text(result, row, COLUMN_CODE));
    write_message(csv, result, row, LANG_ZH);
    write_message(csv, result, row, LANG_EN);
    csv_writer_text(csv, text_or_null(result, row, COLUMN_VALUE));
    csv_writer_text(csv, text_or_null(result, row, COLUMN_CELL));
    write_finding(csv, result, row);
    csv_writer_end_row(csv);
}

/* --- page by page --- */

static void on_page(struct op *op, const struct db_result *result,
                    const struct error *err);

static void next_page(struct op *op)
{
    struct errors *errors = op->data;
    const char *const params[] = {op->args[0], errors->position, errors->limit};
    op_query_try(op, STATEMENT_IMPORT_ERRORS, params, ARRAY_LEN(params),
                 on_page);
}

static void on_room(struct request *req)
{
    next_page(req->op);
}

/* A failure before the first page can still be answered as one. */
static void begin(struct op *op, struct buffer *page)
{
    struct errors *errors = op->data;
    const char *bom = request_param(op->req, "bom");
    char name[80];

    if (errors->begun) {
        return;
    }
    errors->begun = true;
    snprintf(name, sizeof(name),
             "attachment; filename=\"import-%.36s-errors.csv\"", op->args[0]);
    reply_header(op->req, "Content-Disposition", name);
    reply_header(op->req, "Cache-Control", "private, no-cache");
    reply_begin(op->req, 200, CSV_TYPE);
    buffer_add_str(page, bom != NULL && strcmp(bom, "1") == 0 ? CSV_BOM : "");
    buffer_add_str(page, HEADER);
}

static void fail(struct op *op, const struct error *err)
{
    const struct errors *errors = op->data;
    if (!errors->begun) {
        op_fail_error(op, err);
        return;
    }
    LOG(LOG_WARN, op->req->id, "reply_aborted",
        LOG_TEXT("detail", err->detail));
    reply_abort(op->req);
}

static void write_page(struct op *op, const struct db_result *result,
                       struct buffer *page)
{
    struct errors *errors = op->data;
    struct csv_writer csv;
    int rows = db_rows(result);

    csv_writer_init(&csv, page);
    for (int row = 0; row < rows; row++) {
        write_row(&csv, result, row);
    }
    if (rows > 0) {
        snprintf(errors->position, sizeof(errors->position), "%" PRId64,
                 db_int(result, rows - 1, COLUMN_POSITION));
    }
}

static void send_page(struct op *op, const struct buffer *page, bool last)
{
    bool room = reply_chunk(op->req, page->data, page->len);
    if (last || op->req->method == HTTP_HEAD) {
        reply_end(op->req);
    } else if (room) {
        next_page(op);
    } else {
        reply_on_room(op->req, on_room);
    }
}

static void on_page(struct op *op, const struct db_result *result,
                    const struct error *err)
{
    struct buffer page;
    if (result == NULL) {
        fail(op, err);
        return;
    }
    buffer_init(&page, PAGE_BYTES);
    begin(op, &page);
    write_page(op, result, &page);
    if (page.failed) {
        reply_abort(op->req);
    } else {
        send_page(op, &page, db_rows(result) < LIMITS_ERRORS_PAGE);
    }
    buffer_fini(&page);
}

static void on_import(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    struct errors *errors = arena_zalloc(&op->req->arena, 1, sizeof(*errors));
    snprintf(errors->position, sizeof(errors->position), "0");
    snprintf(errors->limit, sizeof(errors->limit), "%d", LIMITS_ERRORS_PAGE);
    op->data = errors;
    next_page(op);
}

void op_import_errors(struct op *op)
{
    static const char *const PARAMS[] = {"bom", NULL};
    op_note_params(op, PARAMS);
    op_int_param(op, "bom", 0, 0, 1);
    if (op_refused(op)) {
        return;
    }
    if (!import_record_id_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const char *const params[] = {op->args[0], import_record_actor(op)};
    op_query(op, STATEMENT_IMPORT_READ, params, ARRAY_LEN(params), on_import);
}
