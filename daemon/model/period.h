/*
 * A period as one int that orders and shifts by arithmetic:
 * year * 1000 + slot, with slot
 *   0        calendar year     2024
 *   1..2     half              2024H1
 *   11..14   quarter           2024Q3
 *   21..32   month             2024M08
 *   41..52   1 January to the end of a month   2024YTD08
 *   100      school year       2024AY   (1 September 2024 to 31 August 2025)
 *   401..    a day             2024-09-01, 400 + (month - 1) * 31 + day
 * so the same period a year earlier is the code minus 1000. Years 1900..2199.
 *
 * The year to date is the store's own: what a school reported cumulatively
 * stands there, beside the months (schema/queries/ytd_derive.sql). Nobody can
 * ask for it or report it by its text.
 */
#ifndef TVS_MODEL_PERIOD_H
#define TVS_MODEL_PERIOD_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/macros.h"

#define PERIOD_TEXT_SIZE 12
#define PERIOD_YEAR 1000 /* add or subtract to shift by a year */

enum period_type {
    PERIOD_CALENDAR_YEAR,
    PERIOD_HALF,
    PERIOD_QUARTER,
    PERIOD_MONTH,
    PERIOD_SCHOOL_YEAR,
    PERIOD_DAY,
    PERIOD_YTD,
};

/* Parses exactly the forms above, the year to date apart. False leaves *code
 * alone. The other functions want a valid code. */
MUSTCHECK bool period_parse(const char *text, size_t len, int *code);
/* Writes the canonical text; `out` has PERIOD_TEXT_SIZE bytes. */
void period_print(int code, char *out);
bool period_valid(int code);
/* January to the month (1..12) of the year. */
int period_ytd(int year, int month);
enum period_type period_type_of(int code);
/* First and last day as yyyymmdd. */
int period_first_day(int code);
int period_last_day(int code);
/* The period before: M01 -> M12 of the year before, a year to date likewise;
 * a day -> a year before.
 * 0 when there is none: before 1900, or 29 February of a common year. */
int period_previous(int code);
/* The same period a year before; 0 as above. */
int period_year_before(int code);
/* month: 1..12 */
int period_month(int year, int month);
/* The period of that type, such as the `number`th quarter of the year; of
 * whole years the number is 1. 0 when there is none, as for PERIOD_DAY. */
int period_of(enum period_type type, int year, int number);
/* 0 when there is no such day. */
int period_day(int year, int month, int day);
/* As in the catalogue's period_type column: "month", "calendar_year",
 * "school_year", "point_in_time", "quarter", "half", "year_to_date". */
const char *period_type_name(enum period_type type);

#endif
