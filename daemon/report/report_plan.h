/*
 * Which questions fill a template for one year and one area: figures that the
 * same answer serves share a question; one that is compared over the same
 * schools takes two, and so does a set compared with the last year's end.
 */
#ifndef TVS_REPORT_REPORT_PLAN_H
#define TVS_REPORT_REPORT_PLAN_H

#include <stdbool.h>

#include "model/catalogue.h"
#include "platform/arena.h"
#include "report/report_template.h"

#define REPORT_MAX_QUESTIONS (2 * REPORT_MAX_FIGURES)
#define REPORT_MONTHS 12

/* What a report is about. */
struct report_context {
    int year;
    int through;      /* last month, 1 to 12; 12: the whole year */
    const char *area; /* its name in the template's language */
    const struct catalogue *catalogue; /* for names; NULL: codes instead */
    bool draft; /* sentences that lack a figure are printed, ■ in its place */
};

/*
 * One question to /v1/data, for one area. Its answer has one row, or with
 * `by` one per member. `compare` is prev_year or none; parts=true (a ratio is
 * shown from its parts), lineage=true.
 */
struct report_question {
    const struct indicator *indicator;
    const struct report_where *where; /* of the figure */
    int where_count;
    const char *by; /* NULL: none */
    int period;     /* model/period.h; with ytd, the calendar year */
    int ytd;        /* 1..12, or 0: none. Also of enterprises new in a span,
                       which are those of 1 January to the month's end */
    bool compare;
    bool matched; /* basis=matched; never of a distinct count */
};

/* How a figure is had from the answers. */
struct report_source {
    const struct indicator *indicator; /* NULL: unknown; nothing to ask */
    int question; /* of the change; -1: there is nothing to ask, such as no
                     date with data */
    int value_question; /* of what is printed, of all schools: `question`
                           itself, unless that is matched; -1 with it */
    int base_question;  /* its value is the base; -1: the base of `question` */
    int period;         /* for struct report_value: see there */
};

struct report_plan {
    struct report_question questions[REPORT_MAX_QUESTIONS];
    int question_count;
    struct report_source *sources; /* parallel to the template's figures */
};

/* Everything in the arena; where lists are borrowed from the template. */
const struct report_plan *report_plan(const struct report_template *template,
                                      const struct catalogue *cat,
                                      const struct report_context *context,
                                      struct arena *arena);

#endif
