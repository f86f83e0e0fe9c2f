/*
 * The body of an import's answer: what was done, or a problem with the first
 * faults. Stored with the import's record, so a replay is byte for byte.
 */
#ifndef TVS_API_IMPORT_ANSWER_H
#define TVS_API_IMPORT_ANSWER_H

#include "ingest/import_job.h"

/* Committed, validated or rejected. */
void import_answer_write(const struct import_job *job, enum lang lang,
                         struct buffer *out);
/* Of the answer: application/json, or problem+json from 400 on. */
const char *import_answer_type(int status);

#endif
