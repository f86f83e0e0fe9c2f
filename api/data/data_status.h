/*
 * Observation status letters (SDMX CL_OBS_STATUS 2.2) as sets. Where only one
 * may be shown, the one of highest precedence is.
 */
#ifndef TVS_DATA_STATUS_H
#define TVS_DATA_STATUS_H

#include <stdbool.h>

#define DATA_STATUS_COUNT 20 /* letters there are */

/* 0 for a letter that is none. */
unsigned data_status_bit(char letter);
/*
 * The letter to show. With a value: the highest of those that go with values,
 * else A (normal). Without one: the highest of the set, else O (missing).
 */
char data_status_letter(unsigned set, bool present);

#endif
