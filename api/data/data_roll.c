#include "data/data_roll.h"

#include <stdlib.h>

#include "data/data_status.h"
#include "model/period.h"
#include "model/succession.h"

static bool is_as_is(const struct data_window *window)
{
    return window->plan->query->view == DATA_AS_IS;
}

static int by_id(const void *a, const void *b)
{
    int left = *(const int *)a;
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

/* --- what they reported --- */

int data_roll_unit(const struct data_roll *roll, int school)
{
    const int *found = bsearch(&school, roll->units, (size_t)roll->unit_count,
                               sizeof(int), by_id);
    return found != NULL ? (int)(found - roll->units) : -1;
}

/* Members that are added up, and schools that became one, are one report. */
static void add_figure(struct data_total *entry,
                       const struct data_total *figure)
{
    if (__builtin_add_overflow(entry->sum, figure->sum, &entry->sum)) {
        entry->sum = INT64_MAX;
    }
    entry->reported |= figure->reported;
    entry->missing = entry->reported > 0 ? 0 : 1;
    entry->statuses |= figure->statuses;
}

static struct data_total *entry_of(const struct data_window *window, int slot,
                                   int unit)
{
    struct data_roll *roll = window->roll;
    return &roll->figures[(size_t)slot * (size_t)roll->unit_count +
                          (size_t)unit];
}

/* The parts of a division add up to what was divided: each is the step
 * between two rounded sums. They are estimates. */
int data_roll_shares(const struct data_window *window, int slot, int school,
                     const struct data_total *figure,
                     struct data_roll_share *shares)
{
    struct succession_share parts[SUCCESSION_MAX_SHARES];
    int count = succession_shares(window->plan->cat, school,
                                  window->periods[slot], parts);
    unsigned estimated = count > 1 ? data_status_bit('E') : 0;
    int weight = 0;
    int64_t before = 0;
    for (int i = 0; i < count; i++) {
        weight += parts[i].weight;
        int64_t upto =
            (int64_t)((__int128)figure->sum * weight / SUCCESSION_WHOLE);
        shares[i].unit = data_roll_unit(window->roll, parts[i].unit);
        shares[i].figure = *figure;
        shares[i].figure.sum = upto - before;
        shares[i].figure.statuses |= estimated;
        before = upto;
    }
    return count;
}

void data_roll_give(struct data_window *window, int slot,
                    const struct data_roll_share *share)
{
    if (share->unit >= 0) {
        add_figure(entry_of(window, slot, share->unit), &share->figure);
    }
}

struct data_total *data_roll_own(const struct data_roll *roll, int slot,
                                 int school)
{
    const int *found = bsearch(&school, roll->schools,
                               (size_t)roll->school_count, sizeof(int), by_id);
    if (roll->own == NULL || found == NULL) {
        return NULL;
    }
    return &roll->own[(size_t)slot * (size_t)roll->school_count +
                      (size_t)(found - roll->schools)];
}

static void take_shares(struct data_window *window, int slot, int school,
                        const struct data_total *figure)
{
    struct data_roll_share shares[SUCCESSION_MAX_SHARES];
    int count = data_roll_shares(window, slot, school, figure, shares);
    for (int i = 0; i < count; i++) {
        data_roll_give(window, slot, &shares[i]);
    }
    struct data_total *own = data_roll_own(window->roll, slot, school);
    if (own != NULL) {
        add_figure(own, figure);
    }
}

void data_roll_take(struct data_window *window, int slot, int school,
                    const struct data_total *figure)
{
    if (slot < 0 || slot >= window->slot_count) {
        return;
    }
    if (is_as_is(window) && succession_any(window->plan->cat)) {
        take_shares(window, slot, school, figure);
        return;
    }
    int unit = data_roll_unit(window->roll, school);
    if (unit >= 0) {
        add_figure(entry_of(window, slot, unit), figure);
    }
}

void data_roll_place(struct data_window *window, int school, int area)
{
    int unit = data_roll_unit(window->roll, school);
    if (unit >= 0) {
        window->roll->areas[unit] =
            catalogue_area_by_id(window->plan->cat, area);
    }
}

/* --- where they count --- */

const struct area *data_roll_area(const struct data_window *window, int unit,
                                  int period)
{
    const struct catalogue *cat = window->plan->cat;
    const struct data_roll *roll = window->roll;
    const struct school *school =
        catalogue_school_by_id(cat, roll->units[unit]);
    int area = roll->areas[unit] != NULL ? roll->areas[unit]->id : school->area;
    if (!is_as_is(window)) {
        struct succession_then then = {
            window->plan->query->asof != NULL ? window->asof : INT64_MAX,
            area,
        };
        area =
            succession_area_known(cat, school, then, period_first_day(period));
    }
    return catalogue_area_by_id(cat, area);
}

bool data_roll_counts(const struct data_window *window, int unit, int period,
                      int place)
{
    const struct data_place *where = &window->plan->places.list[place];
    return area_contains(where->area, data_roll_area(window, unit, period)) &&
           (where->school == NULL ||
            where->school->id == window->roll->units[unit]);
}

static const struct data_total *figure_of(const struct data_roll *roll,
                                          int slot, int unit)
{
    return &roll->figures[(size_t)slot * (size_t)roll->unit_count +
                          (size_t)unit];
}

/* Its months before the move count in one place, those after it in another. */
bool data_roll_part(const struct data_window *window, int unit, int place,
                    struct data_column *column)
{
    const struct data_roll *roll = window->roll;
    const struct catalogue *cat = window->plan->cat;
    const struct school *school =
        catalogue_school_by_id(cat, roll->units[unit]);
    if (is_as_is(window) || !succession_moved(cat, school)) {
        return false;
    }
    for (int slot = 0; slot < window->slot_count; slot++) {
        bool counts =
            data_roll_counts(window, unit, window->periods[slot], place);
        roll->part[slot] =
            counts ? *figure_of(roll, slot, unit) : (struct data_total){0};
    }
    *column = (struct data_column){roll->part, 1, 0};
    return true;
}

/* Adds what the unit has to all the places where it counts. Few ever move, so
 * these are looked for once. */
static void spread_unit(struct data_window *window, int unit)
{
    int places[DATA_PLACES_OF_MAX];
    const struct area *before = NULL;
    int count = 0;
    for (int slot = 0; slot < window->slot_count; slot++) {
        const struct data_total *figure = figure_of(window->roll, slot, unit);
        if (figure->reported == 0 && figure->missing == 0) {
            continue;
        }
        const struct area *area =
            data_roll_area(window, unit, window->periods[slot]);
        if (area != before) {
            count = data_window_places_of(window, window->roll->units[unit],
                                          area, places);
            before = area;
        }
        for (int i = 0; i < count; i++) {
            data_window_add_at(window, slot, places[i], figure);
        }
    }
}

void data_roll_spread(struct data_window *window)
{
    data_roll_complete(window);
    data_roll_list(window);
    for (int unit = 0; unit < window->roll->unit_count; unit++) {
        spread_unit(window, unit);
    }
}

/* --- how many there should be --- */

static void mark_open(const struct data_window *window, int school, int period,
                      bool *open)
{
    struct succession_share shares[SUCCESSION_MAX_SHARES] = {
        {school, SUCCESSION_WHOLE},
    };
    int count = is_as_is(window) ? succession_shares(window->plan->cat, school,
                                                     period, shares)
                                 : 1;
    for (int i = 0; i < count; i++) {
        int unit = data_roll_unit(window->roll, shares[i].unit);
        if (unit >= 0) {
            open[unit] = true;
        }
    }
}

/* As the world is today, a unit was open when one of those was that it
 * continues. Worked out once for a period. */
static const bool *find_open(const struct data_window *window, int period)
{
    struct data_roll *roll = window->roll;
    for (int i = 0; i < roll->open_count; i++) {
        if (roll->open[i].period == period) {
            return roll->open[i].units;
        }
    }
    int at = roll->open_count % DATA_ROLL_PERIODS;
    bool *units = arena_zalloc(window->plan->arena,
                               (size_t)roll->unit_count + 1, sizeof(*units));
    for (int i = 0; i < roll->school_count; i++) {
        int school = roll->schools[i];
        if (school_open(catalogue_school_by_id(window->plan->cat, school),
                        period)) {
            mark_open(window, school, period, units);
        }
    }
    roll->open[at].period = period;
    roll->open[at].units = units;
    roll->open_count = at + 1;
    return units;
}

int data_roll_expected(const struct data_window *window, int place, int period)
{
    const bool *open = find_open(window, period);
    struct data_units at = data_roll_at(window, place);
    int count = 0;
    for (int i = 0; i < at.count; i++) {
        count += open[at.list[i]] &&
                 data_roll_counts(window, at.list[i], period, place);
    }
    return count;
}
