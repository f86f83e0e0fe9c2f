#include "ingest/import_derived.h"

#include <inttypes.h>
#include <stdio.h>

#include "model/period.h"

void import_derived_took(struct import_run *run, const struct db_result *result)
{
    run->derived.count = db_affected(result);
}

/* Negative: what was reported for earlier months has been corrected. */
static void warn_of_revisions(struct import_run *run,
                              const struct db_result *result)
{
    char period[PERIOD_TEXT_SIZE];
    char subject[200];
    int64_t count = db_int(result, 0, 2);
    if (count == 0) {
        return;
    }
    period_print((int)db_int(result, 0, 4), period);
    snprintf(subject, sizeof(subject), "%" PRId64 ": %s %s", count,
             db_text(result, 0, 3), period);
    import_job_warn(run->job, "revision_in_ytd", subject);
}

/* The answer counts what the file says, not what follows from it. */
void import_derived_took_changes(struct import_run *run,
                                 const struct db_result *result)
{
    struct import_counts *counts = &run->job->counts;
    run->derived.inserted = db_int(result, 0, 0);
    run->derived.updated = db_int(result, 0, 1);
    counts->updated -= run->derived.updated;
    counts->unchanged -=
        run->derived.count - run->derived.inserted - run->derived.updated;
    warn_of_revisions(run, result);
}
