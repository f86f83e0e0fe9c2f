/*
 * What a template that can be read should still not say: words that its
 * figures do not bear out, units that are not theirs, numbers without a date.
 * docs/report-templates.md, "The checker".
 */
#ifndef TVS_REPORT_REPORT_LINT_H
#define TVS_REPORT_REPORT_LINT_H

#include "model/catalogue.h"
#include "report/report_template.h"

/*
 * Of a template that was parsed without errors. Without a catalogue (NULL)
 * what only the indicators can tell is left unsaid. Faults are added, sorted
 * by place.
 */
void report_lint(const struct report_template *template,
                 const struct catalogue *cat, struct report_faults *faults);

#endif
