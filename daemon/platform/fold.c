#include "platform/fold.h"

#include <stddef.h>

#include "platform/macros.h"

/* U+FE50 to U+FE6B by their order; '\0': stays. */
static const char SMALL_FORMS[] = ",\0.\0;:?!\0(){}\0\0#&*+-<>=\0\\$%@";

#define FIRST_SMALL 0xFE50
#define LAST_SMALL 0xFE6B
#define FIRST_WIDE 0xFF01
#define LAST_WIDE 0xFF5E

_Static_assert(sizeof(SMALL_FORMS) - 1 == LAST_SMALL - FIRST_SMALL + 1,
               "one character for each small form");

uint32_t fold_wide(uint32_t point)
{
    if (point >= FIRST_WIDE && point <= LAST_WIDE) {
        return point - FIRST_WIDE + '!';
    }
    if (point >= FIRST_SMALL && point <= LAST_SMALL &&
        SMALL_FORMS[point - FIRST_SMALL] != '\0') {
        return (uint32_t)SMALL_FORMS[point - FIRST_SMALL];
    }
    return point;
}

static bool is_among(uint32_t point, const uint32_t *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (points[i] == point) {
            return true;
        }
    }
    return false;
}

bool fold_is_space(uint32_t point)
{
    static const uint32_t SPACES[] = {' ',    0xA0,   0x1680,
                                      0x202F, 0x205F, 0x3000};
    return (point >= 0x2000 && point <= 0x200A) ||
           is_among(point, SPACES, ARRAY_LEN(SPACES));
}

bool fold_is_invisible(uint32_t point)
{
    return (point >= 0x200B && point <= 0x200D) || point == 0x2060 ||
           point == 0xFEFF;
}

bool fold_is_break(uint32_t point)
{
    static const uint32_t BREAKS[] = {'\t', '\n',   '\v',  '\f',
                                      '\r', 0x2028, 0x2029};
    return is_among(point, BREAKS, ARRAY_LEN(BREAKS));
}

bool fold_is_dash(uint32_t point)
{
    static const uint32_t DASHES[] = {'-',    0x2212, 0x2500, 0x2501,
                                      0xFE58, 0xFE63, 0xFF0D};
    return (point >= 0x2010 && point <= 0x2015) ||
           is_among(point, DASHES, ARRAY_LEN(DASHES));
}
