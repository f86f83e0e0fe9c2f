/*
 * What an import that was acknowledged leaves for a later process: all that
 * was asked, who asked, and in which language. A JSON document, so that an
 * operator can read it.
 */
#ifndef TVS_API_IMPORT_SAVED_H
#define TVS_API_IMPORT_SAVED_H

#include "auth.h"
#include "ingest/import_job.h"
#include "platform/buffer.h"

struct import_saved {
    struct import_job *job;
    struct actor actor;
    enum lang lang;
    const char *profile; /* its document, or NULL */
};

void import_saved_write(const struct import_saved *saved, struct buffer *out);
/* Makes the job; what it points to, the actor's codes included, lies in the
 * job's arena. The profile is compiled; the scope is left to the caller. */
MUSTCHECK bool import_saved_read(struct import_saved *saved, const char *text,
                                 size_t len, struct error *err);

#endif
