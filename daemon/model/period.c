#include "model/period.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "platform/check.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2199
#define SLOT_YTD 40
#define SLOT_SCHOOL_YEAR 100
#define SLOT_MONTH 21
#define SLOT_DAY 400

/* Slots of the types that divide a year evenly, or end as its months do. */
struct division {
    enum period_type type;
    int first, count; /* slots */
    const char *mark; /* in the text: Q of 2024Q3; "": the year alone */
    int digits;       /* behind the mark */
    const char *name;
};

static const struct division DIVISIONS[] = {
    {PERIOD_CALENDAR_YEAR, 0, 1, "", 0, "calendar_year"},
    {PERIOD_HALF, 1, 2, "H", 1, "half"},
    {PERIOD_QUARTER, 11, 4, "Q", 1, "quarter"},
    {PERIOD_MONTH, SLOT_MONTH, 12, "M", 2, "month"},
    {PERIOD_YTD, 41, 12, "YTD", 2, "year_to_date"},
};

static const struct division *division_of(int slot)
{
    for (size_t i = 0; i < ARRAY_LEN(DIVISIONS); i++) {
        const struct division *div = &DIVISIONS[i];
        if (slot >= div->first && slot < div->first + div->count) {
            return div;
        }
    }
    return NULL;
}

static int days_in_month(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap);
}

static bool valid_day(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

static int day_month(int slot)
{
    return (slot - SLOT_DAY - 1) / 31 + 1;
}

static int day_of_month(int slot)
{
    return (slot - SLOT_DAY - 1) % 31 + 1;
}

static bool valid_slot(int year, int slot)
{
    if (slot > SLOT_DAY && slot <= SLOT_DAY + 12 * 31) {
        return valid_day(year, day_month(slot), day_of_month(slot));
    }
    return slot == SLOT_SCHOOL_YEAR || division_of(slot) != NULL;
}

bool period_valid(int code)
{
    int year = code / PERIOD_YEAR;
    return year >= FIRST_YEAR && year <= LAST_YEAR &&
           valid_slot(year, code % PERIOD_YEAR);
}

int period_ytd(int year, int month)
{
    return year * PERIOD_YEAR + SLOT_YTD + month;
}

/* --- text --- */

/* `count` ASCII digits, or -1. */
static int parse_digits(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* What stands behind the year: "", "H1", "Q3", "M08". */
static int parse_division(const char *text, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(DIVISIONS); i++) {
        const struct division *div = &DIVISIONS[i];
        size_t mark = strlen(div->mark);
        if (div->type == PERIOD_YTD || len != mark + (size_t)div->digits ||
            memcmp(text, div->mark, mark) != 0) {
            continue;
        }
        if (len == 0) {
            return div->first;
        }
        int number = parse_digits(text + mark, len - mark);
        return number >= 1 && number <= div->count ? div->first + number - 1
                                                   : -1;
    }
    return -1;
}

/* "-09-01"; the caller checks that the month has that day. */
static int parse_day(const char *text, size_t len)
{
    if (len != 6 || text[0] != '-' || text[3] != '-') {
        return -1;
    }
    int month = parse_digits(text + 1, 2);
    int day = parse_digits(text + 4, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
        return -1;
    }
    return SLOT_DAY + (month - 1) * 31 + day;
}

static int parse_slot(const char *text, size_t len)
{
    if (len == 2 && memcmp(text, "AY", 2) == 0) {
        return SLOT_SCHOOL_YEAR;
    }
    if (len > 0 && text[0] == '-') {
        return parse_day(text, len);
    }
    return parse_division(text, len);
}

bool period_parse(const char *text, size_t len, int *code)
{
    if (len < 4) {
        return false;
    }
    int year = parse_digits(text, 4);
    int slot = parse_slot(text + 4, len - 4);
    if (year < 0 || slot < 0 || !period_valid(year * PERIOD_YEAR + slot)) {
        return false;
    }
    *code = year * PERIOD_YEAR + slot;
    return true;
}

void period_print(int code, char *out)
{
    ASSERT(period_valid(code));
    unsigned year = (unsigned)(code / PERIOD_YEAR) % 10000;
    int slot = code % PERIOD_YEAR;
    const struct division *div = division_of(slot);
    if (slot == SLOT_SCHOOL_YEAR) {
        snprintf(out, PERIOD_TEXT_SIZE, "%04uAY", year);
    } else if (div == NULL) {
        snprintf(out, PERIOD_TEXT_SIZE, "%04u-%02u-%02u", year,
                 (unsigned)day_month(slot) % 100,
                 (unsigned)day_of_month(slot) % 100);
    } else if (div->digits == 0) {
        snprintf(out, PERIOD_TEXT_SIZE, "%04u", year);
    } else {
        snprintf(out, PERIOD_TEXT_SIZE, "%04u%s%0*u", year, div->mark,
                 div->digits, (unsigned)(slot - div->first + 1) % 100);
    }
}

/* --- arithmetic --- */

enum period_type period_type_of(int code)
{
    ASSERT(period_valid(code));
    int slot = code % PERIOD_YEAR;
    if (slot == SLOT_SCHOOL_YEAR) {
        return PERIOD_SCHOOL_YEAR;
    }
    const struct division *div = division_of(slot);
    return div != NULL ? div->type : PERIOD_DAY;
}

static int last_month(const struct division *div, int slot)
{
    return (slot - div->first + 1) * (12 / div->count);
}

static int first_month(const struct division *div, int slot)
{
    return div->type == PERIOD_YTD
               ? 1
               : last_month(div, slot) - 12 / div->count + 1;
}

int period_first_day(int code)
{
    ASSERT(period_valid(code));
    int year = code / PERIOD_YEAR;
    int slot = code % PERIOD_YEAR;
    const struct division *div = division_of(slot);
    if (slot == SLOT_SCHOOL_YEAR) {
        return year * 10000 + 901;
    }
    if (div == NULL) {
        return year * 10000 + day_month(slot) * 100 + day_of_month(slot);
    }
    return year * 10000 + first_month(div, slot) * 100 + 1;
}

int period_last_day(int code)
{
    ASSERT(period_valid(code));
    int year = code / PERIOD_YEAR;
    int slot = code % PERIOD_YEAR;
    const struct division *div = division_of(slot);
    if (slot == SLOT_SCHOOL_YEAR) {
        return (year + 1) * 10000 + 831;
    }
    if (div == NULL) {
        return period_first_day(code);
    }
    int month = last_month(div, slot);
    return year * 10000 + month * 100 + days_in_month(year, month);
}

int period_year_before(int code)
{
    ASSERT(period_valid(code));
    int before = code - PERIOD_YEAR;
    return period_valid(before) ? before : 0;
}

int period_previous(int code)
{
    ASSERT(period_valid(code));
    int slot = code % PERIOD_YEAR;
    const struct division *div = division_of(slot);
    if (div == NULL) {
        return period_year_before(code);
    }
    int before =
        slot > div->first ? code - 1 : code - PERIOD_YEAR + div->count - 1;
    return period_valid(before) ? before : 0;
}

int period_month(int year, int month)
{
    return year * PERIOD_YEAR + SLOT_MONTH + month - 1;
}

static int valid_or_none(int code)
{
    return period_valid(code) ? code : 0;
}

int period_of(enum period_type type, int year, int number)
{
    if (type == PERIOD_SCHOOL_YEAR && number == 1) {
        return valid_or_none(year * PERIOD_YEAR + SLOT_SCHOOL_YEAR);
    }
    for (size_t i = 0; i < ARRAY_LEN(DIVISIONS); i++) {
        const struct division *div = &DIVISIONS[i];
        if (div->type == type && number >= 1 && number <= div->count) {
            return valid_or_none(year * PERIOD_YEAR + div->first + number - 1);
        }
    }
    return 0;
}

int period_day(int year, int month, int day)
{
    if (!valid_day(year, month, day)) {
        return 0;
    }
    return valid_or_none(year * PERIOD_YEAR + SLOT_DAY + (month - 1) * 31 +
                         day);
}

const char *period_type_name(enum period_type type)
{
    for (size_t i = 0; i < ARRAY_LEN(DIVISIONS); i++) {
        if (DIVISIONS[i].type == type) {
            return DIVISIONS[i].name;
        }
    }
    return type == PERIOD_SCHOOL_YEAR ? "school_year" : "point_in_time";
}
