/* Why a text is not a plain number of the column. Inside of form_*.c. */
#ifndef TVS_INGEST_FORM_REFUSE_H
#define TVS_INGEST_FORM_REFUSE_H

#include <stdbool.h>

#include "ingest/form_number.h"

/* A folded text that does not begin with a number: about 120, one hundred and
 * twenty, ... Never FAULT_NONE. */
enum fault form_refuse_text(const char *text);
/* What stands behind a number (folded, without leading white space, not "")
 * and is not the column's unit. Never FAULT_NONE. */
enum fault form_refuse_rest(const char *rest, const struct form_column *column);

#endif
