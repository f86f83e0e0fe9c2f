/*
 * Reads the catalogue (and, at start and after the connection was lost, the
 * interned cells) from the database into memory. Runs on the import session:
 * nothing is written meanwhile, so statement by statement gives one state.
 */
#ifndef TVS_STORAGE_CATALOGUE_LOAD_H
#define TVS_STORAGE_CATALOGUE_LOAD_H

#include <stdbool.h>

#include "model/catalogue.h"
#include "model/cells.h"
#include "storage/db_pool.h"

struct catalogue_load {
    struct db_session *session;
    /* Gets the catalogue and the cells (NULL if not wanted); it owns them.
     * On failure both are NULL and err is set. */
    void (*done)(struct catalogue_load *load, struct catalogue *catalogue,
                 struct cells *cells, const struct error *err);
    void *ctx;
    /* Its own. */
    struct db_query query;
    struct catalogue *catalogue;
    struct cells *cells;
    int step;
};

/* The struct is the caller's and lives until done. */
void catalogue_load_start(struct catalogue_load *load, bool with_cells);
/* Forgets what was loaded so far; `done` is not called. The statement that
 * runs is forgotten by db_session_reset(), before. */
void catalogue_load_cancel(struct catalogue_load *load);

#endif
