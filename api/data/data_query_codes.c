#include "data/data_query_codes.h"
#include "data/data_sets.h"
#include "platform/buffer.h"

#include <stdlib.h>
#include <string.h>

void data_query_refuse(struct data_parse *parse, const char *name,
                       const char *value)
{
    data_faults_add(parse->faults, FAULT_BAD_PARAMETER, name, name, value);
}

void data_query_refuse_word(struct data_parse *parse, const char *name,
                            const char *value, const struct data_words *words)
{
    struct buffer text;
    buffer_init(&text, 0);
    for (size_t i = 0; i < words->count; i++) {
        buffer_add_str(&text, i == 0 ? " (" : ", ");
        buffer_add_str(&text, words->list[i]);
    }
    buffer_add_str(&text, ")");
    const char *args[3] = {name, value,
                           arena_copy(parse->ctx->arena, text.data, text.len)};
    buffer_fini(&text);
    data_faults_add_three(parse->faults, FAULT_BAD_PARAMETER, name, args);
}

/* --- indicator --- */

static bool is_listed(const struct indicator *const *list, int count,
                      const struct indicator *row)
{
    for (int i = 0; i < count; i++) {
        if (list[i] == row) {
            return true;
        }
    }
    return false;
}

void data_query_take_indicators(struct data_parse *parse,
                                const struct data_arg *arg)
{
    if (arg->count > DATA_MAX_INDICATORS) {
        data_faults_too_many(parse->faults, arg->name, "indicators", arg->count,
                             DATA_MAX_INDICATORS);
        return;
    }
    const struct indicator **list =
        arena_alloc(parse->ctx->arena, (size_t)arg->count * sizeof(*list));
    int count = 0;
    for (int i = 0; i < arg->count; i++) {
        const char *code = arg->values[i];
        const struct indicator *row =
            catalogue_indicator(parse->ctx->catalogue, code, strlen(code));
        if (row == NULL) {
            data_faults_add(parse->faults, FAULT_UNKNOWN_INDICATOR, arg->name,
                            code, NULL);
        } else if (!is_listed(list, count, row)) {
            list[count++] = row;
        }
    }
    parse->query->indicators = list;
    parse->query->indicator_count = count;
}

/* --- area --- */

static int by_preorder(const void *a, const void *b)
{
    const struct area *left = *(const struct area *const *)a;
    const struct area *right = *(const struct area *const *)b;
    return left->first - right->first;
}

static int drop_repeated(const struct area **list, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (kept == 0 || list[kept - 1] != list[i]) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

void data_query_take_areas(struct data_parse *parse, const struct data_arg *arg)
{
    if (arg->count > DATA_MAX_AREAS) {
        data_faults_too_many(parse->faults, arg->name, "areas", arg->count,
                             DATA_MAX_AREAS);
        return;
    }
    const struct area **list =
        arena_alloc(parse->ctx->arena, (size_t)arg->count * sizeof(*list));
    int count = 0;
    for (int i = 0; i < arg->count; i++) {
        const char *code = arg->values[i];
        const struct area *area =
            catalogue_area(parse->ctx->catalogue, code, strlen(code));
        if (area == NULL) {
            data_faults_add(parse->faults, FAULT_UNKNOWN_AREA, arg->name, code,
                            NULL);
        } else {
            list[count++] = area;
        }
    }
    if (count > 0) {
        qsort(list, (size_t)count, sizeof(*list), by_preorder);
        parse->query->areas = list;
        parse->query->area_count = drop_repeated(list, count);
    }
}

/* --- by --- */

static const struct data_axis *find_axis(const struct data_query *query,
                                         const struct dimension *dim)
{
    for (int i = 0; i < query->axis_count; i++) {
        if (query->axes[i].dimension == dim) {
            return &query->axes[i];
        }
    }
    return NULL;
}

static bool is_level(const struct catalogue *cat, const char *level)
{
    size_t count = 0;
    const struct area *const *areas = catalogue_areas(cat, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(areas[i]->level, level) == 0) {
            return true;
        }
    }
    return false;
}

/* "area" or "area.county". */
static void take_spread(struct data_parse *parse, const char *value)
{
    struct data_query *query = parse->query;
    if (query->spread != DATA_ITSELF) {
        data_query_refuse(parse, "by", value);
        return;
    }
    if (value[4] == '\0') {
        query->spread = DATA_CHILDREN;
        return;
    }
    query->spread = DATA_LEVEL;
    query->level = arena_dup(parse->ctx->arena, value + 5);
    if (*query->level == '\0' ||
        !is_level(parse->ctx->catalogue, query->level)) {
        data_query_refuse(parse, "by", value);
    }
}

static void take_by_dimension(struct data_parse *parse, const char *code)
{
    struct data_query *query = parse->query;
    const struct catalogue *cat = parse->ctx->catalogue;
    const struct dimension *dim = catalogue_dimension(cat, code, strlen(code));
    if (dim == NULL) {
        data_faults_add(parse->faults, FAULT_UNKNOWN_DIMENSION, "by", code,
                        NULL);
        return;
    }
    if (find_axis(query, dim) != NULL) {
        data_query_refuse(parse, "by", code);
        return;
    }
    size_t count = 0;
    struct data_axis *axis = &query->axes[query->axis_count++];
    *axis = (struct data_axis){.dimension = dim, .by = true};
    axis->members = catalogue_members(cat, dim, &count);
    axis->count = (int)count;
    query->by_axes++;
}

void data_query_take_by(struct data_parse *parse, const struct data_arg *arg)
{
    if (arg->count > DATA_MAX_BY) {
        data_faults_too_many(parse->faults, arg->name, "by", arg->count,
                             DATA_MAX_BY);
        return;
    }
    for (int i = 0; i < arg->count; i++) {
        const char *value = arg->values[i];
        bool area = strncmp(value, "area", 4) == 0;
        if (area && (value[4] == '\0' || value[4] == '.')) {
            take_spread(parse, value);
        } else if (strcmp(value, "school") != 0) {
            take_by_dimension(parse, value);
        } else if (parse->query->by_school) {
            data_query_refuse(parse, arg->name, value);
        } else {
            parse->query->by_school = true;
        }
    }
}

/* --- where --- */

static bool is_given(const struct data_arg *arg, const struct member *member)
{
    for (int i = 0; i < arg->count; i++) {
        if (strcmp(arg->values[i], member->code) == 0) {
            return true;
        }
    }
    return false;
}

/* In the dimension's order, each once. */
static void pick_members(struct data_parse *parse, const struct data_arg *arg,
                         struct data_axis *axis)
{
    const struct catalogue *cat = parse->ctx->catalogue;
    size_t count = 0;
    const struct member *const *all =
        catalogue_members(cat, axis->dimension, &count);
    const struct member **picked =
        arena_alloc(parse->ctx->arena, (size_t)arg->count * sizeof(*picked));
    axis->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_given(arg, all[i])) {
            picked[axis->count++] = all[i];
        }
    }
    axis->members = picked;
    axis->filtered = true;
}

static bool check_members(struct data_parse *parse, const struct data_arg *arg,
                          const struct dimension *dim)
{
    bool known = true;
    for (int i = 0; i < arg->count; i++) {
        const char *code = arg->values[i];
        if (catalogue_member(parse->ctx->catalogue, dim, code, strlen(code)) ==
            NULL) {
            data_faults_add(parse->faults, FAULT_UNKNOWN_MEMBER, arg->name,
                            code, dim->code);
            known = false;
        }
    }
    return known;
}

static struct data_axis *where_axis(struct data_parse *parse,
                                    const struct dimension *dim)
{
    struct data_query *query = parse->query;
    for (int i = 0; i < query->axis_count; i++) {
        if (query->axes[i].dimension == dim) {
            return &query->axes[i];
        }
    }
    if (query->axis_count == DATA_MAX_AXES) {
        data_faults_too_many(parse->faults, "where", "dimensions",
                             DATA_MAX_AXES + 1, DATA_MAX_AXES);
        return NULL;
    }
    struct data_axis *axis = &query->axes[query->axis_count++];
    *axis = (struct data_axis){.dimension = dim};
    return axis;
}

/* Members of an overlapping dimension share people: only one at a time. A
 * union of sets has no such trouble. */
static void check_additive(struct data_parse *parse, const struct data_arg *arg,
                           const struct data_axis *axis)
{
    const struct data_query *query = parse->query;
    if (axis->by || axis->count < 2 || axis->dimension->partition ||
        data_sets_wanted(query)) {
        return;
    }
    const char *code =
        query->indicator_count > 0 ? query->indicators[0]->code : "";
    data_faults_add(parse->faults, FAULT_NOT_ADDITIVE, arg->name, code,
                    arg->name);
}

static void take_where(struct data_parse *parse, const struct data_arg *arg)
{
    const char *code = arg->name + strlen("where.");
    const struct dimension *dim =
        catalogue_dimension(parse->ctx->catalogue, code, strlen(code));
    if (dim == NULL) {
        data_faults_add(parse->faults, FAULT_UNKNOWN_DIMENSION, arg->name, code,
                        NULL);
        return;
    }
    if (!check_members(parse, arg, dim)) {
        return;
    }
    struct data_axis *axis = where_axis(parse, dim);
    if (axis != NULL) {
        pick_members(parse, arg, axis);
        check_additive(parse, arg, axis);
    }
}

static int by_dimension_id(const void *a, const void *b)
{
    const struct data_axis *left = a;
    const struct data_axis *right = b;
    return left->dimension->id - right->dimension->id;
}

void data_query_take_where(struct data_parse *parse)
{
    struct data_query *query = parse->query;
    int members = 0;
    for (int i = 0; i < parse->args->count; i++) {
        const struct data_arg *arg = &parse->args->list[i];
        if (strncmp(arg->name, "where.", 6) != 0) {
            continue;
        }
        members += arg->count;
        if (members > DATA_MAX_MEMBERS) {
            data_faults_too_many(parse->faults, "where", "members", members,
                                 DATA_MAX_MEMBERS);
            return;
        }
        take_where(parse, arg);
    }
    int others = query->axis_count - query->by_axes;
    if (others > 1) {
        qsort(query->axes + query->by_axes, (size_t)others,
              sizeof(query->axes[0]), by_dimension_id);
    }
}
