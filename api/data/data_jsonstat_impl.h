/* What the parts of a JSON-stat dataset have in common. */
#ifndef TVS_DATA_JSONSTAT_IMPL_H
#define TVS_DATA_JSONSTAT_IMPL_H

#include "data/data_cube.h"
#include "data/data_figure_columns.h"
#include "formats/json_writer.h"

struct data_jsonstat {
    struct data_cube cube;
    struct data_figure_columns columns;
    struct json_writer json;
    enum lang lang;
    const char *measure; /* the dimension of figures; NULL: there is none */
    int64_t *offsets;    /* of each row's first figure, rising */
    int *rows;           /* the row of each of them */
};

/* "dimension": an object, a member for each. */
void data_jsonstat_dimensions(struct data_jsonstat *stat);
/* "value", "status", and "details" within an object that has begun. */
void data_jsonstat_values(struct data_jsonstat *stat);
void data_jsonstat_statuses(struct data_jsonstat *stat);
void data_jsonstat_details(struct data_jsonstat *stat);

#endif
