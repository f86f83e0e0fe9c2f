#include "data/data_pair.h"

/*
 * A cumulative report over the time of a move: where the months are all known
 * and add up to it, each counts where the school was then. Else nobody can
 * divide it, and it counts where the school was on the first day.
 */
static void place_wholes(const struct data_pair *pair,
                         const struct data_moment *moment,
                         struct data_figure *out)
{
    const struct data_roll *roll = pair->question->window->roll;
    struct data_column column = {roll->figures, roll->unit_count, pair->unit};
    struct data_figure all;
    data_figure_make(&column, pair->question->slots, moment, &all);
    for (int i = 0; i < moment->terms.count; i++) {
        const struct data_part *known = &all.parts[i];
        struct data_part *part = &out->parts[i];
        if (!known->has_whole) {
            continue;
        }
        if (known->present && known->sum == known->whole) {
            part->has_whole = false;
        } else if (!part->has_whole) {
            part->months = 0;
            part->partial = 0;
        }
    }
}

static bool make_side(struct data_pair *pair, const struct data_moment *moment,
                      struct data_figure *out)
{
    const struct data_panel_question *question = pair->question;
    *out = (struct data_figure){0};
    if (moment == NULL) {
        return false;
    }
    bool here = data_roll_counts(question->window, pair->unit, moment->period,
                                 question->place);
    if (here || pair->moved) {
        data_figure_make(&pair->column, question->slots, moment, out);
    }
    if (pair->moved) {
        place_wholes(pair, moment, out);
    }
    return here;
}

bool data_pair_make(const struct data_panel_question *question, int unit,
                    struct data_pair *pair)
{
    const struct data_roll *roll = question->window->roll;
    *pair = (struct data_pair){.question = question, .unit = unit};
    pair->column = (struct data_column){roll->figures, roll->unit_count, unit};
    pair->moved =
        data_roll_part(question->window, unit, question->place, &pair->column);
    pair->here = make_side(pair, question->current, &pair->current);
    pair->here_before = make_side(pair, question->base, &pair->base);
    return pair->moved || pair->here || pair->here_before;
}

/* --- the same months --- */

static unsigned all_months(const struct data_term *term)
{
    return (1U << term->count) - 1;
}

/* Everything is known, by month or as one sum. */
static bool is_complete(const struct data_part *part,
                        const struct data_term *term)
{
    return part->has_whole ||
           (term->count > 0 && part->months == all_months(term));
}

/* Stocks have one report and no months. */
static bool has_months(const struct data_term *term)
{
    return term->whole != 0;
}

static void add_months(const struct data_pair *pair, const int *slots,
                       unsigned months, struct data_part *part)
{
    part->sum = 0;
    part->statuses = 0;
    for (int i = 0; months >> i != 0; i++) {
        const struct data_total *total =
            months >> i & 1 ? data_figure_total(&pair->column, slots[i]) : NULL;
        if (total == NULL) {
            continue;
        }
        part->statuses |= total->statuses;
        if (__builtin_add_overflow(part->sum, total->sum, &part->sum)) {
            part->sum = INT64_MAX;
        }
    }
}

/* Makes the parts of one side say what they say over these months only. */
static void restrict_side(const struct data_pair *pair,
                          const struct data_moment *moment, unsigned months,
                          struct data_figure *figure)
{
    int at = moment->first;
    for (int i = 0; i < moment->terms.count; i++) {
        const struct data_term *term = &moment->terms.parts[i];
        struct data_part *part = &figure->parts[i];
        if (has_months(term)) {
            part->present = true;
            part->reported = 1;
            add_months(pair, pair->question->slots + at, months, part);
        }
        at += data_term_sources(term);
    }
}

/* A cumulative report is what the school says of the whole span. */
static void take_wholes(const struct data_moment *moment,
                        struct data_figure *figure)
{
    for (int i = 0; i < moment->terms.count; i++) {
        struct data_part *part = &figure->parts[i];
        if (part->has_whole) {
            part->present = true;
            part->reported = 1;
            part->sum = part->whole;
            part->statuses = part->whole_statuses;
        }
    }
}

/* Which months both sides have, of all parts; `complete`: every one. */
static unsigned common_months(const struct data_moment *moment,
                              const struct data_figure *figure, bool *complete)
{
    unsigned months = ~0U;
    for (int i = 0; i < moment->terms.count; i++) {
        const struct data_term *term = &moment->terms.parts[i];
        const struct data_part *part = &figure->parts[i];
        *complete = *complete && is_complete(part, term);
        if (has_months(term)) {
            months &= part->months;
        } else if (!part->present) {
            months = 0;
        }
    }
    return months;
}

static void align(struct data_pair *pair)
{
    const struct data_moment *current = pair->question->current;
    const struct data_moment *base = pair->question->base;
    bool complete = true;
    unsigned months = common_months(current, &pair->current, &complete);
    if (base != NULL) {
        months &= common_months(base, &pair->base, &complete);
    }
    pair->complete = complete;
    if (complete) {
        pair->months = (1U << pair->question->window->plan->query->ytd) - 1;
        take_wholes(current, &pair->current);
        if (base != NULL) {
            take_wholes(base, &pair->base);
        }
        return;
    }
    pair->months = months;
    if (months != 0) {
        restrict_side(pair, current, months, &pair->current);
        if (base != NULL) {
            restrict_side(pair, base, months, &pair->base);
        }
    }
}

bool data_pair_join(struct data_pair *pair)
{
    if (pair->question->window->plan->query->ytd == 0) {
        return pair->current.figure.present && pair->base.figure.present;
    }
    align(pair);
    return pair->months != 0;
}

unsigned data_pair_used(const struct data_pair *pair,
                        const struct data_moment *moment, int part)
{
    const struct data_term *term = &moment->terms.parts[part];
    const struct data_figure *figure =
        moment == pair->question->base ? &pair->base : &pair->current;
    if (!has_months(term)) {
        return all_months(term);
    }
    if (pair->complete && figure->parts[part].has_whole) {
        return 1U << term->count;
    }
    return pair->months & all_months(term);
}

bool data_pair_has_months(const struct data_moment *moment)
{
    return has_months(&moment->terms.parts[0]) ||
           has_months(&moment->terms.parts[1]);
}
