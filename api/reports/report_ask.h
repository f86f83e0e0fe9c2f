/*
 * One question of a report, asked inside (ops/data_ask.h): with the rules of
 * /v1/data of who may see what, and answered by exact figures instead of a
 * table of printed ones.
 */
#ifndef TVS_REPORTS_REPORT_ASK_H
#define TVS_REPORTS_REPORT_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "op.h"
#include "ops/data_ask.h"
#include "report/report_plan.h"
#include "report/report_value.h"

#define REPORT_ASK_MAX_ROWS REPORT_MAX_LIST /* members of `by` */

/* One row of the answer; all texts in the request's arena. */
struct report_answer {
    const struct member *member; /* of `by`; NULL: none */
    struct figure_scale scale;
    struct figure value;    /* of a matched question that of its schools */
    struct figure base;     /* what that is compared with */
    struct figure all_base; /* of all schools, whatever is compared */
    enum change_reason reason;
    bool hidden; /* from who asks */
    bool has_sets;
    int64_t new_count, lost, kept;
    int reported, expected;
    char status;
    const char *figure_id; /* NULL: none */
};

struct report_ask;
typedef void report_ask_fn(struct report_ask *ask);

struct report_ask {
    /* The asker's. */
    struct op *op;
    const struct area *area;
    const char *asof; /* as in /v1/data; NULL: now */
    enum lang lang;
    int base_day; /* of enterprises: compared with those of this day, which no
                     question to /v1/data can be; 0: as the question says */
    /* Called once, maybe inside report_ask_start(). */
    report_ask_fn *done;
    /* How it ended, as `data.end` says: read, with rows; refused, see
     * `data.faults`; moved, all is to be asked again; failed, `data.err`. */
    struct data_ask data;
    struct report_answer *rows;
    int count;
    bool cut;          /* there are more than these */
    bool protected;    /* refused because it is not for who asks */
    int64_t revision;  /* of the figures; 0: nothing had to be read */
    const char *cells; /* that it is made of, as an array of PostgreSQL */
    bool of_sets;      /* it is made of enterprises instead */
    /* Its own. */
    const struct report_question *question;
    struct data_args args;
    struct data_faults bad; /* of the parameters */
};

void report_ask_start(struct report_ask *ask,
                      const struct report_question *question);
/* The client has gone, or it is given up: gives back what it holds. */
void report_ask_drop(struct report_ask *ask);

#endif
