#include "stats/change.h"

#include "platform/check.h"
#include "platform/macros.h"
#include "stats/rounding.h"

const char *change_reason_code(enum change_reason reason)
{
    static const char *const CODES[] = {
        [CHANGE_OK] = "OK",
        [CHANGE_OK_PP] = "OK_PP",
        [CHANGE_CUR_MISSING] = "CUR_MISSING",
        [CHANGE_BASE_MISSING] = "BASE_MISSING",
        [CHANGE_BREAK] = "BREAK",
        [CHANGE_COVERAGE] = "COVERAGE",
        [CHANGE_NEGATIVE] = "NEGATIVE",
        [CHANGE_BOTH_ZERO] = "BOTH_ZERO",
        [CHANGE_BASE_ZERO] = "BASE_ZERO",
    };
    CHECK((unsigned)reason < ARRAY_LEN(CODES));
    return CODES[reason];
}

static bool is_missing(const struct figure *fig)
{
    return !fig->present || fig->den == 0;
}

static int sign_of(const struct figure *fig)
{
    int num = (fig->num > 0) - (fig->num < 0);
    return fig->den < 0 ? -num : num;
}

/* What brings num/den to the value's unit, as a power of ten. */
static int unit_shift(const struct figure_scale *scale, int decimals)
{
    int den_decimals = scale->ratio ? scale->den_decimals : 0;
    return decimals + den_decimals - scale->num_decimals;
}

bool figure_value(const struct figure *fig, const struct figure_scale *scale,
                  int64_t *value)
{
    if (is_missing(fig)) {
        return false;
    }
    return rounding_scale(fig->num, fig->den, scale->multiplier,
                          unit_shift(scale, scale->decimals), value);
}

/* Cannot overflow: the one product of two 64-bit numbers that reaches 2^126
 * is positive, so the difference stays below 2^127 either way. */
struct change_difference change_subtract(const struct figure *cur,
                                         const struct figure *base)
{
    if (cur->den == base->den) {
        return (struct change_difference){
            .num = (__int128)cur->num - base->num,
            .den = cur->den,
            .base = base->num,
        };
    }
    __int128 over = (__int128)base->num * cur->den;
    return (struct change_difference){
        .num = (__int128)cur->num * base->den - over,
        .den = (__int128)cur->den * base->den,
        .base = over,
    };
}

/* Rows 6 to 9 of the table. */
static enum change_reason count_reason(const struct figure *cur,
                                       const struct figure *base)
{
    int cur_sign = sign_of(cur);
    int base_sign = sign_of(base);
    if (base_sign < 0 || cur_sign < 0) {
        return CHANGE_NEGATIVE;
    }
    if (base_sign > 0) {
        return CHANGE_OK;
    }
    return cur_sign == 0 ? CHANGE_BOTH_ZERO : CHANGE_BASE_ZERO;
}

/* The table in its order; the first row that holds decides. */
static enum change_reason reason_of(const struct figure *cur,
                                    const struct figure *base,
                                    const struct figure_scale *scale)
{
    if (is_missing(cur)) {
        return CHANGE_CUR_MISSING;
    }
    if (is_missing(base)) {
        return CHANGE_BASE_MISSING;
    }
    if (scale->percent) {
        return CHANGE_OK_PP;
    }
    return count_reason(cur, base);
}

void change_compute(const struct figure *cur, const struct figure *base,
                    const struct figure_scale *scale, int digits,
                    struct change *out)
{
    *out = (struct change){.reason = reason_of(cur, base, scale)};
    if (out->reason == CHANGE_CUR_MISSING ||
        out->reason == CHANGE_BASE_MISSING) {
        return;
    }
    struct change_difference diff = change_subtract(cur, base);
    if (out->reason == CHANGE_OK_PP) {
        out->has_pp = rounding_scale(diff.num, diff.den, scale->multiplier,
                                     unit_shift(scale, digits), &out->pp);
        return;
    }
    out->has_abs =
        rounding_scale(diff.num, diff.den, scale->multiplier,
                       unit_shift(scale, scale->decimals), &out->abs);
    if (out->reason == CHANGE_OK) {
        out->has_pct =
            rounding_scale(diff.num, diff.base, 100, digits, &out->pct);
    }
}

void change_refuse(struct change *change, enum change_reason reason)
{
    if (change->reason == CHANGE_CUR_MISSING ||
        change->reason == CHANGE_BASE_MISSING) {
        return;
    }
    if (reason == CHANGE_BREAK) {
        *change = (struct change){.reason = reason};
        return;
    }
    change->reason = reason;
    change->has_pct = false;
}
