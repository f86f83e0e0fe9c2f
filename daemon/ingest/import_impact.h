/*
 * What a validation would change, read in its own transaction before it is
 * rolled back: the sums by area that it touched, as they were and as they
 * would be, and the schools that come into or leave the panel of a year and
 * the year before. What figures come of the sums is for the asker to say
 * (api/import_impact.c). All of it lives in the job's arena.
 */
#ifndef TVS_INGEST_IMPORT_IMPACT_H
#define TVS_INGEST_IMPORT_IMPACT_H

#include <stdint.h>

struct catalogue;
struct cells;
struct import_job;

#define IMPACT_MAX_TOUCHED 100 /* indicator and period; the most touched */
#define IMPACT_MAX_AREAS 20    /* the root first, then the most touched */
#define IMPACT_MAX_PANELS 100
#define IMPACT_MAX_SCHOOLS 50 /* named of each panel */
#define IMPACT_MAX_ROWS 500   /* told of what differs */

struct impact_touched {
    int indicator, period;
};

struct impact_sum {
    int64_t sum;
    int reported, missing;
    uint32_t letters; /* statuses of its schools; bit 0: A */
};

struct impact_total {
    int cell, area;
    struct impact_sum before, after;
};

struct impact_panel {
    int indicator, period;
    int64_t entered, left;
    const char *entered_codes, *left_codes; /* joined by commas */
};

struct import_impact {
    struct impact_touched *touched;
    int touched_count;
    int64_t touched_all; /* how many there were */
    int *areas;
    int area_count;
    int64_t areas_all;
    struct impact_panel *panels;
    int panel_count;
    /* From the asker: of which cells the sums are to be read. */
    int *cells;
    int cell_count;
    /* By cell, then area; with the areas above. */
    struct impact_total *totals;
    int total_count;
    int last_cell; /* that was there before this import */
    const struct catalogue *catalogue;
    struct cells *store;
    struct cells *plan_cells; /* the same, for the asker to point to */
    void *plan;               /* the asker's */
};

/* NULL: none of this cell and area. */
const struct impact_total *
import_impact_total(const struct import_impact *impact, int cell, int area);

#endif
