/*
 * An immutable snapshot of everything that has a business code: areas,
 * schools, indicators, dimensions and their members, and which periods have
 * data. Reference-counted: a request holds the snapshot it started with while
 * an import publishes the next. Ids are small, dense, never reused, and never
 * leave the process; `x_by_id(0)` and unknown ids give NULL.
 *
 * Built by a loader (storage/catalogue_load.c, or a test): catalogue_new(),
 * catalogue_add_*() in any order, catalogue_finish().
 */
#ifndef TVS_MODEL_CATALOGUE_H
#define TVS_MODEL_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/fault.h"

#define CATALOGUE_MAX_AREAS 20000
#define CATALOGUE_MAX_SCHOOLS 100000
#define CATALOGUE_MAX_INDICATORS 2000
#define CATALOGUE_MAX_DIMENSIONS 200
#define CATALOGUE_MAX_MEMBERS 20000
#define CATALOGUE_MAX_EVENTS 100000 /* school events */
#define CATALOGUE_MAX_BREAKS 2000
#define CATALOGUE_CODE_MAX 32   /* bytes of an area, school, indicator code */
#define CATALOGUE_MEMBER_MAX 64 /* characters of a member's code */
#define CATALOGUE_NAME_MAX 200  /* bytes of a name */

struct area {
    int id;
    int parent; /* 0: the root */
    const char *code, *name_zh, *name_en;
    const char *level;        /* country, province, prefecture, county, ... */
    int valid_from, valid_to; /* yyyymmdd, 0: open */
    int first, last; /* preorder interval: a below b iff b.first <= a.first
                        && a.first <= b.last */
};

struct school {
    int id;
    int area; /* id */
    const char *code, *name_zh, *name_en;
    const char *level, *type, *ownership; /* "" when not known */
    int opened, closed; /* first and last day, yyyymmdd; 0: open-ended */
};

enum indicator_kind {
    INDICATOR_FLOW,
    INDICATOR_STOCK,
    INDICATOR_RATIO,
    INDICATOR_DISTINCT,
    INDICATOR_RATE, /* reported as it is: its parts are not known */
};

struct indicator {
    int id;
    const char *code, *name_zh, *name_en, *unit;
    enum indicator_kind kind;
    int numerator, denominator; /* ids, for a ratio */
    const char *agg_schools, *agg_time;
    const char *period_type; /* month, calendar_year, ... */
    const char *breakdowns;  /* dimension codes joined by '|' */
    const char *direction, *source;
    int decimals;
    int due_days;           /* behind the period's end; -1: not said */
    int64_t multiplier;     /* of a ratio: 100 for %, ... ; 1 else */
    bool from_partnerships; /* a distinct count of partner enterprises */
};

struct dimension {
    int id;
    const char *code;
    bool partition;                 /* members add up to the total */
    int first_member, member_count; /* into the dimension's members by order */
};

struct member {
    int id;
    int dimension;
    int order;
    const char *code, *name_zh, *name_en, *note;
};

/* One (indicator, period) that had observations from a revision on, before
 * another; the revisions, and when they were committed, in microseconds since
 * 1970. */
struct coverage {
    int indicator;
    int period;
    int64_t since, since_us;
    int64_t until, until_us; /* 0: it still has */
};

/* From the period on the indicator is defined in another way. */
struct definition_break {
    int indicator;
    int period;
    /* One period measured by both definitions, in millionths; 0: there is
     * none. */
    int64_t old_value, new_value;
    const char *note_zh, *note_en;
};

/* At an earlier revision the school counted in the area, where it is no
 * longer. */
struct school_former {
    int school;
    int area;
};

struct blank_token; /* model/blank_token.h */
struct blank_tokens;
struct catalogue;
struct school_event; /* model/school_event.h */

struct catalogue *catalogue_new(void);
/* Rows are copied with their strings. */
void catalogue_add_area(struct catalogue *cat, const struct area *row);
void catalogue_add_school(struct catalogue *cat, const struct school *row);
void catalogue_add_indicator(struct catalogue *cat,
                             const struct indicator *row);
void catalogue_add_dimension(struct catalogue *cat,
                             const struct dimension *row);
void catalogue_add_member(struct catalogue *cat, const struct member *row);
void catalogue_add_coverage(struct catalogue *cat, const struct coverage *row);
void catalogue_add_event(struct catalogue *cat, const struct school_event *row);
void catalogue_add_break(struct catalogue *cat,
                         const struct definition_break *row);
void catalogue_add_former(struct catalogue *cat,
                          const struct school_former *row);
/* The row's key is worked out here; a token that has none is dropped. */
void catalogue_add_blank_token(struct catalogue *cat,
                               const struct blank_token *row);
/* `generated`: when the revision was committed, ISO 8601 UTC. */
void catalogue_set_revision(struct catalogue *cat, int64_t revision,
                            const char *generated);
/* From which revision on sums by area are kept in all their versions. */
void catalogue_set_totals_since(struct catalogue *cat, int64_t revision);
/*
 * Sorts, numbers the area tree, builds the lookups; first and last of areas,
 * first_member and member_count of dimensions are filled in. False: not
 * exactly one root, a cycle (FAULT_CYCLE), a code or id that stands twice, a
 * parent, area, school, dimension or part of a ratio that is not there, a
 * school that comes down to too many (FAULT_TOO_MANY_SUCCESSORS); the
 * catalogue can then only be given back by catalogue_unref(). What the events
 * mean is asked in model/succession.h.
 */
MUSTCHECK bool catalogue_finish(struct catalogue *cat, struct error *err);

struct catalogue *catalogue_ref(struct catalogue *cat);
void catalogue_unref(struct catalogue *cat);

int64_t catalogue_revision(const struct catalogue *cat);
const char *catalogue_generated(const struct catalogue *cat);
int64_t catalogue_totals_since(const struct catalogue *cat);

/* By code; NULL when unknown. */
const struct area *catalogue_area(const struct catalogue *cat, const char *code,
                                  size_t len);
const struct school *catalogue_school(const struct catalogue *cat,
                                      const char *code, size_t len);
const struct indicator *catalogue_indicator(const struct catalogue *cat,
                                            const char *code, size_t len);
const struct dimension *catalogue_dimension(const struct catalogue *cat,
                                            const char *code, size_t len);
const struct member *catalogue_member(const struct catalogue *cat,
                                      const struct dimension *dim,
                                      const char *code, size_t len);
/* By id. */
const struct area *catalogue_area_by_id(const struct catalogue *cat, int id);
const struct school *catalogue_school_by_id(const struct catalogue *cat,
                                            int id);
const struct indicator *catalogue_indicator_by_id(const struct catalogue *cat,
                                                  int id);
const struct dimension *catalogue_dimension_by_id(const struct catalogue *cat,
                                                  int id);
const struct member *catalogue_member_by_id(const struct catalogue *cat,
                                            int id);

const struct area *catalogue_root(const struct catalogue *cat);
/* All rows in code order (areas: preorder, siblings by code; members: by
 * dimension, then order, then code). */
const struct area *const *catalogue_areas(const struct catalogue *cat,
                                          size_t *count);
const struct school *const *catalogue_schools(const struct catalogue *cat,
                                              size_t *count);
const struct indicator *const *catalogue_indicators(const struct catalogue *cat,
                                                    size_t *count);
const struct dimension *const *catalogue_dimensions(const struct catalogue *cat,
                                                    size_t *count);
const struct member *const *catalogue_members(const struct catalogue *cat,
                                              const struct dimension *dim,
                                              size_t *count);
/* When an indicator had data of which periods (a ratio: its numerator), in
 * the order of periods. */
const struct coverage *catalogue_coverage(const struct catalogue *cat,
                                          int indicator, size_t *count);
/* Periods with data of an indicator (its numerator's for a ratio), rising. */
const int *catalogue_periods(const struct catalogue *cat, int indicator,
                             size_t *count);

/* All breaks: indicators by id, periods by their first day. */
const struct definition_break *catalogue_breaks(const struct catalogue *cat,
                                                size_t *count);
/* Those of one indicator. */
const struct definition_break *
catalogue_breaks_of(const struct catalogue *cat, int indicator, size_t *count);

/* What cells of forms without a figure mean. */
const struct blank_tokens *catalogue_blank_tokens(const struct catalogue *cat);

bool area_contains(const struct area *outer, const struct area *inner);
/* Is the area's code good on at least one day of the period? */
bool area_valid(const struct area *area, int period);
/* Is the school open on at least one day of the period? */
bool school_open(const struct school *school, int period);
/* Open schools at or below the area in the period. */
int catalogue_expected(const struct catalogue *cat, const struct area *area,
                       int period);
/* The same, of schools of one level ("sv"): for what the others have not. */
int catalogue_expected_level(const struct catalogue *cat,
                             const struct area *area, const char *level,
                             int period);
/* All schools at or below the area, open or not. */
int catalogue_schools_below(const struct catalogue *cat,
                            const struct area *area);
/* Did the school count at or below the area at an earlier revision, in a place
 * where it is no longer? */
bool catalogue_once_below(const struct catalogue *cat,
                          const struct school *school, const struct area *area);
/* Schools that counted elsewhere at an earlier revision, by id; NULL: the
 * first, or no more. */
const struct school *catalogue_next_former(const struct catalogue *cat,
                                           const struct school *before);
/* The highest id in use, for callers that hand out the next. */
int catalogue_last_area_id(const struct catalogue *cat);
int catalogue_last_school_id(const struct catalogue *cat);
int catalogue_last_member_id(const struct catalogue *cat);

#endif
