/* What is known of an import that was acknowledged and has not ended. */
#ifndef TVS_API_IMPORT_PROGRESS_H
#define TVS_API_IMPORT_PROGRESS_H

#include "formats/json_writer.h"
#include "ingest/import_job.h"
#include "op.h"

/* One object. */
void import_progress_write(struct json_writer *json,
                           const struct import_lane *lane,
                           const struct import_job *job);
/* Answers 202 with it and when to ask again. */
void import_progress_send(struct op *op, const struct import_job *job);

#endif
