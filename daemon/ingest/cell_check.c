#include "ingest/cell_check.h"

#include <string.h>

#include "model/catalogue.h"
#include "model/decimal.h"
#include "model/period.h"
#include "model/succession.h"
#include "platform/utf8.h"

#define INT_DIGITS_MAX 6

static bool is_code_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

bool cell_check_code(struct span text)
{
    if (text.len == 0 || text.len > CATALOGUE_CODE_MAX) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (!is_code_char(text.data[i])) {
            return false;
        }
    }
    return true;
}

static bool check_codes(struct span text)
{
    while (text.len > 0) {
        const char *bar = memchr(text.data, '|', text.len);
        size_t len = bar == NULL ? text.len : (size_t)(bar - text.data);
        if (!cell_check_code((struct span){text.data, len}) ||
            len + 1 == text.len) {
            return false;
        }
        size_t step = bar == NULL ? len : len + 1;
        text.data += step;
        text.len -= step;
    }
    return true;
}

bool cell_check_member(struct span text)
{
    return text.len > 0 && text.len <= (size_t)CATALOGUE_MEMBER_MAX * 4 &&
           utf8_plain(text.data, text.len) &&
           utf8_count(text.data, text.len) <= CATALOGUE_MEMBER_MAX;
}

/* Which members, and how many, is for those who know the dimension. */
static bool check_members(struct span text)
{
    return text.len <= (size_t)NOTE_MAX && utf8_plain(text.data, text.len);
}

bool cell_check_text(struct span text)
{
    return text.len <= CATALOGUE_NAME_MAX && utf8_plain(text.data, text.len);
}

bool cell_check_note(struct span text)
{
    return text.len <= NOTE_MAX && utf8_plain(text.data, text.len);
}

static bool check_date(struct span text)
{
    int period = 0;
    return text.len == 10 && period_parse(text.data, text.len, &period) &&
           period_type_of(period) == PERIOD_DAY;
}

static bool check_int(struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
    }
    return text.len >= 1 && text.len <= INT_DIGITS_MAX;
}

static bool check_period(struct span text)
{
    char printed[PERIOD_TEXT_SIZE];
    int period = 0;
    if (!period_parse(text.data, text.len, &period)) {
        return false;
    }
    period_print(period, printed);
    return span_is(text, printed);
}

static enum fault check_number(struct span text)
{
    int64_t value = 0;
    enum fault fault =
        decimal_parse(text.data, text.len, DECIMAL_MAX_DECIMALS, false, &value);
    return fault == FAULT_NONE && value < 0 ? FAULT_NEGATIVE : fault;
}

static bool check_weight(struct span text)
{
    int64_t weight = 0;
    return decimal_parse(text.data, text.len, DECIMAL_MAX_DECIMALS, false,
                         &weight) == FAULT_NONE &&
           weight > 0 && weight <= SUCCESSION_WHOLE;
}

static bool check_choice(const char *choices, struct span text)
{
    for (const char *at = choices; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        size_t len = strcspn(at, "|");
        if (span_equal(text, (struct span){at, len})) {
            return true;
        }
    }
    return false;
}

enum fault cell_check(const struct import_column *column, struct span text)
{
    switch (column->check) {
    case COLUMN_CODE:
        return cell_check_code(text) ? FAULT_NONE : FAULT_BAD_CODE;
    case COLUMN_CODES:
        return check_codes(text) ? FAULT_NONE : FAULT_BAD_CODE;
    case COLUMN_MEMBER:
        return cell_check_member(text) ? FAULT_NONE : FAULT_BAD_CODE;
    case COLUMN_MEMBERS:
        return check_members(text) ? FAULT_NONE : FAULT_BAD_TEXT;
    case COLUMN_TEXT:
    case COLUMN_TRUTH:
        return cell_check_text(text) ? FAULT_NONE : FAULT_BAD_TEXT;
    case COLUMN_DATE:
        return check_date(text) ? FAULT_NONE : FAULT_BAD_DATE;
    case COLUMN_INT:
        return check_int(text) ? FAULT_NONE : FAULT_BAD_NUMBER;
    case COLUMN_PERIOD:
        return check_period(text) ? FAULT_NONE : FAULT_BAD_PERIOD;
    case COLUMN_NUMBER:
        return check_number(text);
    case COLUMN_CHOICE:
        return check_choice(column->choices, text) ? FAULT_NONE
                                                   : FAULT_BAD_CHOICE;
    case COLUMN_WEIGHT:
        return check_weight(text) ? FAULT_NONE : FAULT_BAD_WEIGHT;
    }
    return FAULT_NONE;
}
