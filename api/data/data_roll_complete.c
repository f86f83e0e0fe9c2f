/*
 * Year to date, as the world is today: of the schools of a unit some may have
 * reported cumulatively and others by month. What they reported together is
 * the cumulative figures of the ones and the months of the others.
 */
#include "data/data_roll.h"
#include "model/succession.h"

static const struct data_total *own_of(const struct data_roll *roll, int slot,
                                       int school)
{
    return &roll->own[(size_t)slot * (size_t)roll->school_count +
                      (size_t)school];
}

static bool has_whole(const struct data_window *window, int whole, int unit)
{
    const struct data_roll *roll = window->roll;
    return unit >= 0 && roll->figures[(size_t)whole * (size_t)roll->unit_count +
                                      (size_t)unit]
                                .reported > 0;
}

static void add_month(struct data_window *window, int whole, int month,
                      int school)
{
    const struct data_roll *roll = window->roll;
    const struct data_total *own = own_of(roll, month, school);
    struct data_roll_share shares[SUCCESSION_MAX_SHARES];
    if (own->reported == 0) {
        return;
    }
    int count =
        data_roll_shares(window, month, roll->schools[school], own, shares);
    for (int i = 0; i < count; i++) {
        if (has_whole(window, whole, shares[i].unit)) {
            data_roll_give(window, whole, &shares[i]);
        }
    }
}

static void complete_slot(struct data_window *window, int whole,
                          const int *months, int count)
{
    for (int school = 0; school < window->roll->school_count; school++) {
        if (own_of(window->roll, whole, school)->reported > 0) {
            continue;
        }
        for (int i = 0; i < count; i++) {
            if (months[i] >= 0) {
                add_month(window, whole, months[i], school);
            }
        }
    }
}

/* Series of several places share their slots. */
static void complete_series(struct data_window *window, int64_t number,
                            bool *done)
{
    const struct data_plan *plan = window->plan;
    const struct data_timeline *line =
        &plan->timelines[data_plan_series(plan, number).indicator];
    const int *slots = data_window_slots(window, number);
    for (int i = 0; i < line->count; i++) {
        const struct data_terms *terms = &line->moments[i].terms;
        int at = line->moments[i].first;
        for (int j = 0; j < terms->count; j++) {
            const struct data_term *term = &terms->parts[j];
            int whole = term->whole != 0 ? slots[at + term->count] : -1;
            if (whole >= 0 && !done[whole]) {
                done[whole] = true;
                complete_slot(window, whole, slots + at, term->count);
            }
            at += data_term_sources(term);
        }
    }
}

void data_roll_complete(struct data_window *window)
{
    if (window->roll->own == NULL) {
        return;
    }
    bool *done = arena_zalloc(window->plan->arena,
                              (size_t)window->slot_count + 1, sizeof(*done));
    for (int64_t i = window->from; i < window->to; i++) {
        complete_series(window, i, done);
    }
}
