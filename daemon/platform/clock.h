/* The time: monotonic for deadlines, the wall's for people. */
#ifndef TVS_PLATFORM_CLOCK_H
#define TVS_PLATFORM_CLOCK_H

#include <stdint.h>

#define CLOCK_ISO_SIZE 21 /* 2024-09-12T08:00:00Z and the NUL */

/* CLOCK_MONOTONIC. */
int64_t clock_us(void);
int64_t clock_ms(void);
/* Seconds since 1970-01-01T00:00:00Z. */
int64_t clock_wall(void);
int64_t clock_wall_us(void);
/* The date as yyyymmdd in the process's own time zone. */
int clock_today(void);
int clock_date(int64_t wall);
/* When the day that lies `days` behind a date begins there, in seconds since
 * 1970. */
int64_t clock_begin(int yyyymmdd, int days);
/* UTC; the year must have four digits (CHECK). */
void clock_iso(int64_t wall, char out[CLOCK_ISO_SIZE]);

#endif
