#include "data/data_query_change.h"

#include <string.h>

#include "data/data_query_codes.h"
#include "stats/exact_growth.h"

/* In the order of their bits, which is that of the columns. */
static const char *const MEASURES[] = {"flags", "direction", "times", "rel_pct",
                                       "avg_pct"};

static const struct data_words WORDS = {MEASURES, ARRAY_LEN(MEASURES)};

const char *data_measure_name(int index)
{
    return index < (int)ARRAY_LEN(MEASURES) ? MEASURES[index] : NULL;
}

static unsigned measure_bit(const char *text)
{
    for (size_t i = 0; i < ARRAY_LEN(MEASURES); i++) {
        if (strcmp(text, MEASURES[i]) == 0) {
            return 1U << i;
        }
    }
    return 0;
}

void data_query_take_measures(struct data_parse *parse,
                              const struct data_arg *arg)
{
    for (int i = 0; i < arg->count; i++) {
        unsigned bit = measure_bit(arg->values[i]);
        parse->query->measures |= bit;
        if (bit == 0) {
            data_query_refuse_word(parse, arg->name, arg->values[i], &WORDS);
        }
    }
}

void data_query_take_years(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->years =
        data_query_number(parse, arg, 1, EXACT_GROWTH_YEARS_MAX);
}

void data_query_take_allow_break(struct data_parse *parse,
                                 const struct data_arg *arg)
{
    parse->query->allow_break = data_query_truth(parse, arg);
}

void data_query_take_linked(struct data_parse *parse,
                            const struct data_arg *arg)
{
    parse->query->linked = data_query_truth(parse, arg);
}

static void require(struct data_parse *parse, bool missing, const char *name)
{
    if (missing) {
        data_faults_add(parse->faults, FAULT_MISSING_PARAMETER, name, name,
                        NULL);
    }
}

void data_query_check_change(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    bool wants_average = (query->measures & DATA_MEASURE_AVERAGE) != 0;
    bool asks = query->measures != 0 || query->years > 1 || query->linked;
    require(parse, asks && query->compare == DATA_NO_CHANGE, "compare");
    if (wants_average && query->years < EXACT_GROWTH_YEARS_MIN) {
        data_faults_add(parse->faults, FAULT_AVERAGE_YEARS, "years", NULL,
                        NULL);
    }
    if (query->years > 1 && query->compare == DATA_PREV_PERIOD) {
        data_query_refuse(parse, "compare", "prev_period");
    }
    /* The bridge of a panel is in figures that schools reported. */
    if (query->linked && query->basis == DATA_MATCHED) {
        data_query_refuse(parse, "linked", "true");
    }
}
