/*
 * A data message of SDMX 3.0 as both of its notations need it: components
 * (dimensions, measures, attributes) with their codes, and observations. Knows
 * tables and nothing of questions; data/data_sdmx.c makes one of an answer.
 */
#ifndef TVS_FORMATS_SDMX_H
#define TVS_FORMATS_SDMX_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/table.h"
#include "formats/words.h"
#include "platform/buffer.h"

#define SDMX_MAX_DIMENSIONS 20
#define SDMX_MAX_COMPONENTS (SDMX_MAX_DIMENSIONS + TABLE_MAX_COLUMNS + 8)
#define SDMX_JSON_TYPE "application/vnd.sdmx.data+json;version=2.0.0"
#define SDMX_CSV_TYPE "application/vnd.sdmx.data+csv;version=2.0.0"

/* A code of a component, or a period. */
struct sdmx_value {
    const char *id;     /* as sdmx_id() makes them; NULL: `code` says it all */
    const char *code;   /* our own, where the id is not the same; else NULL */
    struct words name;  /* at least one of them, if there is an id */
    const char *parent; /* the id of the value above, or NULL */
    int first, last;    /* days of a period, yyyymmdd; 0: it is none */
};

enum sdmx_kind {
    SDMX_DIMENSION,
    SDMX_MEASURE,
    SDMX_SERIES_ATTRIBUTE, /* the same for all periods of a series */
    SDMX_ATTRIBUTE,
    SDMX_SET_ATTRIBUTE, /* the same for all rows */
};

struct sdmx_component {
    const char *id;
    struct words name;
    enum sdmx_kind kind;
    const char *role;    /* a concept's id, or NULL */
    const char *type;    /* of what has no codes: "Decimal"; NULL: coded */
    const char *depends; /* the dimension that a series attribute goes by */
    const struct sdmx_value *values;
    int count;
    struct table_cell set; /* of SDMX_SET_ATTRIBUTE: its value, not coded */
};

/* What is said of the message as a whole. */
struct sdmx_note {
    const char *type;
    struct words text; /* or */
    const char *value; /* of no language */
};

/* One observation. */
struct sdmx_row {
    int keys[SDMX_MAX_DIMENSIONS]; /* indexes of values, by dimension */
    /* By component, those behind the dimensions: of a coded one the index of
     * its value, of SDMX_SET_ATTRIBUTE nothing. */
    struct table_cell cells[SDMX_MAX_COMPONENTS];
};

/*
 * Dimensions come first, the last of them is the period; then measures, then
 * attributes of any kind. Rows of one series stand together.
 */
struct sdmx_message {
    const char *id;       /* of the message */
    const char *prepared; /* ISO 8601 */
    const char *agency;   /* of the flow, and the sender */
    const char *flow;     /* id of the data flow */
    struct words flow_name;
    enum lang lang;
    bool test; /* figures that somebody made up */
    struct sdmx_component components[SDMX_MAX_COMPONENTS];
    int count;
    int dimensions;
    const struct sdmx_note *notes;
    int note_count;
    int rows;
    void (*row)(void *ctx, int number, struct sdmx_row *out);
    void *ctx;
};

enum sdmx_labels { SDMX_LABELS_ID, SDMX_LABELS_NAME, SDMX_LABELS_BOTH };

/* A component behind those that there are; returns it, to be filled in. */
struct sdmx_component *sdmx_add(struct sdmx_message *message,
                                enum sdmx_kind kind, const char *id,
                                struct words name);
/* SDMX-JSON 2.0.0, all languages. */
void sdmx_json_write(const struct sdmx_message *message, struct buffer *out);
/* SDMX-CSV 2.0.0, UTF-8 without a byte order mark. */
void sdmx_csv_write(const struct sdmx_message *message, enum sdmx_labels labels,
                    struct buffer *out);

#endif
