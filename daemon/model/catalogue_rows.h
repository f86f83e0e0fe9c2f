/* Inside of struct catalogue, for catalogue_*.c and succession_*.c only. */
#ifndef TVS_MODEL_CATALOGUE_ROWS_H
#define TVS_MODEL_CATALOGUE_ROWS_H

#include "model/blank_token.h"
#include "model/catalogue.h"
#include "platform/arena.h"
#include "platform/intern.h"

/*
 * The rows of one kind. Rows live in the arena and never move; `rows` is
 * sorted by catalogue_finish(), `by_id` and `codes` are built by it. Every
 * row begins with its int id.
 */
struct rows {
    void **rows;
    size_t count, cap;
    void **by_id; /* [0 .. last_id] */
    int last_id;
    struct intern *codes; /* code -> id */
};

/* Schools in preorder of their areas: a subtree is one contiguous range. */
struct roster {
    int *opened, *closed; /* yyyymmdd; closed is INT_MAX while open */
    int *below;           /* by preorder number: schools in areas before it */
};

struct catalogue {
    int refs;
    int64_t revision;
    int64_t totals_since;
    const char *generated;
    struct arena arena;
    struct rows areas, schools, indicators, dimensions, members, events;
    const struct area *root;
    struct roster roster;
    struct coverage *coverage; /* sorted */
    size_t coverage_count, coverage_cap;
    struct coverage *covered; /* now, each once; `periods` runs beside it */
    int *periods;
    size_t covered_count;
    struct succession *succession;   /* NULL: there are no events */
    struct definition_break *breaks; /* sorted */
    size_t break_count, break_cap;
    struct school_former *former; /* sorted */
    size_t former_count, former_cap;
    struct blank_token *blanks; /* sorted, each key once */
    size_t blank_count, blank_cap;
    struct blank_tokens blank_tokens;
};

/* Numbers the tree (first, last) and sorts the areas into preorder. */
MUSTCHECK bool catalogue_number_areas(struct catalogue *cat, struct error *err);
/* Sorts the breaks; those of an indicator that is not there are dropped. */
void catalogue_finish_breaks(struct catalogue *cat);
void catalogue_finish_formers(struct catalogue *cat);
/* Builds the roster; the areas must be numbered. */
void catalogue_build_roster(struct catalogue *cat);
/* Works out what the events mean; areas and schools must be finished. */
MUSTCHECK bool catalogue_build_succession(struct catalogue *cat,
                                          struct error *err);

#endif
