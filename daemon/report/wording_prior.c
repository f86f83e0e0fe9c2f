#include <stdio.h>
#include <string.h>

#include "model/period.h"
#include "report/wording.h"

static struct wording_prior english(struct arena *arena, const char *noun,
                                    const char *preposition)
{
    size_t size = strlen(noun) + strlen(preposition) + 2;
    char *time = arena_alloc(arena, size);
    snprintf(time, size, "%s%s%s", preposition, *preposition == 0 ? "" : " ",
             noun);
    return (struct wording_prior){noun, time};
}

static struct wording_prior english_of_year(struct arena *arena,
                                            const char *words,
                                            const char *preposition, int year)
{
    char noun[64];
    snprintf(noun, sizeof(noun), "%s%d", words, year);
    return english(arena, arena_dup(arena, noun), preposition);
}

/* Of a date or a school year the year before is no calendar year. */
static bool is_calendar(const struct report_value *value)
{
    enum period_type type = period_type_of(value->period);
    return type != PERIOD_DAY && type != PERIOD_SCHOOL_YEAR;
}

static bool is_same_day(const struct report_value *value)
{
    return value->base_period == 0 ||
           value->base_period == period_year_before(value->period);
}

struct wording_prior wording_prior(const struct report_value *value, int year,
                                   bool part, enum lang lang,
                                   struct arena *arena)
{
    enum period_type type = period_type_of(value->period);
    bool in_part =
        part && type != PERIOD_SCHOOL_YEAR && type != PERIOD_CALENDAR_YEAR;
    if (lang == LANG_ZH) {
        const char *noun = in_part ? "上年同期" : "上年";
        return (struct wording_prior){is_same_day(value) ? noun : "上年末", ""};
    }
    if (!is_same_day(value)) {
        return english_of_year(arena, "the end of ", "at", year - 1);
    }
    if (!is_calendar(value)) {
        return english(arena, "a year earlier", "");
    }
    int before = period_first_day(value->period) / 10000 - 1;
    return english_of_year(arena, in_part ? "the same period of " : "", "in",
                           before);
}

struct wording_prior wording_than(const char *than, struct arena *arena)
{
    return english(arena, than, "in");
}
