/* Inside of native: native.c binds columns, native_row.c reads rows. */
#ifndef TVS_INGEST_NATIVE_IMPL_H
#define TVS_INGEST_NATIVE_IMPL_H

#include "ingest/cell_check.h"
#include "ingest/native.h"
#include "ingest/recent.h"
#include "ingest/sink.h"
#include "ingest/slot.h"

enum field {
    FIELD_SCHOOL,
    FIELD_INDICATOR,
    FIELD_PERIOD,
    FIELD_VALUE,
    FIELD_STATUS,
    FIELD_NOTE,
    FIELD_BASIS,
    FIELD_COUNT,
};

/* "school", ... */
const char *native_field_name(enum field field);

struct native_dimension {
    const struct dimension *dimension;
    struct recents recents;
};

struct native {
    struct row_taker taker;
    struct observe *observe;
    bool complete; /* the file's columns are all known */
    int header_count;
    /* The fields, then the dimensions. */
    struct slot slots[FIELD_COUNT + NATIVE_MAX_DIMENSIONS];
    struct native_dimension dimensions[NATIVE_MAX_DIMENSIONS];
    int dimension_count;
    struct recents schools, indicators, periods;
    /* The last that were found to fit each other. */
    int timed_indicator, timed_period;
    int open_school, open_period;
    char note[NOTE_MAX + 1];
};

/* What stands in for missing columns is wrong once, not in every row. */
bool native_check_defaults(struct native *native, int line);
enum row_result native_row(struct row_taker *taker, const struct row *row);

#endif
