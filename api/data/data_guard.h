/* Which questions may be asked where small counts are protected. */
#ifndef TVS_DATA_GUARD_H
#define TVS_DATA_GUARD_H

#include "data/data_query.h"

/* Is a count that is protected asked for, or part of a ratio that is? */
bool data_guard_concerns(const struct data_context *ctx,
                         const struct data_query *query);
/* Notes FAULT_PROTECTED for what the protection does not cover. */
void data_guard_check(const struct data_args *args,
                      const struct data_context *ctx,
                      const struct data_query *query,
                      struct data_faults *faults);

#endif
