/* The parameters that a report has, wherever it is asked for. */
#ifndef TVS_REPORTS_REPORT_PARAMS_H
#define TVS_REPORTS_REPORT_PARAMS_H

#include "op.h"
#include "reports/report_inquiry.h"

enum report_format {
    REPORT_JSON,
    REPORT_MARKDOWN,
    REPORT_HTML,
    REPORT_DOCX,
    REPORT_FORMATS
};

#define REPORT_YEAR_MIN 1901 /* it has a year before */
#define REPORT_YEAR_MAX 2198

/* year, through, area, lang, asof, draft. Notes what is wrong with them, and
 * leaves out the template. */
void report_params_read(struct op *op, struct report_request *request);
/* `format`, else Accept. Notes what is wrong; REPORT_FORMATS: not acceptable,
 * which is not noted. */
enum report_format report_params_format(struct op *op);
const char *report_format_name(enum report_format format);
/* Content-Type. */
const char *report_format_type(enum report_format format);
/* The headers that the format needs beside its type. `name` is of a file,
 * without its ending: ASCII letters, digits, '-' and '_'. */
void report_format_headers(struct op *op, enum report_format format,
                           const char *name);

#endif
