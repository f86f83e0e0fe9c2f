/* Takes rows laid out as a profile says and makes observations of them,
 * schools, areas and members that the file names first included. */
#ifndef TVS_INGEST_APPLY_H
#define TVS_INGEST_APPLY_H

#include "ingest/observe.h"
#include "ingest/profile.h"
#include "ingest/row.h"

struct reader_default;

/* Everything is borrowed. */
struct row_taker *apply_new(struct observe *observe,
                            const struct profile *profile,
                            const struct reader_default *defaults,
                            int default_count);

#endif
