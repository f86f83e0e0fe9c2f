#include "platform/clock.h"

#include <time.h>

#include "platform/check.h"

int64_t clock_us(void)
{
    struct timespec now;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_ms(void)
{
    return clock_us() / 1000;
}

int64_t clock_wall(void)
{
    return (int64_t)time(NULL);
}

int64_t clock_wall_us(void)
{
    struct timespec now;
    CHECK(clock_gettime(CLOCK_REALTIME, &now) == 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int clock_today(void)
{
    return clock_date(clock_wall());
}

int clock_date(int64_t wall)
{
    time_t at = (time_t)wall;
    struct tm day;
    CHECK(localtime_r(&at, &day) != NULL);
    return (day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday;
}

int64_t clock_begin(int yyyymmdd, int days)
{
    struct tm day = {
        .tm_year = yyyymmdd / 10000 - 1900,
        .tm_mon = yyyymmdd / 100 % 100 - 1,
        .tm_mday = yyyymmdd % 100 + days, /* mktime() carries over */
        .tm_isdst = -1,
    };
    return (int64_t)mktime(&day);
}

void clock_iso(int64_t wall, char out[CLOCK_ISO_SIZE])
{
    time_t at = (time_t)wall;
    struct tm day;
    CHECK(gmtime_r(&at, &day) != NULL);
    CHECK(strftime(out, CLOCK_ISO_SIZE, "%Y-%m-%dT%H:%M:%SZ", &day) ==
          CLOCK_ISO_SIZE - 1);
}
