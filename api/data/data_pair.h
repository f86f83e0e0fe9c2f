/*
 * One school's figures in the two periods of a comparison, and the months
 * that it has in both.
 */
#ifndef TVS_DATA_PAIR_H
#define TVS_DATA_PAIR_H

#include "data/data_panel.h"

struct data_pair {
    const struct data_panel_question *question;
    int unit;               /* index in the roll */
    bool moved;             /* in the time of the window */
    bool here, here_before; /* did it count at the place? */
    struct data_column column;
    struct data_figure current, base;
};

void data_pair_make(const struct data_panel_question *question, int unit,
                    struct data_pair *pair);
/*
 * Year to date: makes both figures say what they say over the months that
 * both have, of numerator and denominator alike. A cumulative report stands
 * for all months. Returns them (bit 0: January); 0: none, and nothing is
 * changed.
 */
unsigned data_pair_align(struct data_pair *pair);
/* Has the period months, or only a date? */
bool data_pair_has_months(const struct data_moment *moment);

#endif
