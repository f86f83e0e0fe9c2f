#include "ops/data_refuse.h"

bool data_refuse(struct op *op, const struct data_faults *faults)
{
    for (int i = 0; i < faults->count; i++) {
        const struct data_fault *fault = &faults->list[i];
        op_note(op, fault->path, fault->fault, fault->args[0], fault->args[1]);
        op->faults[op->fault_count - 1].args[2] = fault->args[2];
    }
    return op_refused_as(op, data_faults_status(faults));
}
