#include "ingest/form_number.h"

#include <stdio.h>
#include <string.h>

#include "ingest/form_digits.h"
#include "ingest/form_refuse.h"
#include "ingest/form_text.h"
#include "ingest/status.h"
#include "platform/macros.h"

_Static_assert(FORM_NUMBER_MAX == FORM_TEXT_MAX, "a cell is folded whole");

/* A cell on its way. */
struct reading {
    const struct form_cells *cells;
    const struct form_column *column;
    const struct sheet_cell *cell;
    struct form_number *out;
    struct error *err;
};

void form_column_init(struct form_column *column, struct span unit,
                      int decimals)
{
    *column = (struct form_column){.decimals = decimals};
    (void)form_unit_read(unit, &column->unit);
}

static bool is_share(const struct form_column *column)
{
    return strcmp(column->unit.name, "%") == 0;
}

/* {1} is the unit that the column wants, or how many decimals. */
static bool refuse(const struct reading *reading, enum fault fault)
{
    char text[ERROR_ARG_SIZE];
    char decimals[16];
    const char *second = reading->column->unit.name;
    span_copy(reading->cell->text, text, sizeof(text));
    if (fault == FAULT_TOO_PRECISE) {
        snprintf(decimals, sizeof(decimals), "%d", reading->column->decimals);
        second = decimals;
    }
    if (fault == FAULT_NOT_INTEGER && *second != '\0') {
        fault = FAULT_UNIT_NOT_INTEGER;
    }
    if (fault == FAULT_SHARE_UNCLEAR) {
        second = reading->out->suggestion;
    }
    return error_set(reading->err, fault, text, second, NULL);
}

/* --- a number and what to make of it --- */

static void note_zeros(const struct reading *reading)
{
    const char *text = reading->out->text;
    const char *point = strchr(text, '.');
    if (reading->column->decimals == 0 && point != NULL) {
        reading->out->norms |= FORM_NORM_ZEROS;
    }
}

static enum fault check_value(const struct reading *reading)
{
    struct form_number *out = reading->out;
    int decimals = reading->column->decimals;
    bool negative = out->text[0] == '-';
    if (decimals != FORM_ANY_DECIMALS) {
        enum fault fault = decimal_parse(out->text, strlen(out->text), decimals,
                                         false, &out->value);
        if (fault != FAULT_NONE) {
            return fault;
        }
        negative = out->value < 0;
    }
    return negative && !reading->column->negative ? FAULT_NEGATIVE : FAULT_NONE;
}

/* `bare`: nothing says what it is a number of. */
static bool take_value(const struct reading *reading, const char *text,
                       bool bare)
{
    struct form_number *out = reading->out;
    snprintf(out->text, sizeof(out->text), "%s", text);
    bool unclear =
        bare && is_share(reading->column) && form_digits_at_most_one(text);
    if (unclear) {
        form_digits_times_hundred(text, out->suggestion);
    }
    enum fault fault = check_value(reading);
    if (fault != FAULT_NONE) {
        return refuse(reading, unclear ? FAULT_SHARE_UNCLEAR : fault);
    }
    note_zeros(reading);
    out->warning = unclear ? FAULT_SHARE_UNCLEAR : FAULT_NONE;
    out->has_value = true;
    out->status = STATUS_NORMAL;
    return true;
}

/* --- what stands behind a number --- */

/* 17.67:1 and 1:20 are so many to one. */
static bool take_ratio(const struct reading *reading,
                       const struct form_digits *left, const char *rest)
{
    struct form_digits right;
    if (form_digits_read(form_text_skip(rest), &right) != FORM_DIGITS_OK ||
        *right.rest != '\0') {
        return refuse(reading, FAULT_BAD_RATIO);
    }
    reading->out->norms |= FORM_NORM_RATIO;
    if (strcmp(right.text, "1") == 0) {
        return take_value(reading, left->text, false);
    }
    return strcmp(left->text, "1") == 0 ? take_value(reading, right.text, false)
                                        : refuse(reading, FAULT_BAD_RATIO);
}

static bool take_percent(const struct reading *reading, const char *text)
{
    if (!is_share(reading->column)) {
        return refuse(reading, FAULT_OTHER_UNIT);
    }
    reading->out->norms |= FORM_NORM_PERCENT;
    return take_value(reading, text, false);
}

/* Is it the column's unit, perhaps in brackets? */
static bool is_unit(const struct form_column *column, const char *rest)
{
    struct form_unit unit;
    size_t len = strlen(rest);
    bool wrapped = len > 2 && rest[0] == '(' && rest[len - 1] == ')';
    (void)form_unit_read((struct span){rest + wrapped, len - 2U * wrapped},
                         &unit);
    return unit.name[0] != '\0' &&
           form_unit_compare(&unit, &column->unit) == FORM_UNIT_SAME;
}

static bool take_rest(const struct reading *reading,
                      const struct form_digits *digits)
{
    const char *rest = form_text_skip(digits->rest);
    if (*rest == '\0') {
        return take_value(reading, digits->text, true);
    }
    if (*rest == '%' && *form_text_skip(rest + 1) == '\0') {
        return take_percent(reading, digits->text);
    }
    if (reading->column->ratio &&
        (*rest == ':' || form_text_starts(rest, "∶"))) {
        return take_ratio(reading, digits, rest + (*rest == ':' ? 1 : 3));
    }
    if (is_unit(reading->column, rest)) {
        reading->out->norms |= FORM_NORM_UNIT;
        return take_value(reading, digits->text, false);
    }
    return refuse(reading, form_refuse_rest(rest, reading->column));
}

/* --- text --- */

static bool is_error_text(const char *text)
{
    static const char *const ERRORS[] = {
        "#REF!", "#DIV/0!", "#N/A",    "#VALUE!", "#NAME?",
        "#NUM!", "#NULL!",  "#SPILL!", "#CALC!",
    };
    for (size_t i = 0; i < ARRAY_LEN(ERRORS); i++) {
        if (strcmp(text, ERRORS[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A word of the table? Then it is not looked at any further. */
static bool take_token(const struct reading *reading,
                       const struct form_text *text)
{
    struct form_number *out = reading->out;
    out->token =
        blank_tokens_find(reading->cells->tokens, text->data, text->len);
    if (out->token == NULL) {
        return false;
    }
    out->has_value = out->token->zero;
    out->status = out->token->status;
    snprintf(out->text, sizeof(out->text), "%s", out->has_value ? "0" : "");
    return true;
}

/* XX, XX人次 */
static bool is_placeholder(const struct form_text *text)
{
    char key[BLANK_TOKEN_KEY_SIZE];
    struct form_unit unit;
    if (!blank_token_key(text->data, text->len, key)) {
        return false;
    }
    const char *rest = blank_token_placeholder(key);
    return rest != NULL &&
           (*rest == '\0' || form_unit_read(span_of(rest), &unit));
}

static bool take_digits(const struct reading *reading,
                        const struct form_text *text)
{
    struct form_digits digits;
    switch (form_digits_read(text->data, &digits)) {
    case FORM_DIGITS_OK:
        break;
    case FORM_DIGITS_NONE:
        return refuse(reading, form_refuse_text(text->data));
    case FORM_DIGITS_GROUPING:
        return refuse(reading, FAULT_BAD_GROUPING);
    case FORM_DIGITS_LONG:
        return refuse(reading, FAULT_OUT_OF_RANGE);
    }
    reading->out->norms |= text->seen;
    reading->out->norms |= digits.grouped ? FORM_NORM_THOUSANDS : 0U;
    reading->out->norms |= digits.marked ? FORM_NORM_NEGATIVE : 0U;
    return take_rest(reading, &digits);
}

static bool read_text(const struct reading *reading)
{
    struct form_text text;
    if (!form_text_fold(reading->cell->text, &text)) {
        return refuse(reading, FAULT_BAD_NUMBER);
    }
    if (take_token(reading, &text)) {
        return true;
    }
    if (text.len == 0) {
        return refuse(reading, FAULT_EMPTY_CELL);
    }
    if (is_error_text(text.data)) {
        return refuse(reading, FAULT_SHEET_ERROR);
    }
    if (is_placeholder(&text)) {
        return refuse(reading, FAULT_PLACEHOLDER);
    }
    reading->out->norms |= reading->cells->all_text ? 0U : FORM_NORM_TEXT;
    return take_digits(reading, &text);
}

/* --- cells --- */

static bool read_plain(const struct reading *reading, bool percent)
{
    struct form_digits digits;
    char text[FORM_NUMBER_MAX + 1];
    span_copy(reading->cell->text, text, sizeof(text));
    if (strlen(text) != reading->cell->text.len ||
        form_digits_read(text, &digits) != FORM_DIGITS_OK ||
        *digits.rest != '\0') {
        return refuse(reading, FAULT_BAD_NUMBER);
    }
    if (!percent) {
        return take_value(reading, digits.text, true);
    }
    form_digits_times_hundred(digits.text, text);
    return take_percent(reading, text);
}

bool form_number_read(const struct form_cells *cells,
                      const struct form_column *column,
                      const struct sheet_cell *cell, struct form_number *out,
                      struct error *err)
{
    const struct reading reading = {cells, column, cell, out, err};
    *out = (struct form_number){.status = STATUS_MISSING};
    switch (cell->kind) {
    case SHEET_EMPTY:
    case SHEET_TEXT:
        return read_text(&reading);
    case SHEET_NUMBER:
        return read_plain(&reading, false);
    case SHEET_PERCENT:
        return read_plain(&reading, true);
    case SHEET_DATE:
        return refuse(&reading, FAULT_DATE_FOR_NUMBER);
    case SHEET_ERROR:
        return refuse(&reading, FAULT_SHEET_ERROR);
    case SHEET_UNKNOWN:
        return refuse(&reading, FAULT_FORMULA_VALUE);
    case SHEET_BOOL:
        break;
    }
    return refuse(&reading, FAULT_BAD_NUMBER);
}

const char *form_norm_name(enum form_norm norm)
{
    static const char *const NAMES[FORM_NORM_COUNT] = {
        "fullwidth_digits",
        "thousands",
        "unit_suffix",
        "text_number",
        "spaces",
        "line_break",
        "apostrophe",
        "percent",
        "ratio",
        "zeros",
        "negative_mark",
        "dash",
    };
    for (int i = 0; i < FORM_NORM_COUNT; i++) {
        if ((unsigned)norm == 1U << i) {
            return NAMES[i];
        }
    }
    return "";
}
