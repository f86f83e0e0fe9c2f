#include "data/data_sdmx_period.h"

#include <stdio.h>

#include "model/period.h"
#include "platform/check.h"

/* "2024H1", "2024Q3": the number behind the letter. */
static int number_of(int period)
{
    int month = period_first_day(period) / 100 % 100;
    return period_type_of(period) == PERIOD_HALF ? (month + 5) / 6
                                                 : (month + 2) / 3;
}

void data_sdmx_period_print(int period, int ytd, char *out)
{
    const size_t size = DATA_SDMX_PERIOD_SIZE;
    int year = period / PERIOD_YEAR;
    int first = period_first_day(period);
    if (ytd > 0) {
        snprintf(out, size, "%04d-01-01/P%dM", year, ytd);
        return;
    }
    switch (period_type_of(period)) {
    case PERIOD_CALENDAR_YEAR:
        snprintf(out, size, "%04d", year);
        return;
    case PERIOD_SCHOOL_YEAR:
        snprintf(out, size, "%04d-A1", year);
        return;
    case PERIOD_HALF:
        snprintf(out, size, "%04d-S%d", year, number_of(period));
        return;
    case PERIOD_QUARTER:
        snprintf(out, size, "%04d-Q%d", year, number_of(period));
        return;
    case PERIOD_MONTH:
        snprintf(out, size, "%04d-%02d", year, first / 100 % 100);
        return;
    case PERIOD_DAY:
        snprintf(out, size, "%04d-%02d-%02d", year, first / 100 % 100,
                 first % 100);
        return;
    case PERIOD_YTD:
        break;
    }
    CHECK(!"a period that can be asked for");
}

const char *data_sdmx_period_frequency(int period, int ytd)
{
    static const char *const FREQUENCIES[] = {
        [PERIOD_CALENDAR_YEAR] = "A", [PERIOD_SCHOOL_YEAR] = "A",
        [PERIOD_HALF] = "S",          [PERIOD_QUARTER] = "Q",
        [PERIOD_MONTH] = "M",         [PERIOD_DAY] = "_Z",
        [PERIOD_YTD] = "_O",
    };
    return ytd > 0 ? "_O" : FREQUENCIES[period_type_of(period)];
}

int data_sdmx_period_is_id(int ytd)
{
    return ytd == 0;
}
