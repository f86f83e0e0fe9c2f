/*
 * A question to /v1/data, checked and resolved against one snapshot of the
 * catalogue: every code is a pointer, every default is filled in, lists are in
 * the order in which rows come.
 */
#ifndef TVS_DATA_QUERY_H
#define TVS_DATA_QUERY_H

#include <stdbool.h>

#include "data/data_args.h"
#include "data/data_faults.h"
#include "model/catalogue.h"
#include "model/cells.h"
#include "model/period.h"
#include "platform/fault.h"

#define DATA_MAX_INDICATORS 50
#define DATA_MAX_AREAS 200
#define DATA_MAX_PERIODS 200
#define DATA_MAX_MEMBERS 64 /* of all where.* together */
#define DATA_MAX_SUMMED 256 /* cells that one figure adds up */
#define DATA_MAX_BY 4
#define DATA_MAX_AXES CELLS_MAX_MEMBERS
#define DATA_MAX_GRID 2000000
#define DATA_MAX_DIGITS 6
#define DATA_DEFAULT_DIGITS 2
#define DATA_YTD_SIZE 4

enum data_compare { DATA_NO_CHANGE, DATA_PREV_YEAR, DATA_PREV_PERIOD };
enum data_basis { DATA_ALL, DATA_MATCHED };
enum data_view { DATA_AS_WAS, DATA_AS_IS };
/* What is said of a change beside it: bits. */
enum data_measure {
    DATA_MEASURE_FLAGS = 1,
    DATA_MEASURE_DIRECTION = 2,
    DATA_MEASURE_TIMES = 4,
    DATA_MEASURE_RELATIVE = 8,
    DATA_MEASURE_AVERAGE = 16,
};
enum data_labels { DATA_LABELS_ID, DATA_LABELS_NAME, DATA_LABELS_BOTH };
/* See data_formats.c. */
enum data_format {
    DATA_JSON,
    DATA_CSV,
    DATA_NDJSON,
    DATA_ECHARTS,
    DATA_JSONSTAT,
    DATA_SDMX_JSON,
    DATA_SDMX_CSV,
    DATA_XLSX,
    DATA_FORMAT_COUNT
};
/* Which places get a row: the areas asked for, the areas directly below them,
 * or all those of one level in them. */
enum data_spread { DATA_ITSELF, DATA_CHILDREN, DATA_LEVEL };

/* A dimension that the question names. */
struct data_axis {
    const struct dimension *dimension;
    const struct member *const *members; /* in the dimension's order */
    int count;
    bool by;       /* a row per member; else the sum over them */
    bool filtered; /* where.<dimension> was given */
};

struct data_query {
    const struct indicator *const *indicators; /* as asked */
    int indicator_count;
    const struct area *const *areas; /* in preorder */
    int area_count;
    enum data_spread spread;
    const char *level; /* of DATA_LEVEL */
    bool by_school;
    bool traced; /* which schools a figure is made of is asked, too */
    /* First those of `by`, as asked; then the others by id. */
    struct data_axis axes[DATA_MAX_AXES];
    int axis_count;
    int by_axes;
    const int *periods; /* rising */
    char (*period_texts)[PERIOD_TEXT_SIZE];
    int period_count;
    enum data_compare compare;
    int years; /* of DATA_PREV_YEAR: how many */
    unsigned measures;
    bool allow_break; /* compare across a change of definition */
    bool linked;      /* the same, with the base put into the new one */
    int small_base;   /* below it a base is called so */
    int min_coverage; /* per cent of the schools expected; 0: no limit */
    enum data_basis basis;
    enum data_view view;
    int ytd;          /* 1..12: January to that month; 0: whole periods */
    const char *asof; /* a revision or a time (ISO 8601, UTC); NULL: now */
    bool panel_list;
    int digits;
    bool digits_given;
    enum lang lang;
    enum data_labels labels;
    enum data_format format;
    bool bom;
    bool parts;
    bool lineage;
    bool statuses;
    bool lists_sets; /* sets=list: enterprises that are new or lost */
    int limit;
    const char *cursor; /* NULL: from the start */
};

struct protection;

/* What a question is read against. */
struct data_context {
    const struct catalogue *catalogue;
    struct arena *arena;
    enum lang lang;     /* negotiated; `lang` in a JSON body overrides it */
    const char *accept; /* the header, or NULL */
    bool whole;         /* also formats that need the whole table */
    int default_rows;
    int max_rows;
    int small_base, min_coverage;        /* as in data_query */
    const struct protection *protection; /* NULL: everything is shown */
};

/* What stands in the parser's functions. */
struct data_parse {
    const struct data_args *args;
    const struct data_context *ctx;
    struct data_query *query;
    struct data_faults *faults;
};

/* All faults are noted; *query is of use only when there are none. */
void data_query_parse(const struct data_args *args,
                      const struct data_context *ctx, struct data_query *query,
                      struct data_faults *faults);

/* A row carries this many place and member codes: area, school, members. */
int data_query_code_count(const struct data_query *query);
/* Figures of several members are added up. */
int data_query_summed(const struct data_query *query);
/* The question is about which schools there are, so that sums kept by area
 * cannot answer it. */
bool data_query_needs_schools(const struct data_query *query);
/* Rows are of a panel of schools: basis=matched, ytd; of sets never. */
bool data_query_has_panel(const struct data_query *query);
const char *data_compare_name(enum data_compare compare);
const char *data_basis_name(enum data_basis basis);
const char *data_view_name(enum data_view view);
/* "M08"; `out` has DATA_YTD_SIZE bytes. */
void data_ytd_print(int month, char *out);
const char *data_labels_name(enum data_labels labels);

#endif
