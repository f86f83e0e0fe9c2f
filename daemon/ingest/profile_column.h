/* Inside of profile_compile(): one element of "columns". */
#ifndef TVS_INGEST_PROFILE_COLUMN_H
#define TVS_INGEST_PROFILE_COLUMN_H

#include "ingest/profile_plan.h"
#include "ingest/profile_read.h"

bool profile_column_read(struct profile_read *read,
                         const struct profile_item *item,
                         struct profile_column *column);

#endif
