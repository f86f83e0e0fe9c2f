/*
 * What a validation says it would change: figures as /v1/data shows them now
 * and would show them, with their changes on last year. They are made by the
 * same functions, from the sums that the import's own transaction sees.
 */
#ifndef TVS_API_IMPORT_IMPACT_H
#define TVS_API_IMPORT_IMPACT_H

#include "formats/json_writer.h"
#include "ingest/import_job.h"
#include "platform/config.h"

/* import_job.plan_impact: which figures it may be about, and the cells that
 * they are made of. */
void import_impact_plan(struct import_job *job, const struct config *config,
                        enum lang lang);
/* The value of "impact"; nothing while there is none. */
void import_impact_write(struct json_writer *json,
                         const struct import_job *job);

#endif
