/* The measures and attributes of a message, and what stands there in a row. */
#ifndef TVS_DATA_SDMX_PARTS_H
#define TVS_DATA_SDMX_PARTS_H

#include "data/data_grid.h"
#include "formats/sdmx.h"

/* Where the cell of a component comes from. */
enum data_sdmx_source {
    DATA_SDMX_COLUMN,
    DATA_SDMX_STATUS, /* of the column, as a code */
    DATA_SDMX_REASON, /* the same */
    DATA_SDMX_CONFIDENTIALITY,
    DATA_SDMX_DATE,
    DATA_SDMX_UNIT,
    DATA_SDMX_POWER,
    DATA_SDMX_DECIMALS,
    DATA_SDMX_YEAR_START,
    DATA_SDMX_SET,
};

/* What a series says of its unit; by the question's indicators. */
struct data_sdmx_unit {
    int measure, power; /* indexes of values */
    int decimals;
};

struct data_sdmx_parts {
    const struct data_grid *grid;
    struct arena *arena;
    enum data_sdmx_source sources[SDMX_MAX_COMPONENTS];
    int columns[SDMX_MAX_COMPONENTS]; /* of the table */
    int status;                       /* the column of the status */
    struct data_sdmx_unit *units;
};

/* Adds them to the message, behind its dimensions. */
void data_sdmx_parts_init(struct data_sdmx_parts *parts,
                          const struct data_grid *grid, struct arena *arena,
                          struct sdmx_message *message);
/* Cells by component, as in struct sdmx_row. */
void data_sdmx_parts_fill(const struct data_sdmx_parts *parts,
                          const struct sdmx_message *message, int row,
                          struct table_cell *cells);

#endif
