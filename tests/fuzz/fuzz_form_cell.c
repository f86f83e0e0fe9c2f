/*
 * A cell of a form: two bytes say of what kind it and its column are, the rest
 * is its text. Whatever it is, it is read or refused with a fault; a figure
 * that is read has the digits of the text in their order; a period that is
 * read is one, and reads again as itself; labels stay what they are.
 */
#include <string.h>

#include "../unit/blank_fixture.h"
#include "fuzz.h"
#include "ingest/form_code.h"
#include "ingest/form_label.h"
#include "ingest/form_number.h"
#include "ingest/form_period.h"
#include "ingest/status.h"
#include "platform/check.h"
#include "platform/fold.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define DIGITS_MAX 400

static const char *const UNITS[] = {"人", "万元", "%", "m²", "", "辆", "人/人"};

static void look_at_fault(const struct error *err)
{
    char text[ERROR_ARG_SIZE + 400];
    CHECK(err->fault != FAULT_NONE);
    error_message(err, LANG_ZH, text, sizeof(text));
    CHECK(text[0] != '\0');
}

/* The digits of a text, narrow. */
static void collect(struct span text, char out[DIGITS_MAX])
{
    size_t len = 0;
    size_t at = 0;
    while (at < text.len && len < DIGITS_MAX - 1) {
        uint32_t point = 0;
        size_t step = utf8_next(text.data + at, text.len - at, &point);
        point = fold_wide(point);
        if (point >= '0' && point <= '9') {
            out[len++] = (char)point;
        }
        at += step;
    }
    out[len] = '\0';
}

static void look_at_digits(struct span cell, const struct form_number *number)
{
    char said[DIGITS_MAX];
    char read[DIGITS_MAX];
    collect(cell, said);
    collect(span_of(number->text), read);
    CHECK(strcmp(said, read) == 0);
}

static void look_at_number(const struct form_column *column, struct span cell,
                           const struct form_number *number)
{
    int64_t value = 0;
    CHECK(status_fits(number->status, number->has_value));
    if (number->token != NULL || !number->has_value) {
        CHECK(number->token != NULL && number->value == 0);
        CHECK(number->has_value == number->token->zero);
        return;
    }
    CHECK(number->status == STATUS_NORMAL);
    CHECK(column->negative || number->value >= 0);
    if (column->decimals != FORM_ANY_DECIMALS) {
        CHECK(decimal_parse(number->text, strlen(number->text),
                            column->decimals, false, &value) == FAULT_NONE);
        CHECK(value == number->value);
    }
    /* A unit has digits of its own, a percentage moves its point, a ratio has
     * a 1 beside it. */
    if ((number->norms &
         (FORM_NORM_UNIT | FORM_NORM_PERCENT | FORM_NORM_RATIO)) == 0) {
        look_at_digits(cell, number);
    }
}

static void try_number(unsigned choice, const struct sheet_cell *cell)
{
    const struct form_cells cells = {blank_fixture(), choice % 2 == 0};
    struct form_column column;
    struct form_number number;
    struct error err = {0};
    form_column_init(&column, span_of(UNITS[choice % ARRAY_LEN(UNITS)]),
                     (int)(choice / 7 % 5) - 1);
    column.ratio = choice / 35 % 2 == 1;
    column.negative = choice / 70 % 2 == 1;
    if (form_number_read(&cells, &column, cell, &number, &err)) {
        look_at_number(&column, cell->text, &number);
    } else {
        look_at_fault(&err);
    }
}

static void look_at_period(struct form_period period)
{
    char text[PERIOD_TEXT_SIZE];
    struct form_period again = {0};
    struct error err = {0};
    CHECK(period_valid(period.code));
    CHECK(period.basis == FORM_BASIS_UNSAID ||
          period_type_of(period.code) == PERIOD_MONTH);
    period_print(period.code, text);
    const struct sheet_cell cell = {SHEET_TEXT, span_of(text)};
    CHECK(form_period_read(&cell, 0, &again, &err));
    CHECK(again.code == period.code);
    CHECK(form_period_agrees(&period, &period));
    for (int type = PERIOD_CALENDAR_YEAR; type <= PERIOD_DAY; type++) {
        again = period;
        form_period_fit(&again, (enum period_type)type);
        CHECK(period_valid(again.code));
        CHECK(form_period_agrees(&again, &period));
    }
}

static void try_period(unsigned choice, const struct sheet_cell *cell)
{
    struct form_period period = {0};
    struct error err = {0};
    int year = choice % 2 == 0 ? 0 : 2024;
    if (form_period_read(cell, year, &period, &err)) {
        look_at_period(period);
    } else {
        look_at_fault(&err);
    }
    if (form_period_find(cell->text, year, &period)) {
        look_at_period(period);
    }
}

static void try_code(const struct sheet_cell *cell)
{
    char code[FORM_CODE_MAX + 1];
    struct error err = {0};
    if (form_code_read(cell, "学校标识码", code, &err)) {
        CHECK(strlen(code) <= cell->text.len);
    } else {
        look_at_fault(&err);
    }
}

static void try_label(struct span text)
{
    struct form_label once;
    struct form_label twice;
    struct form_unit units[FORM_UNIT_MAX_LIST];
    struct span label = {NULL, 0};
    struct span value = {NULL, 0};
    form_label_fold(text, &once);
    form_label_fold((struct span){once.text, once.len}, &twice);
    CHECK(once.len == twice.len &&
          memcmp(once.text, twice.text, once.len) == 0);
    form_label_school(text, &once);
    (void)form_unit_in_heading(text, &units[0]);
    CHECK(form_unit_list(text, units, FORM_UNIT_MAX_LIST) <=
          FORM_UNIT_MAX_LIST);
    if (form_label_split(text, &label, &value)) {
        CHECK(label.len > 0 && label.len + value.len < text.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    const struct sheet_cell cell = {
        (enum sheet_kind)(data[0] % (SHEET_UNKNOWN + 1)),
        {(const char *)data + 2, size - 2},
    };
    try_number(data[1], &cell);
    try_period(data[1], &cell);
    try_code(&cell);
    try_label(cell.text);
    return 0;
}
