#include "data/data_window.h"

#include "data/data_letters.h"
#include "data/data_roll.h"
#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

#define MIN_SERIES 64     /* a short page of sparse series needs them */
#define MAX_ROWS 8192     /* two milliseconds of writing them */
#define MAX_ENTRIES 16384 /* cells times places */
#define MAX_ROLL 32768    /* cells times schools */
#define MAX_LOOKUPS 40000 /* of cells; about four milliseconds */
#define NO_CELL (-1)

static const struct data_timeline *timeline_of(const struct data_plan *plan,
                                               int64_t number)
{
    return &plan->timelines[data_plan_series(plan, number).indicator];
}

/* --- which cells --- */

/* The cell's slot is its key until all cells are known: the smallest cell id
 * of those that are added up, which no other sum contains. */
static void add_cell(struct data_window *window, int cell, int key)
{
    if (window->cell_count == window->cell_room) {
        size_t room =
            window->cell_room > 0 ? (size_t)window->cell_room * 2 : 64;
        struct data_cell *grown =
            arena_alloc(window->plan->arena, room * sizeof(*grown));
        if (window->cell_count > 0) {
            memcpy(grown, window->cells,
                   (size_t)window->cell_count * sizeof(*grown));
        }
        window->cells = grown;
        window->cell_room = (int)room;
    }
    window->cells[window->cell_count++] = (struct data_cell){cell, key};
}

struct source {
    int indicator;
    int period;
    const int *breakdowns;
    int count;
};

/* The key of the source's cells; NO_CELL when there are none. */
static int add_source(struct data_window *window, const struct source *source)
{
    const struct cells *cells = *window->plan->cells;
    int first = window->cell_count;
    int key = NO_CELL;
    for (int i = 0; i < source->count; i++) {
        int cell = cells_find_stored(cells, source->indicator,
                                     source->breakdowns[i], source->period);
        if (cell != 0) {
            key = key == NO_CELL || cell < key ? cell : key;
            add_cell(window, cell, 0);
        }
    }
    for (int i = first; i < window->cell_count; i++) {
        window->cells[i].slot = key;
    }
    return key;
}

/* Returns where the next term's keys stand. */
static int *add_term(struct data_window *window, const struct data_term *term,
                     const int *breakdowns, int count, int *at)
{
    for (int i = 0; i < data_term_sources(term); i++) {
        struct source source = {term->indicator, data_term_period(term, i),
                                breakdowns, count};
        *at++ = add_source(window, &source);
    }
    return at;
}

static int *make_block(struct data_window *window, int64_t number)
{
    const struct data_plan *plan = window->plan;
    struct data_series series = data_plan_series(plan, number);
    const struct data_timeline *line = &plan->timelines[series.indicator];
    int *block =
        arena_alloc(plan->arena, ((size_t)line->sources + 1) * sizeof(int));
    int breakdowns[DATA_MAX_SUMMED];
    int count = data_plan_breakdowns(plan, series.combo, breakdowns);

    for (int i = 0; i < line->count; i++) {
        const struct data_terms *terms = &line->moments[i].terms;
        int *at = block + line->moments[i].first;
        for (int j = 0; j < terms->count; j++) {
            at = add_term(window, &terms->parts[j], breakdowns, count, at);
        }
    }
    return block;
}

/* --- blocks --- */

static int block_index(const struct data_window *window, int64_t number)
{
    if (window->own_blocks) {
        return (int)(number - window->from);
    }
    struct data_series series = data_plan_series(window->plan, number);
    return (series.indicator - window->first_indicator) * window->plan->combos +
           series.combo;
}

/* Series of one combination share a block, unless there are more
 * combinations than series. */
static void make_directory(struct data_window *window, int span)
{
    const struct data_plan *plan = window->plan;
    int first = data_plan_series(plan, window->from).indicator;
    int last = data_plan_series(plan, window->from + span - 1).indicator;

    window->own_blocks = plan->combos > span;
    window->first_indicator = first;
    window->block_count =
        window->own_blocks ? span : (last - first + 1) * plan->combos;
    window->blocks = arena_zalloc(plan->arena, (size_t)window->block_count,
                                  sizeof(*window->blocks));
}

const int *data_window_slots(const struct data_window *window, int64_t number)
{
    return window->blocks[block_index(window, number)];
}

/* --- how far --- */

static bool has_place(const struct data_window *window, int place)
{
    return place >= window->place_from &&
           place < window->place_from + window->place_count;
}

static int64_t roll_size(const struct data_window *window)
{
    return (int64_t)window->cell_count * window->width;
}

/* At an earlier revision all schools are looked at, whatever the place. */
static void add_width(struct data_window *window, int place)
{
    if (window->plan->query->asof == NULL || window->width == 0) {
        window->width += data_plan_width(window->plan, place);
    }
}

static void widen(struct data_window *window, int place)
{
    int from = window->place_from;
    int to = from + window->place_count;
    if (window->place_count == 0) {
        from = place;
        to = place;
    }
    window->place_from = place < from ? place : from;
    window->place_count = (place >= to ? place + 1 : to) - window->place_from;
}

/* Adds one series; false when that made the window too large. */
static bool add_series(struct data_window *window, int64_t number)
{
    int **block = &window->blocks[block_index(window, number)];
    int place = data_plan_series(window->plan, number).place;
    int64_t roll = roll_size(window);
    if (window->plan->by_roll && !has_place(window, place)) {
        add_width(window, place);
    }
    widen(window, place);
    if (*block == NULL) {
        window->lookups +=
            timeline_of(window->plan, number)->sources * window->plan->summed;
        *block = make_block(window, number);
    }
    return (int64_t)window->cell_count * window->place_count <= MAX_ENTRIES &&
           (roll_size(window) <= MAX_ROLL || roll_size(window) == roll) &&
           window->lookups <= MAX_LOOKUPS;
}

/* Each area of a roll looks at all its schools. */
static int span_of(const struct data_plan *plan, int64_t from, int rows)
{
    rows = plan->roll > 1 ? 1 : rows;
    int wanted = rows < MAX_ROWS ? rows : MAX_ROWS;
    int64_t span = wanted / plan->query->period_count + 1;
    span = span > MIN_SERIES ? span : MIN_SERIES;
    return (int)(span < plan->series - from ? span : plan->series - from);
}

static void take_series(struct data_window *window, int span)
{
    window->to = window->from;
    while (window->to < window->from + span) {
        struct data_window before = *window;
        bool fits = add_series(window, window->to);
        if (!fits && window->to > window->from) {
            window->cell_count = before.cell_count;
            window->place_from = before.place_from;
            window->place_count = before.place_count;
            window->width = before.width;
            return;
        }
        window->to++;
    }
}

/* --- from keys to slots --- */

static int by_cell(const void *a, const void *b)
{
    const struct data_cell *left = a;
    const struct data_cell *right = b;
    return (left->cell > right->cell) - (left->cell < right->cell);
}

static int by_value(const void *a, const void *b)
{
    int left = *(const int *)a;
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

static void unite_cells(struct data_window *window)
{
    int kept = 0;
    if (window->cell_count > 0) {
        qsort(window->cells, (size_t)window->cell_count, sizeof(*window->cells),
              by_cell);
    }
    for (int i = 0; i < window->cell_count; i++) {
        if (kept == 0 ||
            window->cells[kept - 1].cell != window->cells[i].cell) {
            window->cells[kept++] = window->cells[i];
        }
    }
    window->cell_count = kept;
}

static void list_keys(struct data_window *window)
{
    window->keys = arena_alloc(window->plan->arena,
                               ((size_t)window->cell_count + 1) * sizeof(int));
    for (int i = 0; i < window->cell_count; i++) {
        window->keys[i] = window->cells[i].slot;
    }
    if (window->cell_count > 0) {
        qsort(window->keys, (size_t)window->cell_count, sizeof(int), by_value);
    }
    for (int i = 0; i < window->cell_count; i++) {
        int key = window->keys[i];
        if (i == 0 || window->keys[window->slot_count - 1] != key) {
            window->keys[window->slot_count++] = key;
        }
    }
}

static int slot_of_key(const struct data_window *window, int key)
{
    const int *found = bsearch(&key, window->keys, (size_t)window->slot_count,
                               sizeof(int), by_value);
    return found != NULL ? (int)(found - window->keys) : NO_CELL;
}

/* A block of a series that was given back may have keys that are not listed;
 * nobody asks for it. */
static void number_block(const struct data_window *window, int *block,
                         int sources)
{
    for (int i = 0; i < sources; i++) {
        if (block[i] != NO_CELL) {
            block[i] = slot_of_key(window, block[i]);
        }
    }
}

static int block_sources(const struct data_window *window, int index)
{
    const struct data_plan *plan = window->plan;
    if (window->own_blocks) {
        return timeline_of(plan, window->from + index)->sources;
    }
    return plan->timelines[window->first_indicator + index / plan->combos]
        .sources;
}

static void number_slots(struct data_window *window)
{
    unite_cells(window);
    list_keys(window);
    for (int i = 0; i < window->cell_count; i++) {
        window->cells[i].slot = slot_of_key(window, window->cells[i].slot);
    }
    for (int i = 0; i < window->block_count; i++) {
        if (window->blocks[i] != NULL) {
            number_block(window, window->blocks[i], block_sources(window, i));
        }
    }
}

static void list_periods(struct data_window *window)
{
    const struct cells *cells = *window->plan->cells;
    window->periods = arena_zalloc(window->plan->arena,
                                   (size_t)window->slot_count, sizeof(int));
    for (int i = 0; i < window->cell_count; i++) {
        const struct cell *cell = cells_cell(cells, window->cells[i].cell);
        window->periods[window->cells[i].slot] = cell->period;
    }
}

static void list_ids(struct data_window *window)
{
    const struct data_plan *plan = window->plan;
    size_t count = (size_t)window->place_count;
    window->ids = arena_alloc(plan->arena, count * sizeof(*window->ids));
    for (int i = 0; i < window->place_count; i++) {
        const struct data_place *place =
            &plan->places.list[window->place_from + i];
        window->ids[i].cell =
            place->school != NULL ? place->school->id : place->area->id;
        window->ids[i].slot = i;
    }
    qsort(window->ids, count, sizeof(*window->ids), by_cell);
}

void data_window_init(struct data_window *window, const struct data_plan *plan,
                      int64_t from, int rows)
{
    *window = (struct data_window){.plan = plan, .from = from, .to = from};
    if (from >= plan->series) {
        return;
    }
    if (data_sets_wanted(plan->query)) {
        window->sets = data_sets_new(plan, from, &window->to);
        window->place_from = window->sets->place_from;
        window->place_count = window->sets->place_count;
        return;
    }
    int span = span_of(plan, from, rows);
    make_directory(window, span);
    take_series(window, span);
    number_slots(window);
    list_ids(window);
    window->totals = arena_zalloc(
        plan->arena, (size_t)window->slot_count * (size_t)window->place_count,
        sizeof(*window->totals));
    if (plan->query->statuses) {
        window->letters = arena_zalloc(plan->arena,
                                       (size_t)window->slot_count *
                                           (size_t)window->place_count,
                                       sizeof(*window->letters));
    }
    if (plan->by_roll) {
        list_periods(window);
        window->roll = data_roll_new(window);
    }
    (void)data_window_next_part(window);
}
