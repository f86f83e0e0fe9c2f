/* The syntax of a cell of the catalogue's kinds, and of codes everywhere. */
#ifndef TVS_INGEST_CELL_CHECK_H
#define TVS_INGEST_CELL_CHECK_H

#include <stdbool.h>

#include "ingest/kind.h"
#include "ingest/span.h"
#include "platform/fault.h"

#define NOTE_MAX 1000 /* bytes of an observation's note */

/* [A-Za-z0-9_-]{1,32} */
bool cell_check_code(struct span text);
/* Plain text of at most CATALOGUE_MEMBER_MAX characters, not empty. */
bool cell_check_member(struct span text);
/* Plain text of at most CATALOGUE_NAME_MAX bytes: a name. */
bool cell_check_text(struct span text);
/* Plain text of at most NOTE_MAX bytes. */
bool cell_check_note(struct span text);
/* A cell that is not empty: FAULT_NONE or what is wrong with it. */
enum fault cell_check(const struct import_column *column, struct span text);

#endif
