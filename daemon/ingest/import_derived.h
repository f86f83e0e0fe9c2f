/* Inside of import_steps.c: what an import learns of the months that follow
 * from cumulative figures (schema/queries/ytd_derive.sql). */
#ifndef TVS_INGEST_IMPORT_DERIVED_H
#define TVS_INGEST_IMPORT_DERIVED_H

#include "ingest/import_run.h"

/* How many there are. */
void import_derived_took(struct import_run *run,
                         const struct db_result *result);
/* How many of them change something; warns of negative ones. */
void import_derived_took_changes(struct import_run *run,
                                 const struct db_result *result);

#endif
