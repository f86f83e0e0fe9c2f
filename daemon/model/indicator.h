/* What the words of the indicator catalogue mean for arithmetic. */
#ifndef TVS_MODEL_INDICATOR_H
#define TVS_MODEL_INDICATOR_H

#include <stdint.h>

#include "model/catalogue.h"

#define INDICATOR_KIND_COUNT 5

/* "flow", "stock", "ratio", "distinct", "rate". */
const char *indicator_kind_name(enum indicator_kind kind);
/* INDICATOR_DISTINCT, which can be neither reported nor added up, for a word
 * that is none of them. */
enum indicator_kind indicator_kind_parse(const char *name);
/*
 * What a ratio is multiplied by, from its unit: 100 for % and for "per
 * hundred" (百人), 10000 where yuan (元) stand above a numerator in ten
 * thousand yuan (万元), 1 else.
 */
int64_t indicator_multiplier(const char *unit, const char *numerator_unit);

#endif
