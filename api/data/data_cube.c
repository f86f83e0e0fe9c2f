#include "data/data_cube.h"

#include "data/data_lexicon.h"
#include "data/data_period_name.h"
#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

static const struct data_query *query_of(const struct data_cube *cube)
{
    return cube->grid->plan->query;
}

static struct data_cube_dimension *add(struct data_cube *cube,
                                       enum data_cube_kind kind, const char *id,
                                       int indexes)
{
    struct arena *arena = cube->grid->plan->arena;
    size_t count = (size_t)indexes;
    CHECK(cube->count < DATA_CUBE_DIMENSIONS);
    struct data_cube_dimension *made = &cube->list[cube->count++];
    *made = (struct data_cube_dimension){
        .kind = kind,
        .id = id,
        .name = kind != DATA_CUBE_MEMBER ? data_lexicon_column(id)
                                         : (struct words){id, id},
        .list = arena_zalloc(arena, count + 1, sizeof(*made->list)),
        .at = arena_alloc(arena, (count + 1) * sizeof(*made->at)),
    };
    memset(made->at, 0xff, (count + 1) * sizeof(*made->at));
    return made;
}

static void put(struct data_cube_dimension *dimension, int index,
                const char *code, const char *zh, const char *en)
{
    dimension->at[index] = dimension->count;
    dimension->list[dimension->count++] =
        (struct data_category){.code = code, .name = {zh, en}};
}

/* --- what the question names --- */

static void add_indicators(struct data_cube *cube)
{
    const struct data_query *query = query_of(cube);
    struct data_cube_dimension *made =
        add(cube, DATA_CUBE_INDICATOR, "indicator", query->indicator_count);
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        put(made, i, row->code, row->name_zh, row->name_en);
    }
}

static void add_periods(struct data_cube *cube)
{
    const struct data_query *query = query_of(cube);
    struct arena *arena = cube->grid->plan->arena;
    struct data_cube_dimension *made =
        add(cube, DATA_CUBE_PERIOD, "period", query->period_count);
    for (int i = 0; i < query->period_count; i++) {
        int period = query->periods[i];
        put(made, i, query->period_texts[i],
            data_period_name(period, query->ytd, LANG_ZH, arena),
            data_period_name(period, query->ytd, LANG_EN, arena));
    }
}

/* --- what has rows --- */

/* By index of the plan's places. */
static bool *used_places(const struct data_cube *cube)
{
    const struct data_grid *grid = cube->grid;
    size_t places = (size_t)grid->plan->places.count;
    bool *used = arena_zalloc(grid->plan->arena, places + 1, sizeof(*used));
    for (int i = 0; i < grid->count; i++) {
        used[data_grid_series(grid, i).place] = true;
    }
    return used;
}

/* Places of an area stand together. */
static void add_areas(struct data_cube *cube, const bool *used)
{
    const struct data_places *places = &cube->grid->plan->places;
    struct data_cube_dimension *made =
        add(cube, DATA_CUBE_AREA, "area", places->count);
    const struct area *last = NULL;
    for (int i = 0; i < places->count; i++) {
        const struct area *area = places->list[i].area;
        if (used[i] && area != last) {
            put(made, i, area->code, area->name_zh, area->name_en);
            last = area;
        } else if (used[i]) {
            made->at[i] = made->count - 1;
        }
    }
}

static int by_code(const void *a, const void *b, void *ctx)
{
    const struct data_place *list = ctx;
    const int *left = a;
    const int *right = b;
    int order = strcmp(list[*left].school->code, list[*right].school->code);
    return order != 0 ? order : *left - *right;
}

/* A school that has moved stands in several areas. */
static void add_schools(struct data_cube *cube, const bool *used)
{
    const struct data_plan *plan = cube->grid->plan;
    const struct data_places *places = &plan->places;
    struct data_cube_dimension *made =
        add(cube, DATA_CUBE_SCHOOL, "school", places->count);
    int *order =
        arena_alloc(plan->arena, ((size_t)places->count + 1) * sizeof(*order));
    int count = 0;
    for (int i = 0; i < places->count; i++) {
        if (used[i]) {
            order[count++] = i;
        }
    }
    qsort_r(order, (size_t)count, sizeof(*order), by_code, places->list);
    const struct school *last = NULL;
    for (int i = 0; i < count; i++) {
        const struct school *school = places->list[order[i]].school;
        if (school != last) {
            put(made, order[i], school->code, school->name_zh, school->name_en);
            last = school;
        } else {
            made->at[order[i]] = made->count - 1;
        }
    }
}

/* As the places stand. */
static void add_places(struct data_cube *cube, const bool *used)
{
    const struct data_places *places = &cube->grid->plan->places;
    struct data_cube_dimension *made =
        add(cube, DATA_CUBE_SCHOOL, "school", places->count);
    for (int i = 0; i < places->count; i++) {
        const struct data_place *place = &places->list[i];
        if (used[i]) {
            put(made, i, place->school->code, place->school->name_zh,
                place->school->name_en);
            made->list[made->count - 1].within = place->area->code;
        }
    }
}

/* --- members --- */

static int member_index(const struct data_axis *axis,
                        const struct member *member)
{
    int index = 0;
    while (axis->members[index] != member) {
        index++;
    }
    return index;
}

/* By the axis' members: has one of them a row? */
static bool *used_members(const struct data_cube *cube, int index)
{
    const struct data_grid *grid = cube->grid;
    const struct data_plan *plan = grid->plan;
    const struct data_axis *axis = &plan->query->axes[index];
    bool *used = arena_zalloc(plan->arena, (size_t)axis->count + 1, 1);
    for (int i = 0; i < grid->count; i++) {
        int combo = data_grid_series(grid, i).combo;
        used[member_index(axis, data_plan_member(plan, combo, index))] = true;
    }
    return used;
}

static void add_members(struct data_cube *cube, int index)
{
    const struct data_axis *axis = &query_of(cube)->axes[index];
    const bool *used = used_members(cube, index);
    struct data_cube_dimension *made =
        add(cube, DATA_CUBE_MEMBER, axis->dimension->code, axis->count);
    made->axis = index;
    for (int i = 0; i < axis->count; i++) {
        const struct member *row = axis->members[i];
        if (used[i]) {
            put(made, i, row->code, row->name_zh, row->name_en);
        }
    }
}

void data_cube_init(struct data_cube *cube, const struct data_grid *grid,
                    bool flat)
{
    *cube = (struct data_cube){.grid = grid, .size = 1};
    const struct data_query *query = query_of(cube);
    const bool *used = used_places(cube);
    add_indicators(cube);
    if (query->by_school && flat) {
        add_places(cube, used);
    } else {
        add_areas(cube, used);
    }
    if (query->by_school && !flat) {
        add_schools(cube, used);
    }
    for (int i = 0; i < query->by_axes; i++) {
        add_members(cube, i);
    }
    add_periods(cube);
    for (int i = 0; i < cube->count; i++) {
        cube->size *= cube->list[i].count;
    }
}

/* --- rows --- */

static int index_of(const struct data_cube *cube,
                    const struct data_cube_dimension *dimension, int row)
{
    const struct data_plan *plan = cube->grid->plan;
    struct data_series series = data_grid_series(cube->grid, row);
    switch (dimension->kind) {
    case DATA_CUBE_INDICATOR:
        return series.indicator;
    case DATA_CUBE_AREA:
    case DATA_CUBE_SCHOOL:
        return series.place;
    case DATA_CUBE_MEMBER:
        return member_index(
            &plan->query->axes[dimension->axis],
            data_plan_member(plan, series.combo, dimension->axis));
    case DATA_CUBE_PERIOD:
    case DATA_CUBE_MEASURE:
        break;
    }
    return cube->grid->periods[row];
}

void data_cube_row(const struct data_cube *cube, int row, int *out)
{
    for (int i = 0; i < cube->count; i++) {
        const struct data_cube_dimension *dimension = &cube->list[i];
        out[i] = dimension->at[index_of(cube, dimension, row)];
    }
}

int64_t data_cube_offset(const struct data_cube *cube, const int *categories)
{
    int64_t offset = 0;
    for (int i = 0; i < cube->count; i++) {
        offset = offset * cube->list[i].count + categories[i];
    }
    return offset;
}

const char *data_category_name(const struct data_cube *cube,
                               const struct data_category *category)
{
    const char *name = words_in(&category->name, query_of(cube)->lang);
    return name != NULL ? name : category->code;
}
