/* POST /v1/imports/{id}/revert: an import like any other, without a file. */
#include "import_request.h"
#include "ops/import_post.h"
#include "ops/import_record.h"

void op_import_revert(struct op *op)
{
    if (!import_record_id_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    struct import_job *job = import_request_read_revert(op);
    if (job != NULL) {
        import_post_bodiless(op, job);
    }
}
