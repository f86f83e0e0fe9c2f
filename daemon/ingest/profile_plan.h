/* A compiled profile: what profile_compile() makes and apply_new() follows.
 * Everything lives in its arena; patterns are freed one by one. */
#ifndef TVS_INGEST_PROFILE_PLAN_H
#define TVS_INGEST_PROFILE_PLAN_H

#include <stdbool.h>

#include "ingest/charset.h"
#include "ingest/rewrite.h"
#include "ingest/row.h"
#include "ingest/source.h"
#include "ingest/span.h"
#include "model/cells.h"
#include "platform/arena.h"

#define PROFILE_MAX_COLUMNS 256
#define PROFILE_MAX_TOKENS 64
#define PROFILE_MAX_SKIPS 32
#define PROFILE_MAX_CONSTANTS 64
#define PROFILE_MAX_ALIASES 16
#define PROFILE_MAX_LINES 1000 /* skip_lines */

struct form_layout;

enum profile_as {
    AS_IGNORE,
    AS_SCHOOL,
    AS_SCHOOL_NAME,
    AS_SCHOOL_AREA,
    AS_INDICATOR,
    AS_PERIOD,
    AS_STATUS,
    AS_NOTE,
    AS_BASIS,
    AS_DIMENSION,
    AS_VALUE,
    AS_NUMERATOR,
    AS_DENOMINATOR,
    AS_RATE, /* the numerator, as a rate of the denominator */
    AS_COUNT,
};

/* One row has at most one of these: AS_SCHOOL .. AS_BASIS. */
#define AS_LAST_SINGLE AS_BASIS

/* A member that every figure of the file, or of a column, belongs to. */
struct profile_member {
    const char *dimension;
    struct span member;
};

/* What only a form's column says: how its heading may read, and so on. */
struct profile_form_column {
    const char *aliases[PROFILE_MAX_ALIASES];
    int alias_count;
    const char *unit; /* NULL: the indicator's */
    bool optional;
    bool fill; /* an empty cell is that of the row above */
};

struct profile_column {
    const char *header; /* or */
    struct pattern *header_pattern;
    enum profile_as as;
    const char *dimension; /* of AS_DIMENSION */
    /* Of a column with figures: instead of the row's. */
    const char *indicator;
    const char *period;
    const char *of; /* of AS_RATE: the heading of its denominator */
    struct profile_member members[CELLS_MAX_MEMBERS];
    int member_count;
    struct rewrite rewrite;
    struct profile_form_column form;
};

struct profile_token {
    struct span text;
    struct span value; /* data NULL: none */
    char status;       /* '\0': not said */
};

struct profile_skip {
    struct span header;
    struct pattern *matches;
};

struct profile_constant {
    const char *name; /* of a single column, or a dimension's code */
    struct span text;
};

struct profile {
    struct arena arena;
    enum charset charset;
    struct source_layout layout;
    struct pattern *stop_at;
    struct profile_skip skips[PROFILE_MAX_SKIPS];
    int skip_count;
    struct profile_constant constants[PROFILE_MAX_CONSTANTS];
    int constant_count;
    struct profile_column columns[PROFILE_MAX_COLUMNS];
    int column_count;
    struct profile_token tokens[PROFILE_MAX_TOKENS];
    int token_count;
    bool thousands;
    bool sums_duplicates;
    bool create_schools, create_areas, create_members;
    bool skip_indicators;            /* that the catalogue does not know */
    const char *area_parent;         /* NULL: the root */
    struct form_layout *form_layout; /* NULL: no form */
};

/* "school", ... */
const char *profile_as_name(enum profile_as as);
/* False when it is no such word. */
bool profile_as_parse(const char *name, enum profile_as *as);

#endif
