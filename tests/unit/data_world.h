/*
 * A small world to ask /v1/data about without a database: areas, schools,
 * indicators, dimensions, and what schools reported. Totals are counted from
 * the reports each time, school by school.
 *
 *     CN - T1 - T11  S1 S2        U1 - U11  S5
 *             - T12  S3 (closed 2023-08-31)
 *             - T13  (no school)
 *        T1 itself   S4
 */
#ifndef TVS_TESTS_DATA_WORLD_H
#define TVS_TESTS_DATA_WORLD_H

#include "data/data_page.h"
#include "data/data_query.h"
#include "platform/arena.h"
#include "platform/buffer.h"

#define WORLD_MAX_REPORTS 2000

/* "S1 students 2023-09-01 100" or "... gender=1,system=a 100 P"; the value
 * "-" is none. */
struct world_report {
    int school, indicator, period;
    int members[4];
    int count;
    bool present;
    int64_t value;
    char status;
};

struct world {
    struct catalogue *cat;
    struct cells *cells;
    struct arena arena;
    struct world_report reports[WORLD_MAX_REPORTS];
    int report_count;
    int reads; /* windows that were read */
    int default_rows;
    int min_coverage;
    /* Of the last question. */
    struct data_faults faults;
    struct data_query query;
    struct buffer body;
    const char *cursor; /* of the next page, or NULL */
};

/* Reports, one on a line. */
struct world *world_new(const char *reports);
/* With breaks of definitions as well. */
struct world *world_new_broken(const char *reports,
                               const struct definition_break *breaks,
                               int count);
void world_free(struct world *world);

/* "indicator=students&period=2024": parses it; false when it has faults. */
bool world_parse(struct world *world, const char *question);
/* The whole way; "" when the question has faults. Valid until the next. */
const char *world_ask(struct world *world, const char *question);
/* What is answered in the format, from the member of that name on. */
const char *world_member(struct world *world, const char *question,
                         const char *format, const char *key);
/* What stands between "rows":[ and the end. */
const char *world_rows(struct world *world, const char *question);
/* Gives a window what was reported, all parts of it at once. */
void world_fill(struct world *world, struct data_window *window);
/* What the school has at the cell; false: nothing. */
bool world_figure(const struct world *world, int school, int cell,
                  struct data_total *out);
/* "missing_parameter indicator; unknown_parameter x" */
const char *world_faults(struct world *world, const char *question);

#endif
