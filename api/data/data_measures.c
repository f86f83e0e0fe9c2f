#include "data/data_measures.h"

#include "data/data_columns.h"
#include "data/data_query_change.h"
#include "stats/exact_growth.h"
#include "stats/measure.h"

static void text_or_null(struct table_cell **at, const char *text)
{
    if (text != NULL) {
        data_row_text(at, text);
    } else {
        data_row_number(at, false, 0, 0);
    }
}

static bool is_computed(const struct data_row *row)
{
    return row->change.reason == CHANGE_OK ||
           row->change.reason == CHANGE_OK_PP;
}

static void fill_flags(const struct data_row *row, struct table_cell **at)
{
    static const char *const TEXTS[] = {NULL, "SMALL_BASE", "LARGE",
                                        "SMALL_BASE|LARGE"};
    unsigned flags =
        measure_flags(&row->figure->figure, &row->base_figure->figure,
                      row->scale, row->plan->query->small_base, &row->change);
    text_or_null(at, TEXTS[flags]);
}

static void fill_direction(const struct data_row *row, struct table_cell **at)
{
    static const char *const TEXTS[] = {
        [MEASURE_NO_DIRECTION] = NULL,
        [MEASURE_UP] = "up",
        [MEASURE_DOWN] = "down",
        [MEASURE_FLAT] = "flat",
    };
    text_or_null(at, TEXTS[measure_direction(&row->change)]);
}

static void fill_times(const struct data_row *row, struct table_cell **at)
{
    int digits = row->plan->query->digits;
    int64_t times = 0;
    bool has = is_computed(row) &&
               measure_times(&row->figure->figure, &row->base_figure->figure,
                             digits, &times);
    data_row_number(at, has, times, digits);
}

/* Of what changes in points; of all else it is change_pct. */
static void fill_relative(const struct data_row *row, struct table_cell **at)
{
    int digits = row->plan->query->digits;
    int64_t relative = 0;
    bool has = row->change.reason == CHANGE_OK_PP &&
               measure_relative(&row->figure->figure, &row->base_figure->figure,
                                digits, &relative);
    data_row_number(at, has, relative, digits);
}

static void fill_average(const struct data_row *row, struct table_cell **at)
{
    const struct data_query *query = row->plan->query;
    int64_t growth = 0;
    bool has = is_computed(row) &&
               exact_growth(&row->figure->figure, &row->base_figure->figure,
                            query->years, query->digits, &growth);
    data_row_number(at, has, growth, query->digits);
}

static void (*const FILLS[])(const struct data_row *row,
                             struct table_cell **at) = {
    fill_flags, fill_direction, fill_times, fill_relative, fill_average,
};

bool data_measures_wanted(const struct data_query *query)
{
    return query->measures != 0;
}

void data_measures_head(const struct data_plan *plan, struct table_head *head)
{
    for (size_t i = 0; i < ARRAY_LEN(FILLS); i++) {
        if ((plan->query->measures >> i & 1) != 0) {
            data_columns_add(head, data_measure_name((int)i));
        }
    }
}

void data_measures_fill(const struct data_row *row, struct table_cell **at)
{
    for (size_t i = 0; i < ARRAY_LEN(FILLS); i++) {
        if ((row->plan->query->measures >> i & 1) != 0) {
            FILLS[i](row, at);
        }
    }
}
