/*
 * Schools that count elsewhere, or as another, than the store has them now:
 * as it was, those that were transferred; as it is, those that were merged,
 * renamed or split. They are taken out of the statement's own scope and put
 * where they belong, moment by moment.
 */
#include "data/data_sets_impl.h"

#include "model/period.h"
#include "model/succession.h"
#include "platform/check.h"

enum { SLOT, SCHOOL, UNIT, MOMENT, COLUMNS };

struct moves {
    const struct data_sets *sets;
    struct buffer schools; /* that are taken out */
    struct buffer columns[COLUMNS];
    int school_count, count;
};

static const struct catalogue *cat_of(const struct moves *moves)
{
    return moves->sets->plan->cat;
}

static bool is_as_is(const struct moves *moves)
{
    return moves->sets->plan->query->view == DATA_AS_IS;
}

static void add(struct moves *moves, const int *row)
{
    for (int i = 0; i < COLUMNS; i++) {
        data_sets_comma(&moves->columns[i], moves->count);
        buffer_add_int(&moves->columns[i], row[i]);
    }
    moves->count++;
}

/* The school's entries of the moment count as the unit's, which is there. */
static void place(struct moves *moves, int school, int moment,
                  const struct school *unit, int area)
{
    const struct data_sets *sets = moves->sets;
    const struct area *there = catalogue_area_by_id(cat_of(moves), area);
    for (int i = 0; i < sets->place_count; i++) {
        const struct data_place *where =
            &sets->plan->places.list[sets->place_from + i];
        if (area_contains(where->area, there) &&
            (where->school == NULL || where->school == unit)) {
            const int row[COLUMNS] = {
                [SLOT] = i + 1,
                [SCHOOL] = school,
                [UNIT] = unit->id,
                [MOMENT] = moment + 1,
            };
            add(moves, row);
        }
    }
}

static void place_units(struct moves *moves, int school, int moment)
{
    const struct catalogue *cat = cat_of(moves);
    struct succession_share shares[SUCCESSION_MAX_SHARES];
    int period = moves->sets->line->moments[moment].period;
    int count = succession_shares(cat, school, period, shares);
    for (int i = 0; i < count; i++) {
        const struct school *unit = catalogue_school_by_id(cat, shares[i].unit);
        place(moves, school, moment, unit, unit->area);
    }
}

static void move(struct moves *moves, const struct school *school)
{
    const struct data_timeline *line = moves->sets->line;
    data_sets_comma(&moves->schools, moves->school_count++);
    buffer_add_int(&moves->schools, school->id);
    for (int i = 0; i < line->count; i++) {
        int day = period_first_day(line->moments[i].period);
        if (is_as_is(moves)) {
            place_units(moves, school->id, i);
        } else {
            place(moves, school->id, i, school,
                  succession_area_on(cat_of(moves), school, day));
        }
    }
}

/* Only schools that have events can be elsewhere. */
static void move_all(struct moves *moves)
{
    const struct catalogue *cat = cat_of(moves);
    size_t count = 0;
    const struct school_event *const *events = succession_events(cat, &count);
    bool *done =
        arena_zalloc(moves->sets->plan->arena,
                     (size_t)catalogue_last_school_id(cat) + 1, sizeof(bool));
    for (size_t i = 0; i < 2 * count; i++) {
        int id = i % 2 == 0 ? events[i / 2]->from : events[i / 2]->to;
        const struct school *school = catalogue_school_by_id(cat, id);
        if (school != NULL && !done[id] &&
            (is_as_is(moves) || succession_moved(cat, school))) {
            done[id] = true;
            move(moves, school);
        }
    }
}

void data_sets_scope(const struct data_sets *sets, const char **params)
{
    struct moves moves = {.sets = sets};
    data_sets_open(&moves.schools);
    for (int i = 0; i < COLUMNS; i++) {
        data_sets_open(&moves.columns[i]);
    }
    /* At an earlier revision the statement knows where they were. */
    if (is_as_is(&moves) || sets->plan->query->asof == NULL) {
        move_all(&moves);
    }
    *params++ = data_sets_close(sets, &moves.schools);
    for (int i = 0; i < COLUMNS; i++) {
        *params++ = data_sets_close(sets, &moves.columns[i]);
    }
}

long long data_sets_moves(const struct catalogue *cat, int periods)
{
    size_t count = 0;
    (void)succession_events(cat, &count);
    return 2LL * (long long)count * 2 * periods;
}
