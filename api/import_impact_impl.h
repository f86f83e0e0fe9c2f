/* Inside of import_impact*.c. */
#ifndef TVS_API_IMPORT_IMPACT_IMPL_H
#define TVS_API_IMPORT_IMPACT_IMPL_H

#include "data/data_figure.h"
#include "data/data_plan.h"
#include "import_impact.h"
#include "ingest/import_impact.h"

/* One indicator in one period, in all areas. */
struct impact_view {
    struct data_query query;
    struct data_plan plan;
    struct figure_scale scale;
    const int *cells; /* of the sources; 0: there is none */
    struct impact_view *next;
};

struct impact_plan {
    const struct config *config;
    enum lang lang;
    struct arena *arena;
    struct cells *store;
    struct data_known *known;
    struct impact_view *first, **tail;
    int views;
    const char **areas; /* codes of those that sums answer for */
    int area_count;
    const struct area **moved; /* where schools have moved: left out */
    int moved_count;
};

#endif
