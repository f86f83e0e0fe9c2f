/* What report_lint*.c share; of no interest to others. */
#ifndef TVS_REPORT_REPORT_LINT_IMPL_H
#define TVS_REPORT_REPORT_LINT_IMPL_H

#include "report/report_lint.h"
#include "report/report_piece.h"

#define REPORT_LINT_ITEMS (REPORT_MAX_PIECES + 1)

/* A piece of a text that is printed, in order. */
struct report_lint_item {
    const struct report_piece *piece; /* a text or a slot */
    int depth;                        /* of clauses around it */
};

/* A text while it is looked at. */
struct report_lint {
    const struct report_template *template;
    const struct catalogue *cat;
    const struct indicator *const *indicators; /* by figure; NULL: unknown */
    struct report_faults *faults;
    struct report_lint_item items[REPORT_LINT_ITEMS];
    int count;
    bool sentence; /* not the title */
    bool last;     /* there is no other text to take this one's place */
};

void report_lint_figures(struct report_lint *lint);
void report_lint_slots(struct report_lint *lint);
void report_lint_dates(struct report_lint *lint);
void report_lint_words(struct report_lint *lint);
void report_lint_signs(struct report_lint *lint);

/* Is the slot a phrase that brings verb, comparison and unit? */
bool report_lint_is_phrase(const struct report_slot *slot);
/* The indicator of the slot's first figure; NULL: none, or unknown. */
const struct indicator *report_lint_indicator(const struct report_lint *lint,
                                              const struct report_slot *slot);
/* The text before and behind the item; "" if a slot or nothing is there. */
const char *report_lint_before(const struct report_lint *lint, int item);
const char *report_lint_behind(const struct report_lint *lint, int item);
/* The place of a byte of a text. */
struct report_place report_lint_place(const struct report_lint *lint,
                                      const struct report_piece *piece,
                                      size_t at);

#endif
