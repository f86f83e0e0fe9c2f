#include "model/indicator.h"

#include <string.h>

#include "platform/macros.h"

static const char *const KINDS[INDICATOR_KIND_COUNT] = {
    [INDICATOR_FLOW] = "flow",   [INDICATOR_STOCK] = "stock",
    [INDICATOR_RATIO] = "ratio", [INDICATOR_DISTINCT] = "distinct",
    [INDICATOR_RATE] = "rate",
};

const char *indicator_kind_name(enum indicator_kind kind)
{
    return KINDS[kind];
}

enum indicator_kind indicator_kind_parse(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(KINDS); i++) {
        if (strcmp(KINDS[i], name) == 0) {
            return (enum indicator_kind)i;
        }
    }
    return INDICATOR_DISTINCT;
}

int64_t indicator_multiplier(const char *unit, const char *numerator_unit)
{
    if (strcmp(unit, "%") == 0 || strstr(unit, "/百") != NULL) {
        return 100;
    }
    if (strncmp(unit, "元", strlen("元")) == 0 &&
        strcmp(numerator_unit, "万元") == 0) {
        return 10000;
    }
    return 1;
}
