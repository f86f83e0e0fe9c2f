/*
 * The rows of an answer as cells of a cube, for the formats that are one:
 * which dimensions it has, which categories in which order, and where a row
 * lies. Dimensions are the columns of what a row is about, in the table's
 * order: indicator, area, school, the dimensions of `by`, period. Indicators
 * and periods are those of the question; of places and members those that
 * have rows.
 */
#ifndef TVS_DATA_CUBE_H
#define TVS_DATA_CUBE_H

#include "data/data_grid.h"
#include "formats/words.h"

#define DATA_CUBE_DIMENSIONS (DATA_MAX_AXES + 4)

enum data_cube_kind {
    DATA_CUBE_INDICATOR,
    DATA_CUBE_AREA,
    DATA_CUBE_SCHOOL,
    DATA_CUBE_MEMBER,
    DATA_CUBE_PERIOD,
    DATA_CUBE_MEASURE, /* of figures; never in a cube's list */
};

struct data_category {
    const char *code;
    struct words name;
    const char *within; /* of a school at a place: the area; else NULL */
};

struct data_cube_dimension {
    enum data_cube_kind kind;
    int axis;       /* of MEMBER: of the question's axes */
    const char *id; /* of the table's column */
    struct words name;
    struct data_category *list;
    int count;
    int *at; /* by index of the question's indicators, periods, members of the
                axis, or of the plan's places: category; -1: none */
};

struct data_cube {
    const struct data_grid *grid;
    struct data_cube_dimension list[DATA_CUBE_DIMENSIONS];
    int count;
    int64_t size; /* the product of the counts */
};

/*
 * Everything lives in the question's arena. `flat`: area and school are one
 * dimension, of places; a school that has moved is several of its categories.
 */
void data_cube_init(struct data_cube *cube, const struct data_grid *grid,
                    bool flat);
/* The row's categories, one for each dimension. */
void data_cube_row(const struct data_cube *cube, int row, int *out);
/* Row-major: the last dimension is the fastest. */
int64_t data_cube_offset(const struct data_cube *cube, const int *categories);
/* What the category is called in the question's language, else its code. */
const char *data_category_name(const struct data_cube *cube,
                               const struct data_category *category);

#endif
