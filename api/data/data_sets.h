/*
 * Distinct counts: the sets of enterprises that a run of series needs, read
 * by one statement instead of totals, because a set is not a sum. A series is
 * answered for every period at once: how large its set is, how large that of
 * the period compared with, and what the two have in common.
 */
#ifndef TVS_DATA_SETS_H
#define TVS_DATA_SETS_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_plan.h"
#include "formats/json_writer.h"

#define DATA_SETS_MAX_ROWS 20000  /* of one statement, a place at least */
#define DATA_SETS_MAX_LISTED 1000 /* enterprises by name in one answer */
#define DATA_SETS_MAX_COMBOS 1000 /* combinations of the members of `by` */
#define DATA_SETS_PARAMS 17

struct data_figure;

/* Of one row; value = base + fresh - lost, value = kept + fresh. */
struct data_set {
    int64_t value, base;
    int64_t fresh, lost, kept; /* in the one, in the other, in both */
    int64_t sum;               /* of the schools' own numbers */
    int64_t shared;            /* enterprises of two or more schools */
    int64_t unidentified;      /* entries without a credit code */
};

/* An enterprise that is new or lost, and the row that it belongs to. */
struct data_set_item {
    struct data_series series;
    int period; /* index */
    bool lost;
    const char *code, *enterprise;
};

/* Where a row of the statement belongs; the place counts from the first that
 * it is about. */
struct data_set_spot {
    int place, combo, period;
};

struct data_sets {
    const struct data_plan *plan;
    int indicator; /* index: a statement is about one */
    const struct data_timeline *line;
    int place_from, place_count;
    struct data_set *rows; /* by place, combination, period */
    int *reported;         /* by place, period: open schools with any entry */
    bool *told;            /* by place: a school has any entry */
};

/* All that an answer names; lives as long as its page. */
struct data_set_list {
    struct data_set_item *items; /* DATA_SETS_MAX_LISTED; NULL: none yet */
    int count;
    bool cut;                     /* there are more */
    struct data_start first, end; /* the rows that are shown */
};

/* Can the question be answered from sets, and only from them? */
bool data_sets_wanted(const struct data_query *query);
/* True: the question is about sets, and what it may not ask of them has been
 * noted. */
bool data_sets_check(const struct data_parse *parse);
/* The series from `from` on that one statement reads; `to` is the end. In the
 * plan's arena. */
struct data_sets *data_sets_new(const struct data_plan *plan, int64_t from,
                                int64_t *to);
/* The statement's parameters, DATA_SETS_PARAMS of them. */
void data_sets_params(const struct data_sets *sets, const char **params);

/* What the statement gave. What was not asked for is passed over. */
void data_sets_add(struct data_sets *sets, struct data_set_spot spot,
                   const struct data_set *set);
/* The combination does not matter. */
void data_sets_add_reported(struct data_sets *sets, struct data_set_spot spot,
                            int schools);
/* Keeps copies of the texts. */
void data_sets_list(const struct data_sets *sets, struct data_set_list *list,
                    struct data_set_spot spot,
                    const struct data_set_item *item);

const struct data_set *data_sets_row(const struct data_sets *sets,
                                     struct data_series series, int period);
/* The figures of a series by moment; false: no school has any entry. */
bool data_sets_figures(const struct data_sets *sets, struct data_series series,
                       struct data_figure *figures);

/* {"new":[...],"lost":[...]}, of the rows that are shown. */
void data_set_list_write(const struct data_set_list *list,
                         const struct data_plan *plan,
                         struct json_writer *json);

#endif
