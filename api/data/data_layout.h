/*
 * The columns of an answer as people are shown them: what a row is about by
 * code or name, the unit beside the figure, what the status means beside its
 * letter.
 */
#ifndef TVS_DATA_LAYOUT_H
#define TVS_DATA_LAYOUT_H

#include "data/data_grid.h"
#include "formats/words.h"

#define DATA_LAYOUT_MAX (TABLE_MAX_COLUMNS + 64)

/* Which text of what a row is about. NAME: in the question's language, else in
 * the other, else the code. */
enum data_face {
    DATA_FACE_CODE = 1,
    DATA_FACE_ZH = 2,
    DATA_FACE_EN = 4,
    DATA_FACE_NAME = 8,
};

enum data_subject {
    DATA_SUBJECT_INDICATOR,
    DATA_SUBJECT_AREA,
    DATA_SUBJECT_SCHOOL,
    DATA_SUBJECT_MEMBER, /* of the axis `index` */
    DATA_SUBJECT_UNIT,
    DATA_SUBJECT_STATUS, /* its meaning */
    DATA_SUBJECT_REASON, /* the same, of the table's column `index` */
    DATA_SUBJECT_REVISION,
    DATA_SUBJECT_DATE, /* at which a stock was taken */
    DATA_SUBJECT_CELL, /* of the table's column `index` */
};

struct data_layout_column {
    enum data_subject subject;
    enum data_face face;
    int index;
    struct words heading;
};

struct data_layout {
    const struct data_grid *grid;
    struct data_layout_column columns[DATA_LAYOUT_MAX];
    int count;
};

/* Faces are bits; units have those of them that are languages. `all`: with the
 * meanings of status and reason, and the revision as the last column. The table
 * has codes only (labels=id). */
void data_layout_init(struct data_layout *layout, const struct data_grid *grid,
                      unsigned faces, bool all);
/* A cell for every column. */
void data_layout_row(const struct data_layout *layout, int row,
                     struct table_cell *cells);
/*
 * A stock of a longer period is taken at a date in it. Does that happen in the
 * answer, and at which date (a period) was the row's taken? 0: it is none.
 */
bool data_layout_has_dates(const struct data_grid *grid);
int data_layout_date(const struct data_grid *grid, int row);
/* The one that the figures are of: that of asof=, else the present one. */
int64_t data_layout_revision(const struct data_grid *grid);
/* When that was committed. NULL: it is an earlier one, whose time the snapshot
 * does not know. */
const char *data_layout_time(const struct data_grid *grid);

#endif
