/* From the answers of a report's questions to the values of its figures. */
#ifndef TVS_REPORTS_REPORT_VALUES_H
#define TVS_REPORTS_REPORT_VALUES_H

#include "platform/arena.h"
#include "report/report_value.h"

struct report_inquiry;

/* One for each figure of the inquiry's template, in the arena. */
struct report_value *report_values_make(const struct report_inquiry *inquiry,
                                        struct arena *arena);

#endif
