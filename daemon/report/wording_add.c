#include <string.h>

#include "model/decimal.h"
#include "report/wording_impl.h"

#define TEN_THOUSAND_YUAN "万元"
#define PER_CENT_TWICE 100

static const char *unit_of(const struct wording_said *said)
{
    const struct indicator *indicator = said->wording->value->indicator;
    return indicator == NULL ? "" : indicator->unit;
}

static bool is_money(const char *unit)
{
    return strcmp(unit, TEN_THOUSAND_YUAN) == 0;
}

/* Money brings its unit; of others English sentences say it themselves. */
static void add(const struct wording_said *said, const struct figure *figure,
                const struct figure_scale *scale)
{
    const char *unit = unit_of(said);
    const struct numeral_style *style = &said->wording->style;
    const struct numeral_kind kind = {scale, unit};
    const struct report_slot slot = {
        .decimals = -1,
        .unit = is_money(unit) ? REPORT_MONEY : REPORT_PLAIN,
    };
    struct numeral numeral;
    if (!numeral_of(figure, &kind, &slot, style, &numeral)) {
        return; /* what it is made of was printed before */
    }
    numeral_write(&numeral, style->lang, said->out);
    if (!is_money(unit) && (style->lang == LANG_ZH || strcmp(unit, "%") == 0)) {
        numeral_unit(unit, said->out);
    }
}

void wording_add_figure(const struct wording_said *said,
                        const struct figure *figure)
{
    add(said, figure, &said->wording->value->scale);
}

void wording_add_difference(const struct wording_said *said)
{
    int decimals = said->wording->value->scale.decimals;
    int64_t size = said->change.abs < 0 ? -said->change.abs : said->change.abs;
    const struct figure figure = {true, size, 1};
    const struct figure_scale scale = {
        .multiplier = 1, .num_decimals = decimals, .decimals = decimals};
    add(said, &figure, &scale);
}

void wording_add_scaled(const struct wording_said *said, int64_t value)
{
    numeral_print(value < 0 ? -value : value, WORDING_DIGITS,
                  said->wording->style.lang, said->out);
}

/* Zeros at the end say nothing of a multiple. */
void wording_add_times(const struct wording_said *said, int64_t value)
{
    int decimals = WORDING_DIGITS;
    while (decimals > 0 && value % 10 == 0) {
        value /= 10;
        decimals--;
    }
    numeral_print(value, decimals, said->wording->style.lang, said->out);
}

int64_t wording_twice(void)
{
    return PER_CENT_TWICE * decimal_power(WORDING_DIGITS);
}
