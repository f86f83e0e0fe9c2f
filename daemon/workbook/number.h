/*
 * Numbers as a spreadsheet shows them: at most 15 digits that count, because
 * a double's further ones are noise. Text to text; a figure's digits never
 * pass through a double here.
 */
#ifndef TVS_WORKBOOK_NUMBER_H
#define TVS_WORKBOOK_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#define NUMBER_SIZE 64 /* of what is shown, with its NUL */
#define NUMBER_MAX_BYTES 400

/*
 * "0.30000000000000004" is "0.3", "1E3" is "1000", "1E15" and all above keep
 * an exponent ("1E+15"), and so do those below 1E-30. False: not a number
 * ([+-] digits [. digits] [E [+-] digits]), or longer than NUMBER_MAX_BYTES.
 */
bool number_shown(const char *text, size_t len, char out[NUMBER_SIZE]);
/* The same of a double, for formats that hold doubles; false: not finite. */
bool number_of_double(double value, char out[NUMBER_SIZE]);

/* The day of a serial number as number_shown() gives it: "YYYY-MM-DD".
 * False: no day of the calendar (negative, past 9999, 1900-02-29). */
bool number_date(const char *shown, bool since_1904, char out[NUMBER_SIZE]);

#endif
