/* The letters of CL_OBS_STATUS and which of them go with a value. */
#ifndef TVS_INGEST_STATUS_H
#define TVS_INGEST_STATUS_H

#include <stdbool.h>

#include "ingest/span.h"

#define STATUS_NORMAL 'A'
#define STATUS_MISSING 'O' /* no reason given */

/* False when it is not one of the letters. */
bool status_parse(struct span text, char *status);
/* May an observation with (without) a value have this status? */
bool status_fits(char status, bool has_value);

#endif
