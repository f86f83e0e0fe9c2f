/* Of which date the figures of the latest date are. */
#ifndef TVS_REPORT_REPORT_LATEST_H
#define TVS_REPORT_REPORT_LATEST_H

#include "model/catalogue.h"
#include "platform/arena.h"
#include "report/report_template.h"

/*
 * By figure of the template, a period; 0: it is of another kind, or there is
 * none. A date is not behind `end` (yyyymmdd) nor older than a year. What a
 * sentence prints below one date is of one date: of the newest that all of
 * it has outside of clauses. Without such a date it is that of the figure
 * whose date is printed, and the others have none. A figure that prints a date
 * of its own keeps its own.
 */
const int *report_latest(const struct report_template *template,
                         const struct catalogue *cat, int end,
                         struct arena *arena);

#endif
