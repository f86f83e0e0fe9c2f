#include "data/data_figure_columns.h"

#include "data/data_lexicon.h"

#include <string.h>

static const struct {
    const char *id;
    enum data_figure_unit unit;
} FIGURES[] = {
    {"value", DATA_UNIT_OWN},
    {"base", DATA_UNIT_OWN},
    {"change_abs", DATA_UNIT_OWN},
    {"change_pct", DATA_UNIT_PERCENT},
    {"change_pp", DATA_UNIT_POINTS},
    {"all_value", DATA_UNIT_OWN},
    {"all_base", DATA_UNIT_OWN},
    {"entered", DATA_UNIT_OWN},
    {"left", DATA_UNIT_OWN},
    {"new", DATA_UNIT_OWN},
    {"lost", DATA_UNIT_OWN},
    {"kept", DATA_UNIT_OWN},
    {"sum", DATA_UNIT_OWN},
    {"shared", DATA_UNIT_OWN},
    {"unidentified", DATA_UNIT_OWN},
    {"numerator", DATA_UNIT_NONE},
    {"denominator", DATA_UNIT_NONE},
    {"base_numerator", DATA_UNIT_NONE},
    {"base_denominator", DATA_UNIT_NONE},
    {"times", DATA_UNIT_NONE},
    {"rel_pct", DATA_UNIT_PERCENT},
    {"avg_pct", DATA_UNIT_PERCENT},
};

static bool add_figure(struct data_figure_columns *columns, const char *id,
                       int column)
{
    for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++) {
        if (strcmp(FIGURES[i].id, id) == 0) {
            columns->figures[columns->figure_count++] =
                (struct data_figure_column){column, id, data_lexicon_column(id),
                                            FIGURES[i].unit};
            return true;
        }
    }
    return false;
}

void data_figure_columns_init(struct data_figure_columns *columns,
                              const struct data_grid *grid)
{
    const struct table_head *head = grid->head;
    *columns = (struct data_figure_columns){.status = 0};
    /* Behind the indicator, the codes and the period. */
    for (int i = data_query_code_count(grid->plan->query) + 2; i < head->count;
         i++) {
        const char *id = head->columns[i].id;
        if (strcmp(id, "status") == 0) {
            columns->status = i;
        } else if (!add_figure(columns, id, i)) {
            columns->details[columns->detail_count++] = i;
        }
    }
}

bool data_figure_unit(const struct data_query *query,
                      const struct indicator *indicator,
                      enum data_figure_unit kind, struct words *unit,
                      int *decimals)
{
    const struct data_unit *known = data_lexicon_unit(indicator->unit);
    bool percent = strcmp(indicator->unit, "%") == 0;
    *decimals = query->digits;
    switch (kind) {
    case DATA_UNIT_OWN:
        *unit = (struct words){
            indicator->unit, known != NULL ? known->unit_en : indicator->unit};
        if (!percent || !query->digits_given) {
            *decimals = indicator->decimals;
        }
        return true;
    case DATA_UNIT_PERCENT:
        *unit = (struct words){"%", "%"};
        return true;
    case DATA_UNIT_POINTS:
        *unit = (struct words){"个百分点", "percentage points"};
        return true;
    case DATA_UNIT_NONE:
        break;
    }
    return false;
}
