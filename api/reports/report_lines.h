/*
 * The table of figures of a report: those that its sentences used, each once,
 * in the order of the template.
 */
#ifndef TVS_REPORTS_REPORT_LINES_H
#define TVS_REPORTS_REPORT_LINES_H

#include "platform/arena.h"
#include "report/report_value.h"
#include "reports/report_document.h"

struct report_inquiry;

#define REPORT_LINES_DIGITS 2 /* decimals of a change in per cent */

/* In the arena. */
const struct report_line *
report_lines_make(const struct report_inquiry *inquiry, struct arena *arena,
                  int *count);
/* The base of all schools, as the value is that of all; what is compared may be
 * less. Of a figure that is known. */
const struct figure *report_lines_base(const struct report_inquiry *inquiry,
                                       int figure);
/* How it changed; a figure that has no base has no change. */
struct change report_lines_change(const struct report_value *value);
/* "2087", "92.84"; "" when it is not there. */
const char *report_lines_number(const struct figure *figure,
                                const struct figure_scale *scale,
                                struct arena *arena);
/* "-18.89个百分点", "6.88%"; "" without a change that is defined. */
const char *report_lines_change_text(const struct report_value *value,
                                     enum lang lang, struct arena *arena);

#endif
