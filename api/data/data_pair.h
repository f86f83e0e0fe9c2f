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
    /* Year to date: the months that count (bit 0: January), 0: none; and are
     * they all that were asked for? */
    unsigned months;
    bool complete;
};

/* False: the unit counts there in neither period. */
MUSTCHECK bool data_pair_make(const struct data_panel_question *question,
                              int unit, struct data_pair *pair);
/*
 * Is the unit in the panel? It has a figure in both periods. Year to date, it
 * has months that both have, of numerator and denominator alike, and both
 * figures are made to say what they say over these; a cumulative report
 * stands for all months.
 */
MUSTCHECK bool data_pair_join(struct data_pair *pair);
/* Of a unit in the panel: from which sources of one part of its figure in the
 * period its sum was taken, a bit for each as in data_term_period(). */
unsigned data_pair_used(const struct data_pair *pair,
                        const struct data_moment *moment, int part);
/* Has the period months, or only a date? */
bool data_pair_has_months(const struct data_moment *moment);

#endif
