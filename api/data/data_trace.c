#include "data/data_trace.h"

#include "data/data_pair.h"
#include "data/data_roll.h"
#include "model/succession.h"
#include "platform/check.h"

/* One unit at a time, of one part. */
struct walk {
    const struct data_single *single;
    struct data_sources *out;
    int *kin; /* schools that the unit continues */
    int kin_count;
    int unit; /* index in the roll */
    int part;
    const int *slots; /* of the part's term, by source */
};

static const struct data_window *window_of(const struct walk *walk)
{
    return &walk->single->window;
}

/* The first walk only counts. */
static void add(struct data_sources *out, struct data_source source)
{
    if (out->list != NULL) {
        out->list[out->count] = source;
    }
    out->count++;
}

/* --- a school --- */

/* Which step of what the school has there is the unit's; false: none. */
static bool find_step(const struct walk *walk, int slot, int school,
                      struct data_source *step)
{
    const struct data_window *window = window_of(walk);
    struct succession_share shares[SUCCESSION_MAX_SHARES] = {
        {school, SUCCESSION_WHOLE},
    };
    int count = 1;
    if (window->plan->query->view == DATA_AS_IS) {
        count = succession_shares(window->plan->cat, school,
                                  window->periods[slot], shares);
    }
    step->high = 0;
    for (int i = 0; i < count; i++) {
        step->low = step->high;
        step->high += shares[i].weight;
        if (shares[i].unit == window->roll->units[walk->unit]) {
            return true;
        }
    }
    return false;
}

/* All that adds to the slot. `together`: it was added up, then divided. */
static void add_school(const struct walk *walk, int slot, int school,
                       bool together)
{
    const struct data_window *window = window_of(walk);
    struct data_source source = {.school = school, .part = walk->part};
    if (!find_step(walk, slot, school, &source)) {
        return;
    }
    for (int i = 0; i < window->cell_count; i++) {
        if (window->cells[i].slot == slot) {
            source.cell = window->cells[i].cell;
            source.lot = together && source.lot != 0 ? source.lot : source.cell;
            add(walk->out, source);
        }
    }
}

static bool has_own(const struct data_roll *roll, int slot, int school)
{
    const struct data_total *own = data_roll_own(roll, slot, school);
    return own != NULL && own->reported > 0;
}

/* Where some schools of a unit reported cumulatively, the others count with
 * their months: data_roll_complete.c. */
static void add_months(const struct walk *walk, int months, int school)
{
    const struct data_roll *roll = window_of(walk)->roll;
    for (int i = 0; i < months; i++) {
        int slot = walk->slots[i];
        if (slot >= 0 && has_own(roll, slot, school)) {
            add_school(walk, slot, school, true);
        }
    }
}

/* --- a slot --- */

static bool has_report(const struct walk *walk, int slot)
{
    const struct data_window *window = window_of(walk);
    const struct data_roll *roll = window->roll;
    const struct data_column column = {roll->figures, roll->unit_count,
                                       walk->unit};
    const struct data_total *total = data_figure_total(&column, slot);
    return total != NULL && (total->reported > 0 || total->missing > 0) &&
           data_roll_counts(window, walk->unit, window->periods[slot],
                            walk->single->series.place);
}

/* The term's source with that index: one of its periods, or the whole. */
static void add_source(const struct walk *walk, const struct data_term *term,
                       int source)
{
    const struct data_roll *roll = window_of(walk)->roll;
    int slot = walk->slots[source];
    bool divided = source == term->count && roll->own != NULL;
    if (!has_report(walk, slot)) {
        return;
    }
    for (int i = 0; i < walk->kin_count; i++) {
        if (divided && !has_own(roll, slot, walk->kin[i])) {
            add_months(walk, term->count, walk->kin[i]);
        } else {
            add_school(walk, slot, walk->kin[i], false);
        }
    }
}

/* --- a unit --- */

/* `pair` NULL: there is no panel, everything counts. */
static void add_unit(struct walk *walk, const struct data_pair *pair)
{
    const struct data_moment *moment = walk->single->moment;
    walk->slots = walk->single->slots + moment->first;
    for (walk->part = 0; walk->part < moment->terms.count; walk->part++) {
        const struct data_term *term = &moment->terms.parts[walk->part];
        int sources = data_term_sources(term);
        unsigned used = pair != NULL ? data_pair_used(pair, moment, walk->part)
                                     : (1U << sources) - 1;
        for (int i = 0; i < sources; i++) {
            if ((used >> i & 1) != 0) {
                add_source(walk, term, i);
            }
        }
        walk->slots += sources;
    }
}

static void find_kin(struct walk *walk)
{
    const struct data_window *window = window_of(walk);
    const struct data_roll *roll = window->roll;
    walk->kin[0] = roll->units[walk->unit];
    walk->kin_count = 1;
    if (window->plan->query->view == DATA_AS_IS) {
        walk->kin_count = succession_kin(window->plan->cat, walk->kin[0],
                                         walk->kin, roll->school_count);
        ASSERT(walk->kin_count <= roll->school_count);
    }
}

static void trace(struct walk *walk)
{
    const struct data_single *single = walk->single;
    struct data_units at = data_roll_at(&single->window, single->series.place);
    for (int i = 0; i < at.count; i++) {
        struct data_pair pair;
        walk->unit = at.list[i];
        find_kin(walk);
        if (!data_query_has_panel(&single->query)) {
            add_unit(walk, NULL);
        } else if (data_pair_make(&single->panel, walk->unit, &pair) &&
                   data_pair_join(&pair)) {
            add_unit(walk, &pair);
        }
    }
}

bool data_trace_make(const struct data_single *single, struct data_sources *out)
{
    struct arena *arena = single->plan.arena;
    int schools = single->window.roll->school_count;
    struct walk walk = {
        .single = single,
        .out = out,
        .kin = arena_alloc(arena, ((size_t)schools + 1) * sizeof(int)),
    };
    *out = (struct data_sources){0};
    trace(&walk);
    if (out->count > DATA_TRACE_MAX) {
        return false;
    }
    out->list =
        arena_alloc(arena, ((size_t)out->count + 1) * sizeof(*out->list));
    out->count = 0;
    trace(&walk);
    return true;
}
