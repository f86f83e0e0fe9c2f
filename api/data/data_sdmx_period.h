/*
 * Periods in SDMX (SDMX 3.0, section 6, time). Calendar years, months and days
 * are Gregorian periods: 2024, 2024-08, 2024-09-01. Halves and quarters are
 * reporting periods of a year that begins on 1 January: 2024-S1, 2024-Q3. A
 * school year is the reporting year 2024-A1 where REPORTING_YEAR_START_DAY is
 * --09-01, named by the year in which it begins. A year to date is a time
 * range: 2024-01-01/P8M.
 */
#ifndef TVS_DATA_SDMX_PERIOD_H
#define TVS_DATA_SDMX_PERIOD_H

#define DATA_SDMX_PERIOD_SIZE 32
#define DATA_SDMX_START_DAY "--09-01" /* of school years */

/* `ytd`: 1..12, January to that month of the year; 0: the period itself. */
void data_sdmx_period_print(int period, int ytd, char *out);
/*
 * CL_FREQ: A (years of either kind), S, Q, M; _Z (not applicable) for a point
 * in time, _O (other) for years to date.
 */
const char *data_sdmx_period_frequency(int period, int ytd);
/* May the text be the id of a value? A range may not, for its "/". */
int data_sdmx_period_is_id(int ytd);

#endif
