#include "stats/vintage.h"

static bool difference(const struct figure *current, const struct figure *base,
                       const struct figure_scale *scale, int digits,
                       int64_t *out, enum change_reason *reason)
{
    struct change change;
    change_compute(current, base, scale, digits, &change);
    *reason = change.reason;
    *out = change.has_pp ? change.pp : change.abs;
    return change.has_pp || change.has_abs;
}

void vintage_split(const struct figure *current, const struct figure *base_now,
                   const struct figure *base_then,
                   const struct figure_scale *scale, int digits,
                   struct vintage_split *out)
{
    enum change_reason change = CHANGE_OK;
    enum change_reason real = CHANGE_OK;
    *out = (struct vintage_split){.decimals = scale->percent ? digits
                                                             : scale->decimals};
    out->has_change =
        difference(current, base_then, scale, digits, &out->change, &change);
    out->has_real =
        difference(current, base_now, scale, digits, &out->real, &real);
    if (!out->has_change) {
        out->reason = change;
    } else if (!out->has_real) {
        out->reason = real;
    } else {
        out->reason = scale->percent ? CHANGE_OK_PP : CHANGE_OK;
        out->revision = out->change - out->real;
    }
}
