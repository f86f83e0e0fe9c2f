/*
 * A form: a profile with a layout, for sheets that people lay out
 * (docs/forms.md). Its columns are named by the path of their headings; what
 * stands around the table is for the layout.
 */
#ifndef TVS_INGEST_FORM_H
#define TVS_INGEST_FORM_H

#include <stddef.h>

#include "ingest/profile.h"

/* Parses and checks; NULL with FAULT_BAD_PROFILE or FAULT_BAD_JSON. Freed by
 * profile_free(). */
struct profile *form_compile(const char *json, size_t len, struct error *err);

#endif
