/* POST /v1/imports/{kind} and what else ends in an import. */
#ifndef TVS_API_OPS_IMPORT_POST_H
#define TVS_API_OPS_IMPORT_POST_H

#include "op.h"

struct import_job;

void op_import_post(struct op *op);
void op_import_revert(struct op *op);
/* import_backlog_options: makes a job of what an earlier process left, for
 * the struct app... */
struct import_job *import_post_revive(void *app, const char *text, size_t len,
                                      struct error *err);
/* ... and frees one. */
void import_post_forget(struct import_job *job);
/* An import that needs no body: takes the job and answers as for an upload,
 * the idempotency key included. */
void import_post_bodiless(struct op *op, struct import_job *job);

#endif
