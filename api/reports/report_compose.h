/* From what was inquired to a document that can be printed. */
#ifndef TVS_REPORTS_REPORT_COMPOSE_H
#define TVS_REPORTS_REPORT_COMPOSE_H

#include "platform/arena.h"
#include "reports/report_document.h"

struct report_inquiry;

/* In the arena; borrows the inquiry's texts. */
const struct report_document *
report_compose(const struct report_inquiry *inquiry, struct arena *arena);

#endif
