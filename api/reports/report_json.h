/* A report as JSON: its sentences with the figures that stand in them. */
#ifndef TVS_REPORTS_REPORT_JSON_H
#define TVS_REPORTS_REPORT_JSON_H

#include "formats/json_writer.h"

struct report_inquiry;

/* The whole answer of /v1/reports/annual, with its line's end. */
void report_json_write(const struct report_inquiry *inquiry,
                       struct buffer *out);
/* The figures alone, as an array: with it an edition is frozen. */
void report_json_figures(const struct report_inquiry *inquiry,
                         struct json_writer *json);

#endif
