#include "model/catalogue.h"

#include "model/catalogue_rows.h"

static const void *row_by_id(const struct rows *rows, int id)
{
    return id > 0 && id <= rows->last_id ? rows->by_id[id] : NULL;
}

static const void *row_by_code(const struct rows *rows, const char *code,
                               size_t len)
{
    return row_by_id(rows, intern_find(rows->codes, code, len));
}

/* --- by code --- */

const struct area *catalogue_area(const struct catalogue *cat, const char *code,
                                  size_t len)
{
    return row_by_code(&cat->areas, code, len);
}

const struct school *catalogue_school(const struct catalogue *cat,
                                      const char *code, size_t len)
{
    return row_by_code(&cat->schools, code, len);
}

const struct indicator *catalogue_indicator(const struct catalogue *cat,
                                            const char *code, size_t len)
{
    return row_by_code(&cat->indicators, code, len);
}

const struct dimension *catalogue_dimension(const struct catalogue *cat,
                                            const char *code, size_t len)
{
    return row_by_code(&cat->dimensions, code, len);
}

/* --- by id --- */

const struct area *catalogue_area_by_id(const struct catalogue *cat, int id)
{
    return row_by_id(&cat->areas, id);
}

const struct school *catalogue_school_by_id(const struct catalogue *cat, int id)
{
    return row_by_id(&cat->schools, id);
}

const struct indicator *catalogue_indicator_by_id(const struct catalogue *cat,
                                                  int id)
{
    return row_by_id(&cat->indicators, id);
}

const struct dimension *catalogue_dimension_by_id(const struct catalogue *cat,
                                                  int id)
{
    return row_by_id(&cat->dimensions, id);
}

const struct member *catalogue_member_by_id(const struct catalogue *cat, int id)
{
    return row_by_id(&cat->members, id);
}

/* --- all --- */

const struct area *catalogue_root(const struct catalogue *cat)
{
    return cat->root;
}

/* The rows are typed by the kind they were added as. */
static void *const *run_of(const struct rows *rows, size_t *count)
{
    *count = rows->count;
    return rows->rows;
}

const struct area *const *catalogue_areas(const struct catalogue *cat,
                                          size_t *count)
{
    return (const void *)run_of(&cat->areas, count);
}

const struct school *const *catalogue_schools(const struct catalogue *cat,
                                              size_t *count)
{
    return (const void *)run_of(&cat->schools, count);
}

const struct indicator *const *catalogue_indicators(const struct catalogue *cat,
                                                    size_t *count)
{
    return (const void *)run_of(&cat->indicators, count);
}

const struct dimension *const *catalogue_dimensions(const struct catalogue *cat,
                                                    size_t *count)
{
    return (const void *)run_of(&cat->dimensions, count);
}

const struct member *const *catalogue_members(const struct catalogue *cat,
                                              const struct dimension *dim,
                                              size_t *count)
{
    size_t all = 0;
    const struct member *const *rows =
        (const void *)run_of(&cat->members, &all);
    *count = (size_t)dim->member_count;
    return *count > 0 ? rows + dim->first_member : rows;
}

/* The first of the indicator's rows, or where it would stand. */
static size_t first_of(const struct coverage *rows, size_t count, int indicator)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].indicator < indicator) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The indicator that is reported for it. */
static int reported_for(const struct catalogue *cat, int indicator)
{
    const struct indicator *row = catalogue_indicator_by_id(cat, indicator);
    return row != NULL && row->kind == INDICATOR_RATIO ? row->numerator
                                                       : indicator;
}

const struct coverage *catalogue_coverage(const struct catalogue *cat,
                                          int indicator, size_t *count)
{
    int code = reported_for(cat, indicator);
    size_t from = first_of(cat->coverage, cat->coverage_count, code);
    *count = first_of(cat->coverage, cat->coverage_count, code + 1) - from;
    return cat->coverage + from;
}

const int *catalogue_periods(const struct catalogue *cat, int indicator,
                             size_t *count)
{
    int code = reported_for(cat, indicator);
    size_t from = first_of(cat->covered, cat->covered_count, code);
    *count = first_of(cat->covered, cat->covered_count, code + 1) - from;
    return cat->periods + from;
}

int catalogue_last_area_id(const struct catalogue *cat)
{
    return cat->areas.last_id;
}

int catalogue_last_school_id(const struct catalogue *cat)
{
    return cat->schools.last_id;
}

int catalogue_last_member_id(const struct catalogue *cat)
{
    return cat->members.last_id;
}
