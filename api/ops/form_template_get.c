/* GET /v1/forms/{name}.xlsx: the blank sheet of a form. */
#include <stdio.h>
#include <string.h>

#include "conditional.h"
#include "forms/form_template.h"
#include "ingest/form.h"
#include "model/period.h"
#include "ops/document_name.h"
#include "ops/ops.h"

#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define KEY_SIZE 512
#define FILE_SIZE 128
#define BYTES_MAX 4194304

enum { COLUMN_DOCUMENT, COLUMN_SHA256 };

struct template
{
    struct form_template_facts facts;
    int64_t rows;
};

static void read_school(struct op *op, struct template *template)
{
    const char *code = request_param(op->req, "school");
    if (code == NULL) {
        return;
    }
    template->facts.school =
        catalogue_school(op->catalogue, code, strlen(code));
    if (template->facts.school == NULL) {
        op_note(op, "school", FAULT_UNKNOWN_SCHOOL, code, NULL);
    }
}

static void read_period(struct op *op, struct template *template)
{
    const char *text = request_param(op->req, "period");
    int *period = &template->facts.period;
    if (text != NULL && !period_parse(text, strlen(text), period)) {
        op_note(op, "period", FAULT_BAD_PERIOD, text, NULL);
    }
}

static void read_basis(struct op *op, struct template *template)
{
    const char *basis = request_param(op->req, "basis");
    if (basis == NULL || strcmp(basis, "month") == 0) {
        return;
    }
    template->facts.ytd = strcmp(basis, "ytd") == 0;
    if (!template->facts.ytd || template->facts.period == 0 ||
        period_type_of(template->facts.period) != PERIOD_MONTH) {
        op_note(op, "basis", FAULT_BAD_PARAMETER, "basis", basis);
    }
}

static bool make(struct op *op, const struct template *template,
                 const char *document, struct buffer *out, struct error *err)
{
    struct profile *form = form_compile(document, strlen(document), err);
    struct xlsx_form sheet;
    if (form == NULL) {
        return false;
    }
    bool good = form_template_make(form, op->catalogue, &template->facts,
                                   &op->req->arena, &sheet, err);
    if (good) {
        sheet.title = sheet.title != NULL ? sheet.title : op->args[0];
        sheet.rows = (int)template->rows;
        good = xlsx_form_write(&sheet, out, err);
    }
    profile_free(form);
    return good;
}

static void send_sheet(struct op *op, const char *key, const char *document)
{
    char file[FILE_SIZE];
    struct error err = {0};
    struct buffer out;
    buffer_init(&out, BYTES_MAX);
    if (make(op, op->data, document, &out, &err)) {
        snprintf(file, sizeof(file), "attachment; filename=\"%s.xlsx\"",
                 op->args[0]);
        reply_header(op->req, "Content-Disposition", file);
        conditional_send(op, key, TYPE, &out);
    } else {
        op_fail_error(op, &err);
    }
    buffer_fini(&out);
}

static void on_document(struct op *op, const struct db_result *result)
{
    const struct template *template = op->data;
    const struct school *school = template->facts.school;
    char key[KEY_SIZE];
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    snprintf(key, sizeof(key), "template %s %s %d %d %d",
             db_text(result, 0, COLUMN_SHA256),
             school != NULL ? school->code : "", template->facts.period,
             template->facts.ytd, (int)template->rows);
    if (!conditional_check(op, key)) {
        send_sheet(op, key, db_text(result, 0, COLUMN_DOCUMENT));
    }
}

void op_form_template_get(struct op *op)
{
    static const char *const PARAMS[] = {"school", "period", "basis", "rows",
                                         NULL};
    struct template *template =
        arena_zalloc(&op->req->arena, 1, sizeof(*template));
    op->data = template;
    op_note_params(op, PARAMS);
    read_school(op, template);
    read_period(op, template);
    read_basis(op, template);
    template->rows =
        op_int_param(op, "rows", FORM_TEMPLATE_ROWS, 1, XLSX_FORM_MAX_ROWS);
    if (op_refused(op)) {
        return;
    }
    if (!document_name_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    op_query(op, STATEMENT_FORM_READ, op->args, 1, on_document);
}
