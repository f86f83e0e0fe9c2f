/* GB18030 and Big5 as candidates for a file that is not UTF-8. */
#ifndef TVS_INGEST_DETECT_LEGACY_H
#define TVS_INGEST_DETECT_LEGACY_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/charset.h"

struct detect_legacy;

struct detect_legacy *detect_legacy_new(void);
void detect_legacy_free(struct detect_legacy *legacy);
/* At most DETECT_SLICE_MAX bytes. */
void detect_legacy_feed(struct detect_legacy *legacy, const char *bytes,
                        size_t len, bool last);
/* CHARSET_AUTO when neither fits. */
enum charset detect_legacy_charset(const struct detect_legacy *legacy);

#endif
