#include "data/data_extras.h"

#include "data/data_columns.h"

static bool compares(const struct data_query *query)
{
    return query->compare != DATA_NO_CHANGE;
}

/* --- parts=true --- */

static bool wants_parts(const struct data_query *query)
{
    return query->parts;
}

static void head_parts(const struct data_plan *plan, struct table_head *head)
{
    data_columns_add(head, "numerator");
    data_columns_add(head, "denominator");
    if (compares(plan->query)) {
        data_columns_add(head, "base_numerator");
        data_columns_add(head, "base_denominator");
    }
}

static void fill_both_parts(const struct data_row *row,
                            const struct data_figure *figure,
                            struct table_cell **at)
{
    const int decimals[] = {row->scale->num_decimals, row->scale->den_decimals};
    for (int i = 0; i < 2; i++) {
        const struct data_part *part = &figure->parts[i];
        data_row_number(at, row->scale->ratio && part->present, part->sum,
                        decimals[i]);
    }
}

static void fill_parts(const struct data_row *row, struct table_cell **at)
{
    fill_both_parts(row, row->figure, at);
    if (compares(row->plan->query)) {
        fill_both_parts(row, row->base_figure, at);
    }
}

/* --- in the order in which they stand --- */

static const struct extra {
    bool (*wanted)(const struct data_query *query);
    void (*head)(const struct data_plan *plan, struct table_head *head);
    void (*fill)(const struct data_row *row, struct table_cell **at);
} EXTRAS[] = {
    {wants_parts, head_parts, fill_parts},
};

void data_extras_heads(const struct data_plan *plan, struct table_head *head)
{
    for (size_t i = 0; i < ARRAY_LEN(EXTRAS); i++) {
        if (EXTRAS[i].wanted(plan->query)) {
            EXTRAS[i].head(plan, head);
        }
    }
}

void data_extras_fill(const struct data_row *row, struct table_cell **at)
{
    for (size_t i = 0; i < ARRAY_LEN(EXTRAS); i++) {
        if (EXTRAS[i].wanted(row->plan->query)) {
            EXTRAS[i].fill(row, at);
        }
    }
}
