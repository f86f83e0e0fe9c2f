/*
 * Inside of apply: apply.c binds columns and walks over the cells of a row,
 * apply_text.c reads texts and members, apply_figure.c figures,
 * apply_school.c schools and their areas. A row is read completely before
 * anything is created or handed over: a bad row leaves nothing behind.
 */
#ifndef TVS_INGEST_APPLY_IMPL_H
#define TVS_INGEST_APPLY_IMPL_H

#include "ingest/apply.h"
#include "ingest/cell_check.h"
#include "ingest/profile_plan.h"
#include "ingest/recent.h"
#include "ingest/sink.h"
#include "ingest/slot.h"
#include "platform/arena.h"
#include "platform/intern.h"

#define APPLY_MAX_DIMENSIONS 32
#define APPLY_MEMO_MAX 4096     /* texts of one column that are remembered, */
#define APPLY_MEMO_TEXT_MAX 128 /* of so many bytes */

/* A text that a row has at most once. */
struct apply_text {
    struct slot slot;
    const char *header;            /* for messages */
    const struct rewrite *rewrite; /* of the column; NULL: as it is */
};

struct apply_dimension {
    const struct dimension *dimension;
    struct apply_text text;
    struct intern *memo;    /* text of the cell -> member id, or APPLY_TOTAL */
    struct rewritten fresh; /* code and name of a member to be created */
    bool is_fresh;
    int member; /* in this row; 0: the total */
};

#define APPLY_TOTAL 2147483647

/* A column with figures, and what it says about them. */
struct apply_column {
    const struct profile_column *spec;
    struct slot slot;
    const char *header;
    const struct indicator *indicator; /* reported; NULL: the row's */
    int period;                        /* 0: the row's */
    int64_t multiplier;                /* of the ratio that was named */
    int denominator; /* of a rate: index of its column, -1: none */
    int count;       /* of members */
    int members[CELLS_MAX_MEMBERS];
    int dimensions[CELLS_MAX_MEMBERS]; /* of the members */
};

struct apply_figure {
    bool is_there;
    const struct indicator *indicator;
    int period;
    int64_t multiplier; /* of a rate */
    bool has_value;
    int64_t value;
    char status;
};

/* The school of a row and where it is said to be. */
struct apply_school {
    int id; /* 0: to be created */
    struct rewritten school, name, area;
    int area_id; /* 0: none said, or to be created */
};

struct apply {
    struct row_taker taker;
    struct observe *observe;
    const struct profile *profile;
    struct arena arena; /* headers */
    bool complete;      /* the file's columns are all known */
    int header_count;
    bool found[PROFILE_MAX_COLUMNS]; /* which columns of the profile */
    bool used[ROW_MAX_COLUMNS];      /* which ones of the file */
    struct slot skips[PROFILE_MAX_SKIPS];
    struct apply_text singles[AS_LAST_SINGLE + 1];
    struct apply_dimension dimensions[APPLY_MAX_DIMENSIONS];
    int dimension_count;
    struct apply_column columns[ROW_MAX_COLUMNS];
    int column_count;
    int parent_area;     /* created areas hang below it */
    struct intern *told; /* warnings that were given */
    /* The row on its way. */
    const struct row *row;
    const struct indicator *indicator; /* the row's own, NULL: none */
    int period;                        /* 0: none */
    char status;                       /* '\0': none */
    bool cumulative;                   /* the figures count from January on */
    bool has_note;
    char note[NOTE_MAX + 1];
    struct apply_school school;
    struct apply_figure figures[ROW_MAX_COLUMNS];
    struct recent school_text, name_text, area_text;
    struct rewritten scratch;
};

enum apply_result { APPLY_EMPTY, APPLY_GOOD, APPLY_BAD };

/* Complains about a text's cell in the current row. */
bool apply_complain(const struct apply *apply, const struct apply_text *text,
                    enum fault fault, struct span value);
/* A warning, once for each (code, subject). */
void apply_warn(struct apply *apply, const char *code, const char *subject);

/* Code and name of a text in the current row. */
enum apply_result apply_text_read(const struct apply *apply,
                                  const struct apply_text *text,
                                  struct rewritten *out);
/* The members of the row: sets `member` or makes one fresh. */
bool apply_members_read(struct apply *apply);
/* Creates the fresh ones. */
bool apply_members_create(struct apply *apply);
/* A member that the profile itself names; created if need be; 0: a fault. */
int apply_member_named(struct apply *apply, const struct place *at,
                       const struct dimension *dimension, struct span code);

/* All figures of the row; *any: there is one. */
bool apply_figures_read(struct apply *apply, bool *any);
/* What an indicator means for such a column: itself, or a part of it. */
const struct indicator *apply_reported(struct apply *apply,
                                       const struct place *at,
                                       const struct indicator *indicator,
                                       enum profile_as as);
/* A rate with all its decimals. */
bool apply_rate_number(const struct apply *apply, const struct place *at,
                       struct span text, int64_t *value);
/* From rates to numerators, when all figures are read. */
bool apply_rates_read(struct apply *apply);
void apply_figures_emit(struct apply *apply);

bool apply_school_read(struct apply *apply);
bool apply_school_create(struct apply *apply);

#endif
