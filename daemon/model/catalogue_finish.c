#include "model/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "model/catalogue_rows.h"
#include "model/indicator.h"
#include "platform/check.h"

/* Ids come from the database's sequences: dense, with a few holes. More than
 * this is another table's number. */
#define CATALOGUE_MAX_ID 1000000

static int id_of(const void *row)
{
    return *(const int *)row;
}

static bool broken(struct error *err, const char *what, const char *code)
{
    return error_detail(err, FAULT_INTERNAL, "catalogue: %s: %s", what, code);
}

/* --- the lookups of one kind --- */

static bool build_ids(struct catalogue *cat, struct rows *rows,
                      struct error *err)
{
    for (size_t i = 0; i < rows->count; i++) {
        int id = id_of(rows->rows[i]);
        if (id <= 0 || id > CATALOGUE_MAX_ID) {
            return broken(err, "an id is out of range", "");
        }
        rows->last_id = id > rows->last_id ? id : rows->last_id;
    }
    rows->by_id = arena_zalloc(&cat->arena, (size_t)rows->last_id + 1,
                               sizeof(*rows->by_id));
    for (size_t i = 0; i < rows->count; i++) {
        void **slot = &rows->by_id[id_of(rows->rows[i])];
        if (*slot != NULL) {
            return broken(err, "an id stands twice", "");
        }
        *slot = rows->rows[i];
    }
    return true;
}

static bool add_code(struct rows *rows, const void *key, size_t len, int id)
{
    if (intern_find(rows->codes, key, len) != 0) {
        return false;
    }
    intern_put(rows->codes, key, len, id);
    return true;
}

/* `code` lies at the same place in all rows of a kind. */
static bool build_codes(struct rows *rows, size_t offset, struct error *err)
{
    for (size_t i = 0; i < rows->count; i++) {
        const char *row = rows->rows[i];
        const char *code = *(const char *const *)(const void *)(row + offset);
        if (!add_code(rows, code, strlen(code), id_of(row))) {
            return broken(err, "a code stands twice", code);
        }
    }
    return true;
}

static int compare_ints(int a, int b)
{
    return (a > b) - (a < b);
}

static int by_school_code(const void *a, const void *b)
{
    const struct school *const *left = a;
    const struct school *const *right = b;
    return strcmp((*left)->code, (*right)->code);
}

static int by_indicator_code(const void *a, const void *b)
{
    const struct indicator *const *left = a;
    const struct indicator *const *right = b;
    return strcmp((*left)->code, (*right)->code);
}

static int by_dimension_code(const void *a, const void *b)
{
    const struct dimension *const *left = a;
    const struct dimension *const *right = b;
    return strcmp((*left)->code, (*right)->code);
}

static int by_member_order(const void *a, const void *b)
{
    const struct member *left = *(const struct member *const *)a;
    const struct member *right = *(const struct member *const *)b;
    int order = compare_ints(left->dimension, right->dimension);
    if (order == 0) {
        order = compare_ints(left->order, right->order);
    }
    return order != 0 ? order : strcmp(left->code, right->code);
}

static void sort_rows(struct rows *rows,
                      int (*compare)(const void *, const void *))
{
    if (rows->count > 0) {
        qsort(rows->rows, rows->count, sizeof(*rows->rows), compare);
    }
}

/* --- areas and schools --- */

static bool finish_areas(struct catalogue *cat, struct error *err)
{
    return build_ids(cat, &cat->areas, err) &&
           build_codes(&cat->areas, offsetof(struct area, code), err) &&
           catalogue_number_areas(cat, err);
}

static bool finish_schools(struct catalogue *cat, struct error *err)
{
    if (!build_ids(cat, &cat->schools, err) ||
        !build_codes(&cat->schools, offsetof(struct school, code), err)) {
        return false;
    }
    sort_rows(&cat->schools, by_school_code);
    for (size_t i = 0; i < cat->schools.count; i++) {
        const struct school *school = cat->schools.rows[i];
        if (catalogue_area_by_id(cat, school->area) == NULL) {
            return broken(err, "no such area of school", school->code);
        }
    }
    catalogue_build_roster(cat);
    return true;
}

/* --- indicators --- */

static bool finish_indicators(struct catalogue *cat, struct error *err)
{
    if (!build_ids(cat, &cat->indicators, err) ||
        !build_codes(&cat->indicators, offsetof(struct indicator, code), err)) {
        return false;
    }
    sort_rows(&cat->indicators, by_indicator_code);
    for (size_t i = 0; i < cat->indicators.count; i++) {
        const struct indicator *row = cat->indicators.rows[i];
        if (row->kind == INDICATOR_RATIO &&
            (catalogue_indicator_by_id(cat, row->numerator) == NULL ||
             catalogue_indicator_by_id(cat, row->denominator) == NULL)) {
            return broken(err, "a ratio without its parts", row->code);
        }
    }
    return true;
}

/* --- dimensions and members --- */

/* A member's code is unique in its dimension only. */
static size_t member_key(char *out, int dimension, const char *code, size_t len)
{
    memcpy(out, &dimension, sizeof(dimension));
    memcpy(out + sizeof(dimension), code, len);
    return sizeof(dimension) + len;
}

#define MEMBER_KEY_MAX (sizeof(int) + 4 * CATALOGUE_MEMBER_MAX)

static bool finish_member(struct catalogue *cat, size_t index,
                          struct error *err)
{
    const struct member *row = cat->members.rows[index];
    size_t len = strlen(row->code);
    if (row->dimension <= 0 || row->dimension > cat->dimensions.last_id ||
        cat->dimensions.by_id[row->dimension] == NULL) {
        return broken(err, "no such dimension of member", row->code);
    }
    if (len > 4 * CATALOGUE_MEMBER_MAX) {
        return broken(err, "a member's code is too long", row->code);
    }
    char key[MEMBER_KEY_MAX];
    size_t size = member_key(key, row->dimension, row->code, len);
    if (!add_code(&cat->members, key, size, row->id)) {
        return broken(err, "a member stands twice", row->code);
    }
    struct dimension *dim = cat->dimensions.by_id[row->dimension];
    if (dim->member_count++ == 0) {
        dim->first_member = (int)index;
    }
    return true;
}

static bool finish_dimensions(struct catalogue *cat, struct error *err)
{
    if (!build_ids(cat, &cat->dimensions, err) ||
        !build_codes(&cat->dimensions, offsetof(struct dimension, code), err) ||
        !build_ids(cat, &cat->members, err)) {
        return false;
    }
    sort_rows(&cat->dimensions, by_dimension_code);
    sort_rows(&cat->members, by_member_order);
    for (size_t i = 0; i < cat->dimensions.count; i++) {
        struct dimension *dim = cat->dimensions.rows[i];
        dim->first_member = 0;
        dim->member_count = 0;
    }
    for (size_t i = 0; i < cat->members.count; i++) {
        if (!finish_member(cat, i, err)) {
            return false;
        }
    }
    return true;
}

const struct member *catalogue_member(const struct catalogue *cat,
                                      const struct dimension *dim,
                                      const char *code, size_t len)
{
    if (len > 4 * CATALOGUE_MEMBER_MAX) {
        return NULL;
    }
    char key[MEMBER_KEY_MAX];
    size_t size = member_key(key, dim->id, code, len);
    return catalogue_member_by_id(cat,
                                  intern_find(cat->members.codes, key, size));
}

/* --- coverage --- */

static int by_indicator_period(const void *a, const void *b)
{
    const struct coverage *left = a;
    const struct coverage *right = b;
    int order = compare_ints(left->indicator, right->indicator);
    return order != 0 ? order : compare_ints(left->period, right->period);
}

static void finish_coverage(struct catalogue *cat)
{
    const struct coverage *rows = cat->coverage;
    struct coverage *kept =
        arena_zalloc(&cat->arena, cat->coverage_count + 1, sizeof(*kept));
    size_t count = 0;
    if (cat->coverage_count > 0) {
        qsort(cat->coverage, cat->coverage_count, sizeof(*rows),
              by_indicator_period);
    }
    cat->periods =
        arena_zalloc(&cat->arena, cat->coverage_count, sizeof(*cat->periods));
    for (size_t i = 0; i < cat->coverage_count; i++) {
        bool known =
            count > 0 && by_indicator_period(&kept[count - 1], &rows[i]) == 0;
        if (!known && rows[i].until == 0) {
            kept[count] = rows[i];
            cat->periods[count++] = rows[i].period;
        }
    }
    cat->covered = kept;
    cat->covered_count = count;
}

/* Ratios only; a part that is unknown has no unit. */
static void set_multipliers(struct catalogue *cat)
{
    for (size_t i = 0; i < cat->indicators.count; i++) {
        struct indicator *row = cat->indicators.rows[i];
        const struct indicator *part =
            catalogue_indicator_by_id(cat, row->numerator);
        row->multiplier = row->kind == INDICATOR_RATIO
                              ? indicator_multiplier(
                                    row->unit, part != NULL ? part->unit : "")
                              : 1;
    }
}

bool catalogue_finish(struct catalogue *cat, struct error *err)
{
    if (!finish_areas(cat, err) || !finish_schools(cat, err) ||
        !finish_indicators(cat, err) || !finish_dimensions(cat, err) ||
        !catalogue_build_succession(cat, err)) {
        return false;
    }
    finish_coverage(cat);
    catalogue_finish_breaks(cat);
    blank_tokens_sort(&cat->blank_tokens, cat->blanks, cat->blank_count);
    catalogue_finish_formers(cat);
    set_multipliers(cat);
    return true;
}
