#include <stdio.h>

#include "ingest/apply_impl.h"
#include "ingest/status.h"
#include "model/decimal.h"

bool apply_rate_number(const struct apply *apply, const struct place *at,
                       struct span text, int64_t *value)
{
    struct complaints *complaints = apply->observe->complaints;
    enum fault fault = decimal_parse(text.data, text.len, DECIMAL_MAX_DECIMALS,
                                     apply->profile->thousands, value);
    if (fault == FAULT_NONE && *value < 0) {
        fault = FAULT_NEGATIVE;
    }
    return fault == FAULT_NONE || complain(complaints, at, fault, text);
}

static bool is_too_precise(const struct apply *apply,
                           const struct apply_column *column,
                           const struct apply_figure *figure)
{
    char shown[COMPLAIN_TEXT_MAX + 1];
    char decimals[8];
    struct place at = {apply->row->line, column->header};
    struct span text = slot_text(&column->slot, apply->row);
    span_copy(text, shown, sizeof(shown));
    snprintf(decimals, sizeof(decimals), "%d", figure->indicator->decimals);
    const char *const args[3] = {shown, decimals, NULL};
    return complain_with(apply->observe->complaints, &at, FAULT_TOO_PRECISE,
                         args, text);
}

/* Both have at most 15 digits and six decimals: 128 bits are enough. Nothing
 * is rounded: the numerator has the decimals that it needs, or it is a
 * fault. */
static bool multiply(const struct apply *apply,
                     const struct apply_column *column,
                     const struct apply_figure *denominator,
                     struct apply_figure *figure)
{
    __int128 top = (__int128)figure->value * denominator->value *
                   decimal_power(figure->indicator->decimals);
    __int128 bottom = (__int128)figure->multiplier *
                      decimal_power(DECIMAL_MAX_DECIMALS) *
                      decimal_power(denominator->indicator->decimals);
    if (top % bottom != 0 ||
        top / bottom >= decimal_power(DECIMAL_MAX_DIGITS)) {
        return is_too_precise(apply, column, figure);
    }
    figure->value = (int64_t)(top / bottom);
    return true;
}

/* Of nobody knows how many: the numerator is missing as the denominator is. */
static void follow(const struct apply_figure *denominator,
                   struct apply_figure *figure)
{
    figure->has_value = false;
    figure->status = denominator->is_there ? denominator->status : '\0';
    if (!status_fits(figure->status, false)) {
        figure->status = STATUS_MISSING;
    }
}

bool apply_rates_read(struct apply *apply)
{
    bool good = true;
    for (int i = 0; i < apply->column_count; i++) {
        const struct apply_column *column = &apply->columns[i];
        struct apply_figure *figure = &apply->figures[i];
        if (column->spec->as != AS_RATE || !figure->is_there ||
            !figure->has_value) {
            continue;
        }
        const struct apply_figure *denominator =
            &apply->figures[column->denominator];
        if (denominator->is_there && denominator->has_value) {
            good = multiply(apply, column, denominator, figure) && good;
        } else {
            follow(denominator, figure);
        }
    }
    return good;
}
