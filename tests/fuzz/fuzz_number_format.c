/*
 * Formats and numbers. What is shown is a number again, and shown again it
 * stays what it is; a day has ten characters.
 */
#include <string.h>

#include "fuzz.h"
#include "platform/check.h"
#include "workbook/number.h"
#include "workbook/number_format.h"

static void check_number(const char *text, size_t len)
{
    char shown[NUMBER_SIZE], again[NUMBER_SIZE], date[NUMBER_SIZE];
    if (!number_shown(text, len, shown)) {
        return;
    }
    CHECK(strspn(shown, "-0123456789.E+") == strlen(shown));
    CHECK(number_shown(shown, strlen(shown), again));
    CHECK(strcmp(shown, again) == 0);
    for (int since_1904 = 0; since_1904 < 2; since_1904++) {
        CHECK(!number_date(shown, since_1904 != 0, date) || strlen(date) == 10);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    enum number_format format = number_format_parse(text, size);
    CHECK(format <= NUMBER_FORMAT_DATE);
    check_number(text, size);
    return 0;
}
