#include "data/data_shield.h"

#include <string.h>

#include "data/data_status.h"
#include "model/period.h"
#include "model/succession.h"
#include "platform/buffer.h"

#define TOTAL 1    /* the breakdown without members */
#define SHOWN (-1) /* instead of a table: not protected */
#define NEVER_SHOWN (-2)

enum { TABLES, CELLS, HEADS, AREAS, BELOW };

/* The statement's arrays while they grow. */
struct building {
    struct data_shield *shield;
    int cell_count;
    struct buffer texts[DATA_SHIELD_PARAMS];
};

static void add_number(struct building *build, int which, int number)
{
    struct buffer *out = &build->texts[which];
    buffer_add_char(out, out->len == 0 ? '{' : ',');
    buffer_add_int(out, number);
}

/* --- tables --- */

static const struct data_axis *axis_of(const struct data_plan *plan)
{
    return plan->query->axis_count > 0 ? &plan->query->axes[0] : NULL;
}

static bool overlaps(const struct data_axis *axis)
{
    return axis != NULL && !axis->dimension->partition;
}

/* `head`: the cell of the total that the members must add up to, or 0. */
static void add_cell(struct building *build, int cell, int head)
{
    if (cell == 0 && head == 0) {
        return; /* nobody reported anything */
    }
    add_number(build, TABLES, build->shield->tables);
    add_number(build, CELLS, cell);
    add_number(build, HEADS, head);
    build->cell_count++;
}

static int member_cell(const struct data_plan *plan,
                       const struct member *member, int indicator, int period)
{
    int breakdown = cells_find_stored_breakdown(*plan->cells, &member->id, 1);
    return breakdown != 0
               ? cells_find_stored(*plan->cells, indicator, breakdown, period)
               : 0;
}

/* All members of the dimension, whichever were asked for. The total stands
 * among them: where it is hidden, so are they. */
static void add_partition(struct building *build, int indicator, int period,
                          const struct dimension *dimension)
{
    const struct data_plan *plan = build->shield->plan;
    int head = cells_find_stored(*plan->cells, indicator, TOTAL, period);
    size_t count = 0;
    const struct member *const *members =
        catalogue_members(plan->cat, dimension, &count);
    add_cell(build, head, 0);
    add_cell(build, 0, head);
    for (size_t i = 0; i < count && build->cell_count <= DATA_SHIELD_MAX_CELLS;
         i++) {
        int cell = member_cell(plan, members[i], indicator, period);
        if (cell != 0) {
            add_cell(build, cell, head);
        }
    }
}

static void add_table(struct building *build, const struct data_term *part,
                      int variant)
{
    const struct data_plan *plan = build->shield->plan;
    const struct data_axis *axis = axis_of(plan);
    for (int i = 0; i < part->count; i++) {
        int period = part->periods[i];
        if (axis == NULL) {
            add_cell(
                build,
                cells_find_stored(*plan->cells, part->indicator, TOTAL, period),
                0);
        } else if (overlaps(axis)) {
            add_cell(build,
                     member_cell(plan, axis->members[variant], part->indicator,
                                 period),
                     0);
        } else {
            add_partition(build, part->indicator, period, axis->dimension);
        }
    }
    build->shield->parts[build->shield->tables++] = part;
}

/* A sum that somebody reported as such beside its months would complete them;
 * a set of persons is no sum. */
static bool is_never_shown(const struct indicator *indicator,
                           const struct data_term *part)
{
    return indicator->kind == INDICATOR_DISTINCT ||
           (indicator->kind == INDICATOR_FLOW && part->count > 0 &&
            strcmp(indicator->period_type,
                   period_type_name(period_type_of(part->periods[0]))) != 0);
}

/* Its first table, one for each variant. */
static int add_part(struct building *build, const struct data_term *part)
{
    struct data_shield *shield = build->shield;
    const struct indicator *indicator =
        catalogue_indicator_by_id(shield->plan->cat, part->indicator);
    int first = shield->tables;
    if (!protection_covers(shield->protection, indicator)) {
        return SHOWN;
    }
    if (is_never_shown(indicator, part)) {
        return NEVER_SHOWN;
    }
    for (int i = 0; i < shield->variants; i++) {
        add_table(build, part, i);
    }
    return first;
}

static void add_timeline(struct building *build, int index)
{
    struct data_shield *shield = build->shield;
    const struct data_timeline *line = &shield->plan->timelines[index];
    int *first =
        arena_alloc(shield->plan->arena, 2 * (size_t)line->count * sizeof(int));
    for (int i = 0; i < 2 * line->count; i++) {
        const struct data_terms *terms = &line->moments[i / 2].terms;
        bool more = build->cell_count <= DATA_SHIELD_MAX_CELLS;
        first[i] = SHOWN;
        if (i % 2 < terms->count && more) {
            first[i] = add_part(build, &terms->parts[i % 2]);
        }
    }
    shield->first[index] = first;
}

static size_t most_tables(const struct data_shield *shield)
{
    size_t parts = 0;
    for (int i = 0; i < shield->plan->query->indicator_count; i++) {
        parts += 2 * (size_t)shield->plan->timelines[i].count;
    }
    return parts * (size_t)shield->variants;
}

/* --- areas --- */

/* How many areas lie directly below one that lies above a place. */
static int count_beside(const struct data_plan *plan)
{
    size_t count = 0;
    const struct area *const *areas = catalogue_areas(plan->cat, &count);
    uint8_t *above = arena_zalloc(
        plan->arena, (size_t)catalogue_last_area_id(plan->cat) + 1, 1);
    int beside = 1;
    for (int i = 0; i < plan->places.count; i++) {
        int at = plan->places.list[i].area->parent;
        while (at != 0 && above[at] == 0) {
            above[at] = 1;
            at = catalogue_area_by_id(plan->cat, at)->parent;
        }
    }
    for (size_t i = 0; i < count; i++) {
        beside += areas[i]->parent != 0 && above[areas[i]->parent] != 0;
    }
    return beside;
}

static void measure(const struct building *build, struct data_faults *faults)
{
    const struct data_shield *shield = build->shield;
    long long marks = (long long)shield->tables * shield->plan->places.count;
    long long lookups =
        (long long)build->cell_count * count_beside(shield->plan);
    if (build->cell_count > DATA_SHIELD_MAX_CELLS) {
        data_faults_too_many(faults, "period", "cells", build->cell_count,
                             DATA_SHIELD_MAX_CELLS);
    } else if (marks > DATA_SHIELD_MAX_MARKS) {
        data_faults_too_many(faults, "by", "rows", marks,
                             DATA_SHIELD_MAX_MARKS);
    } else if (lookups > DATA_SHIELD_MAX_LOOKUPS) {
        data_faults_too_many(faults, "by", "cells", lookups,
                             DATA_SHIELD_MAX_LOOKUPS);
    }
}

static void finish_texts(struct building *build)
{
    struct data_shield *shield = build->shield;
    const struct data_plan *plan = shield->plan;
    for (int i = 0; i < plan->places.count; i++) {
        add_number(build, AREAS, plan->places.list[i].area->id);
    }
    buffer_add_int(&build->texts[BELOW], shield->protection->below);
    for (int i = 0; i < DATA_SHIELD_PARAMS; i++) {
        struct buffer *out = &build->texts[i];
        if (i != BELOW) {
            buffer_add_str(out, out->len == 0 ? "{}" : "}");
        }
        shield->params[i] = arena_copy(plan->arena, out->data, out->len);
        buffer_fini(out);
    }
}

void data_shield_init(struct data_shield *shield, const struct data_plan *plan,
                      const struct protection *protection,
                      struct data_faults *faults)
{
    struct building build = {.shield = shield};
    const struct data_axis *axis = axis_of(plan);
    int indicators = plan->query->indicator_count;

    *shield = (struct data_shield){
        .plan = plan,
        .protection = protection,
        .variants = overlaps(axis) ? axis->count : 1,
        .first = arena_zalloc(plan->arena, (size_t)indicators,
                              sizeof(*shield->first)),
    };
    shield->parts = arena_alloc(plan->arena, (most_tables(shield) + 1) *
                                                 sizeof(*shield->parts));
    for (int i = 0; i < DATA_SHIELD_PARAMS; i++) {
        buffer_init(&build.texts[i], 0);
    }
    for (int i = 0; i < indicators; i++) {
        add_timeline(&build, i);
    }
    measure(&build, faults);
    finish_texts(&build);
}

/* --- schools that moved --- */

static int find_moved(const struct catalogue *cat, const struct school **moved)
{
    size_t count = 0;
    const struct school *const *schools = catalogue_schools(cat, &count);
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        if (succession_moved(cat, schools[i])) {
            moved[found++] = schools[i];
        }
    }
    return found;
}

/* The lowest area in which the school was then and is now. */
static const struct area *common_area(const struct catalogue *cat,
                                      const struct school *school, int period)
{
    const struct area *now = catalogue_area_by_id(cat, school->area);
    const struct area *then = catalogue_area_by_id(
        cat, succession_area_on(cat, school, period_first_day(period)));
    if (then == now) {
        return NULL;
    }
    while (then != NULL && !area_contains(then, now)) {
        then = catalogue_area_by_id(cat, then->parent);
    }
    return then;
}

/* The sums below such an area are not those that would be shown. */
static void stamp_moves(const struct data_shield *shield,
                        const struct data_term *part,
                        const struct school *school, int *stamps, int stamp)
{
    for (int i = 0; i < part->count; i++) {
        const struct area *area =
            common_area(shield->plan->cat, school, part->periods[i]);
        if (area != NULL) {
            stamps[area->id] = stamp;
        }
    }
}

/* --- what is shown --- */

/* `stamps`: by area id, the last table (plus one) that the areas below do not
 * show; 0 stands for everywhere. */
static bool is_hidden(const struct data_plan *plan, const int *stamps,
                      int stamp, const struct area *area)
{
    while (area != NULL && area->parent != 0) {
        if (stamps[area->parent] == stamp) {
            return true;
        }
        area = catalogue_area_by_id(plan->cat, area->parent);
    }
    return stamps[0] == stamp;
}

void data_shield_take(struct data_shield *shield,
                      const struct data_shield_mark *marks, int count)
{
    const struct data_plan *plan = shield->plan;
    int places = plan->places.count;
    int *stamps =
        arena_zalloc(plan->arena, (size_t)catalogue_last_area_id(plan->cat) + 1,
                     sizeof(int));
    size_t schools = 0;
    int at = 0;

    (void)catalogue_schools(plan->cat, &schools);
    const struct school **moved =
        arena_alloc(plan->arena, (schools + 1) * sizeof(const struct school *));
    int moves = find_moved(plan->cat, moved);
    shield->hidden = arena_zalloc(
        plan->arena, (size_t)shield->tables * (size_t)places + 1, 1);
    for (int table = 0; table < shield->tables; table++) {
        for (; at < count && marks[at].table == table; at++) {
            stamps[marks[at].area] = table + 1;
        }
        for (int i = 0; i < moves; i++) {
            stamp_moves(shield, shield->parts[table], moved[i], stamps,
                        table + 1);
        }
        for (int i = 0; i < places; i++) {
            shield->hidden[(size_t)table * (size_t)places + (size_t)i] =
                is_hidden(plan, stamps, table + 1, plan->places.list[i].area);
        }
    }
}

/* The member that the combination has of an overlapping dimension. */
static int variant_of(const struct data_shield *shield, int combo)
{
    const struct data_axis *axis = axis_of(shield->plan);
    return overlaps(axis) && axis->by ? combo : 0;
}

static bool hides(const struct data_shield *shield, struct data_series series,
                  int first)
{
    if (first < 0) {
        return first == NEVER_SHOWN;
    }
    size_t table = (size_t)first + (size_t)variant_of(shield, series.combo);
    return shield->hidden[table * (size_t)shield->plan->places.count +
                          (size_t)series.place] != 0;
}

/* As if there were a report that says nothing at all: that there is one must
 * not be seen either. */
static void hide(struct data_part *part)
{
    *part = (struct data_part){
        .any = true,
        .cell = true,
        .statuses = data_status_bit('Q'),
    };
}

void data_shield_cover(const struct data_shield *shield,
                       struct data_series series, int moment,
                       struct data_figure *figure)
{
    if (shield == NULL) {
        return;
    }
    const struct data_terms *terms =
        &shield->plan->timelines[series.indicator].moments[moment].terms;
    const int *first = &shield->first[series.indicator][2 * moment];
    bool hidden = false;
    for (int i = 0; i < terms->count; i++) {
        if (hides(shield, series, first[i])) {
            hide(&figure->parts[i]);
            hidden = true;
        }
    }
    if (hidden) {
        data_figure_join(figure, terms->count);
        figure->statuses = data_status_bit('Q');
        figure->incomplete = false;
        figure->hidden = true;
    }
}
