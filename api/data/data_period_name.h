/* What a period is called: 2024年8月, Aug 2024; to a month: 2024年1—8月. */
#ifndef TVS_DATA_PERIOD_NAME_H
#define TVS_DATA_PERIOD_NAME_H

#include "platform/arena.h"
#include "platform/fault.h"

/* `ytd`: 1..12, January to that month of the year; 0: the period itself. */
const char *data_period_name(int period, int ytd, enum lang lang,
                             struct arena *arena);

#endif
