/*
 * What a figure is over, beside its place, period and members: which months,
 * which schools, and as the world was when. Each is a small number, 0 where
 * nothing was chosen, so that a figure's name lists only what was.
 */
#ifndef TVS_DATA_CHOICE_H
#define TVS_DATA_CHOICE_H

#include <stdbool.h>

#include "data/data_args.h"
#include "data/data_query.h"

enum data_choice_kind {
    DATA_CHOICE_YTD,     /* 1..12 */
    DATA_CHOICE_COMPARE, /* enum data_compare */
    DATA_CHOICE_YEARS,   /* 2..: of prev_year */
    DATA_CHOICE_BASIS,   /* enum data_basis */
    DATA_CHOICE_VIEW,    /* enum data_view */
    DATA_CHOICE_SIDE,    /* 1: the figure that is compared with */
    DATA_CHOICES,
};

struct data_choice {
    int value[DATA_CHOICES];
};

/*
 * Of the question's figures. What does not change a value is not chosen: a
 * comparison decides over schools and months only for a panel, and the year
 * to date has the same one with basis=matched and without.
 */
struct data_choice data_choice_of(const struct data_query *query);
/* "ytd", as in the parameter of that name; "side" is none. */
const char *data_choice_name(enum data_choice_kind kind);
/* The value as in the parameter, in the arena; NULL: nothing is chosen. */
const char *data_choice_text(const struct data_choice *choice,
                             enum data_choice_kind kind, struct arena *arena);
/* "ytd=M08"; NULL: nothing is chosen. */
const char *data_choice_print(const struct data_choice *choice,
                              enum data_choice_kind kind, struct arena *arena);
/* False: not what data_choice_print() writes of the kind. */
MUSTCHECK bool data_choice_parse(const char *text, enum data_choice_kind kind,
                                 struct data_choice *choice);
/* The parameters. A figure was printed whatever was said of its comparison,
 * so that breaks are no fault. */
void data_choice_args(const struct data_choice *choice, struct arena *arena,
                      struct data_args *args, struct data_faults *faults);

#endif
