#include "ingest/kind.h"

#include <string.h>

#include "platform/macros.h"

static const struct import_column AREA_COLUMNS[] = {
    {"code", true, COLUMN_CODE, NULL},
    {"name_zh", true, COLUMN_TEXT, NULL},
    {"name_en", false, COLUMN_TEXT, NULL},
    {"level", false, COLUMN_CODE, NULL},
    {"parent", false, COLUMN_CODE, NULL},
    {"valid_from", false, COLUMN_DATE, NULL},
    {"valid_to", false, COLUMN_DATE, NULL},
};

static const struct import_column SCHOOL_COLUMNS[] = {
    {"code", true, COLUMN_CODE, NULL},
    {"name_zh", true, COLUMN_TEXT, NULL},
    {"name_en", false, COLUMN_TEXT, NULL},
    {"level", false, COLUMN_CODE, NULL},
    {"type", false, COLUMN_CODE, NULL},
    {"ownership", false, COLUMN_CODE, NULL},
    {"area", true, COLUMN_CODE, NULL},
    {"opened", false, COLUMN_DATE, NULL},
    {"closed", false, COLUMN_DATE, NULL},
};

#define EVENT_KINDS_LIST "merge|split|rename|transfer|close|open|change_level"

static const struct import_column EVENT_COLUMNS[] = {
    {"date", true, COLUMN_DATE, NULL},
    {"kind", true, COLUMN_CHOICE, EVENT_KINDS_LIST},
    {"from", false, COLUMN_CODE, NULL},
    {"to", false, COLUMN_CODE, NULL},
    {"weight", false, COLUMN_WEIGHT, NULL},
    {"note", false, COLUMN_TEXT, NULL},
};

#define AGG_SCHOOLS "sum|ratio_of_sums|distinct_union|none"
#define AGG_TIME                                                     \
    "sum|last|ratio_of_sums|ratio_at_last|flow_ytd_over_stock_last|" \
    "distinct_asof|distinct_union|none"
#define PERIOD_TYPES "month|calendar_year|school_year|point_in_time"

static const struct import_column INDICATOR_COLUMNS[] = {
    {"code", true, COLUMN_CODE, NULL},
    {"name_zh", true, COLUMN_TEXT, NULL},
    {"name_en", false, COLUMN_TEXT, NULL},
    {"unit", true, COLUMN_TEXT, NULL},
    {"kind", true, COLUMN_CHOICE, "flow|stock|ratio|distinct|rate"},
    {"numerator", false, COLUMN_CODE, NULL},
    {"denominator", false, COLUMN_CODE, NULL},
    {"agg_schools", true, COLUMN_CHOICE, AGG_SCHOOLS},
    {"agg_time", true, COLUMN_CHOICE, AGG_TIME},
    {"period_type", true, COLUMN_CHOICE, PERIOD_TYPES},
    {"breakdowns", false, COLUMN_CODES, NULL},
    {"direction", false, COLUMN_CHOICE, "higher|lower|neutral"},
    {"source", false, COLUMN_TEXT, NULL},
    {"decimals", false, COLUMN_CHOICE, "0|1|2|3|4|5|6"},
    {"due_days", false, COLUMN_INT, NULL},
};

static const struct import_column DIMENSION_COLUMNS[] = {
    {"dimension", true, COLUMN_CODE, NULL},
    {"membership", true, COLUMN_CHOICE, "partition|overlapping"},
    {"order", true, COLUMN_INT, NULL},
    {"code", true, COLUMN_MEMBER, NULL},
    {"name_zh", true, COLUMN_TEXT, NULL},
    {"name_en", false, COLUMN_TEXT, NULL},
    {"note", false, COLUMN_TEXT, NULL},
};

static const struct import_column PARTNERSHIP_COLUMNS[] = {
    {"school", true, COLUMN_CODE, NULL},
    {"credit_code", false, COLUMN_TEXT, NULL},
    {"enterprise", false, COLUMN_TEXT, NULL},
    {"tiers", false, COLUMN_MEMBERS, NULL},
    {"modes", false, COLUMN_MEMBERS, NULL},
    {"depth", false, COLUMN_MEMBER, NULL},
    {"on_campus", false, COLUMN_TRUTH, NULL},
    {"start", true, COLUMN_DATE, NULL},
    {"end", false, COLUMN_DATE, NULL},
    {"source", false, COLUMN_TEXT, NULL},
};

static const struct import_column BREAK_COLUMNS[] = {
    {"indicator", true, COLUMN_CODE, NULL},
    {"period", true, COLUMN_PERIOD, NULL},
    {"old_value", false, COLUMN_NUMBER, NULL},
    {"new_value", false, COLUMN_NUMBER, NULL},
    {"note_zh", true, COLUMN_TEXT, NULL},
    {"note_en", false, COLUMN_TEXT, NULL},
};

struct kind {
    const char *name;
    const struct import_column *columns;
    int count;
};

#define KIND(name, columns)                    \
    {                                          \
        name, columns, (int)ARRAY_LEN(columns) \
    }

static const struct kind KINDS[IMPORT_KIND_COUNT] = {
    [IMPORT_AREAS] = KIND("areas", AREA_COLUMNS),
    [IMPORT_SCHOOLS] = KIND("schools", SCHOOL_COLUMNS),
    [IMPORT_SCHOOL_EVENTS] = KIND("school-events", EVENT_COLUMNS),
    [IMPORT_INDICATORS] = KIND("indicators", INDICATOR_COLUMNS),
    [IMPORT_DIMENSIONS] = KIND("dimensions", DIMENSION_COLUMNS),
    [IMPORT_PARTNERSHIPS] = KIND("partnerships", PARTNERSHIP_COLUMNS),
    [IMPORT_BREAKS] = KIND("breaks", BREAK_COLUMNS),
    [IMPORT_OBSERVATIONS] = {"observations", NULL, 0},
    [IMPORT_FORMS] = {"forms", NULL, 0},
};

_Static_assert(ARRAY_LEN(INDICATOR_COLUMNS) <= IMPORT_MAX_COLUMNS,
               "the widest kind fits");

const char *import_kind_name(enum import_kind kind)
{
    return KINDS[kind].name;
}

bool import_kind_parse(const char *name, size_t len, enum import_kind *kind)
{
    for (int i = 0; i < IMPORT_KIND_COUNT; i++) {
        if (strlen(KINDS[i].name) == len &&
            memcmp(KINDS[i].name, name, len) == 0) {
            *kind = (enum import_kind)i;
            return true;
        }
    }
    return false;
}

bool import_kind_figures(enum import_kind kind)
{
    return kind == IMPORT_OBSERVATIONS || kind == IMPORT_FORMS;
}

bool import_kind_reported(enum import_kind kind)
{
    return import_kind_figures(kind) || kind == IMPORT_PARTNERSHIPS;
}

const struct import_column *import_kind_columns(enum import_kind kind,
                                                int *count)
{
    *count = KINDS[kind].count;
    return KINDS[kind].columns;
}
