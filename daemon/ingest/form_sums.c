#include "ingest/form_sums.h"

#include <stdlib.h>
#include <string.h>

#include "model/decimal.h"
#include "platform/check.h"

#define ROUNDING 10000 /* 0.01 in millionths */

void form_sums_init(struct form_sums *sums, struct complaints *complaints,
                    int columns)
{
    *sums = (struct form_sums){.complaints = complaints, .count = columns};
    sums->columns = calloc((size_t)columns + 1, sizeof(*sums->columns));
    CHECK(sums->columns != NULL);
}

void form_sums_fini(struct form_sums *sums)
{
    free(sums->columns);
    sums->columns = NULL;
}

void form_sums_use(struct form_sums *sums, int column,
                   const struct form_unit *unit)
{
    static const char TEN_THOUSAND[] = "万";
    struct form_column_sum *sum = &sums->columns[column];
    sum->used = unit->quantity != FORM_QUANTITY_SHARE &&
                unit->quantity != FORM_QUANTITY_RATIO;
    sum->rounded = strncmp(unit->name, TEN_THOUSAND, 3) == 0 ||
                   strncmp(unit->name, "亿", 3) == 0;
}

static bool parse(const char *number, int64_t *value)
{
    return decimal_parse(number, strlen(number), DECIMAL_MAX_DECIMALS, false,
                         value) == FAULT_NONE;
}

void form_sums_add(struct form_sums *sums, int column, const char *number)
{
    struct form_column_sum *sum = &sums->columns[column];
    int64_t value = 0;
    if (!sum->used) {
        return;
    }
    if (!parse(number, &value)) {
        sum->spoilt = true;
        return;
    }
    sum->sum.all += value;
    sum->sum.since_total += value;
    sum->sum.since_subtotal += value;
}

void form_sums_spoil(struct form_sums *sums, int column)
{
    sums->columns[column].spoilt = true;
}

void form_sums_row(struct form_sums *sums)
{
    sums->rows++;
    sums->rows_since_total++;
    sums->rows_since_subtotal++;
}

/* --- comparing --- */

/* Shown with as many decimals as it needs. */
static void print(__int128 value, char out[DECIMAL_TEXT_SIZE])
{
    const __int128 most = 999999999999999999;
    int64_t shown = (int64_t)(value > most    ? most
                              : value < -most ? -most
                                              : value);
    size_t len = decimal_print(out, shown, DECIMAL_MAX_DECIMALS);
    while (len > 0 && out[len - 1] == '0') {
        len--;
    }
    len -= len > 0 && out[len - 1] == '.';
    out[len] = '\0';
}

static bool is_near(const struct form_column_sum *sum, int64_t printed,
                    __int128 counted, int64_t rows)
{
    __int128 gap = printed > counted ? printed - counted : counted - printed;
    return gap <= (sum->rounded ? (__int128)ROUNDING * rows : 0);
}

static void tell(struct form_sums *sums, const struct form_printed *printed,
                 __int128 counted)
{
    char texts[3][DECIMAL_TEXT_SIZE];
    print(printed->value, texts[0]);
    print(counted, texts[1]);
    print(printed->value - counted, texts[2]);
    const char *const args[3] = {texts[0], texts[1], texts[2]};
    complain_cell(sums->complaints, &printed->at, FAULT_SUBTOTAL, args,
                  span_of(texts[0]));
}

static void check_subtotal(struct form_sums *sums,
                           const struct form_column_sum *sum,
                           const struct form_printed *printed)
{
    if (!is_near(sum, printed->value, sum->sum.since_subtotal,
                 sums->rows_since_subtotal)) {
        tell(sums, printed, sum->sum.since_subtotal);
    }
    sums->checked++;
}

static void check_total(struct form_sums *sums,
                        const struct form_column_sum *sum,
                        const struct form_printed *printed)
{
    if (!is_near(sum, printed->value, sum->sum.all, sums->rows) &&
        !is_near(sum, printed->value, sum->sum.since_total,
                 sums->rows_since_total)) {
        tell(sums, printed, sum->sum.all);
    }
    sums->checked++;
}

void form_sums_check(struct form_sums *sums, int column, bool grand,
                     const char *number, const struct cell_place *at)
{
    struct form_column_sum *sum = &sums->columns[column];
    struct form_printed printed = {.at = *at};
    if (!sum->used || sum->spoilt || !parse(number, &printed.value)) {
        return;
    }
    int64_t rows = grand ? sums->rows_since_total : sums->rows_since_subtotal;
    if (rows == 0) {
        printed.is_there = true;
        *(grand ? &sum->total : &sum->subtotal) = printed;
    } else if (grand) {
        check_total(sums, sum, &printed);
    } else if (!sum->subtotal.is_there) {
        check_subtotal(sums, sum, &printed);
    } else {
        check_subtotal(sums, sum, &sum->subtotal);
        printed.is_there = true;
        sum->subtotal = printed;
    }
}

static void end_subtotal(struct form_sums *sums, struct form_column_sum *sum)
{
    if (sum->subtotal.is_there && !sum->spoilt &&
        sums->rows_since_subtotal > 0) {
        check_subtotal(sums, sum, &sum->subtotal);
        sum->subtotal.is_there = false;
    }
}

void form_sums_checked(struct form_sums *sums, bool grand)
{
    for (int i = 0; i < sums->count; i++) {
        struct form_column_sum *sum = &sums->columns[i];
        if (grand) {
            end_subtotal(sums, sum);
            sum->sum.since_total = 0;
        }
        sum->sum.since_subtotal = 0;
    }
    sums->rows_since_total = grand ? 0 : sums->rows_since_total;
    sums->rows_since_subtotal = 0;
}

void form_sums_end(struct form_sums *sums)
{
    for (int i = 0; i < sums->count; i++) {
        struct form_column_sum *sum = &sums->columns[i];
        end_subtotal(sums, sum);
        if (sum->total.is_there && !sum->spoilt) {
            check_total(sums, sum, &sum->total);
        }
    }
}
