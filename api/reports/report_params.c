#include "reports/report_params.h"

#include <stdio.h>
#include <string.h>

#include "accept.h"
#include "http/request.h"
#include "model/period.h"
#include "platform/macros.h"

#define DOCX_TYPE                                                     \
    "application/vnd.openxmlformats-officedocument.wordprocessingml." \
    "document"
#define FILE_SIZE 128

static const struct {
    const char *name, *accept, *type;
} FORMATS[REPORT_FORMATS] = {
    [REPORT_JSON] = {"json", "application/json",
                     "application/json; charset=utf-8"},
    [REPORT_MARKDOWN] = {"md", "text/markdown", "text/markdown; charset=utf-8"},
    [REPORT_HTML] = {"html", "text/html", "text/html; charset=utf-8"},
    [REPORT_DOCX] = {"docx", DOCX_TYPE, DOCX_TYPE},
};

/* --- parameters --- */

static void read_year(struct op *op, struct report_request *request)
{
    if (request_param(op->req, "year") == NULL) {
        op_note(op, "year", FAULT_MISSING_PARAMETER, "year", NULL);
    }
    request->year = (int)op_int_param(op, "year", REPORT_YEAR_MIN,
                                      REPORT_YEAR_MIN, REPORT_YEAR_MAX);
}

/* "M08" */
static void read_through(struct op *op, struct report_request *request)
{
    const char *text = request_param(op->req, "through");
    request->through = REPORT_MONTHS;
    if (text == NULL) {
        return;
    }
    for (int month = 1; month <= REPORT_MONTHS; month++) {
        char own[DATA_YTD_SIZE];
        data_ytd_print(month, own);
        if (strcmp(own, text) == 0) {
            request->through = month;
            return;
        }
    }
    op_note(op, "through", FAULT_BAD_PARAMETER, "through", text);
}

static void read_draft(struct op *op, struct report_request *request)
{
    const char *text = request_param(op->req, "draft");
    if (text == NULL || strcmp(text, "0") == 0 || strcmp(text, "false") == 0) {
        return;
    }
    request->draft = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    if (!request->draft) {
        op_note(op, "draft", FAULT_BAD_PARAMETER, "draft", text);
    }
}

void report_params_read(struct op *op, struct report_request *request)
{
    read_year(op, request);
    read_through(op, request);
    read_draft(op, request);
    request->area = request_param(op->req, "area");
    request->asof = request_param(op->req, "asof");
    request->lang = op->req->lang;
}

/* --- formats --- */

enum report_format report_params_format(struct op *op)
{
    const char *name = request_param(op->req, "format");
    const char *types[REPORT_FORMATS];
    for (int i = 0; i < REPORT_FORMATS; i++) {
        types[i] = FORMATS[i].accept;
        if (name != NULL && strcmp(name, FORMATS[i].name) == 0) {
            return (enum report_format)i;
        }
    }
    if (name != NULL) {
        op_note(op, "format", FAULT_BAD_PARAMETER, "format", name);
        return REPORT_JSON;
    }
    int best =
        accept_best(request_header(op->req, "Accept"), types, REPORT_FORMATS);
    return best < 0 ? REPORT_FORMATS : (enum report_format)best;
}

const char *report_format_name(enum report_format format)
{
    return FORMATS[format].name;
}

const char *report_format_type(enum report_format format)
{
    return FORMATS[format].type;
}

/* The page has its style in itself and nothing else. */
void report_format_headers(struct op *op, enum report_format format,
                           const char *name)
{
    char file[FILE_SIZE];
    if (format == REPORT_HTML) {
        reply_header(op->req, "Content-Security-Policy",
                     "default-src 'none'; style-src 'unsafe-inline'; "
                     "base-uri 'none'; form-action 'none'; "
                     "frame-ancestors 'self'");
    }
    if (format == REPORT_DOCX) {
        snprintf(file, sizeof(file), "attachment; filename=\"%s.docx\"", name);
        reply_header(op->req, "Content-Disposition", file);
    }
}
