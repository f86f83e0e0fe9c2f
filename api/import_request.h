/* What the head of POST /v1/imports/{kind} asks for. */
#ifndef TVS_API_IMPORT_REQUEST_H
#define TVS_API_IMPORT_REQUEST_H

#include "ingest/import_job.h"
#include "op.h"

#define IMPORT_KEY_MAX 128  /* bytes of an Idempotency-Key */
#define IMPORT_NAME_MAX 200 /* bytes of a file name */

#define IMPORT_TYPES_MAX 8 /* media types of a file */

/* The media types that a file may have; returns how many. */
int import_request_types(const char *types[static IMPORT_TYPES_MAX]);
/* A new job, or NULL: it has answered. */
struct import_job *import_request_read(struct op *op);
/* The same of POST /v1/imports/{id}/revert, with job->reverts. */
struct import_job *import_request_read_revert(struct op *op);
/*
 * What an Idempotency-Key stands for: a hash over the kind, the parameters,
 * the media type and the body's SHA-256 (job->sha256). In the job's arena.
 */
const char *import_request_fingerprint(const struct request *req,
                                       struct import_job *job);

#endif
