/*
 * A report from its template to its sentences: what the template declares is
 * asked for, all of it at one revision, and filled in. If an import comes in
 * between, it begins again with the snapshot that is current then.
 */
#ifndef TVS_REPORTS_REPORT_INQUIRY_H
#define TVS_REPORTS_REPORT_INQUIRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "op.h"
#include "report/report_fill.h"
#include "report/report_plan.h"
#include "report/report_template.h"
#include "report/report_value.h"
#include "reports/report_ask.h"

struct report_request {
    int year, through;    /* the last month, 1 to 12 */
    const char *area;     /* its code; NULL: the root */
    enum lang lang;       /* of the report and of its template */
    const char *asof;     /* as in /v1/data; NULL: now */
    bool draft;           /* ■ stands for what is missing */
    const char *template; /* its text, in the request's arena */
    size_t template_len;
};

/* What was answered to one question of the plan. */
struct report_reply {
    const struct report_answer *rows;
    int count;
    bool cut; /* it had more */
    bool protected;
    const char *cells; /* of what it is made, as an array of PostgreSQL; NULL:
                          of enterprises, or of nothing */
    bool of_sets;
};

struct report_inquiry;
/* False: `err` or its faults say why. Once, from the loop or from within
 * report_inquiry_start(). */
typedef void report_inquiry_fn(struct report_inquiry *inquiry, bool ok,
                               const struct error *err);

struct report_inquiry {
    struct report_ask ask;
    struct op *op;
    struct report_request request;
    report_inquiry_fn *done;
    void *owner; /* its own */
    /* What it is about, and what came. */
    struct data_faults faults; /* of the request: an unknown area, ... */
    const struct area *area;
    struct report_context context;
    struct report_template template;
    const struct report_plan *plan;
    struct report_reply *replies; /* by question */
    struct report_value *values;  /* by figure of the template */
    const struct report_text *text;
    int64_t revision; /* of the figures */
    /* Its own. */
    int at, tries;
};

/* op, request, done and owner are set, the rest is zero. Parses the template
 * and looks the area up. False: the faults are noted, or the template is
 * unusable, which was logged. */
MUSTCHECK bool report_inquiry_init(struct report_inquiry *inquiry,
                                   struct error *err);
void report_inquiry_start(struct report_inquiry *inquiry);
/* The client has gone. */
void report_inquiry_drop(struct report_inquiry *inquiry);

#endif
