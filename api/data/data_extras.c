#include "data/data_extras.h"

#include "data/data_columns.h"
#include "data/data_figure_id.h"
#include "data/data_letters.h"
#include "data/data_measures.h"

static bool compares(const struct data_query *query)
{
    return query->compare != DATA_NO_CHANGE;
}

/* --- basis=matched --- */

static bool wants_panel(const struct data_query *query)
{
    return query->basis == DATA_MATCHED;
}

static void head_panel(const struct data_plan *plan, struct table_head *head)
{
    (void)plan;
    data_columns_add(head, "panel");
    data_columns_add(head, "all_value");
    data_columns_add(head, "all_base");
    data_columns_add(head, "entered");
    data_columns_add(head, "left");
}

static void fill_panel(const struct data_row *row, struct table_cell **at)
{
    const struct data_panel *panel = row->panel;
    int decimals = row->scale->num_decimals;
    int64_t value = 0;
    data_row_number(at, true, panel->schools, 0);
    data_row_figure(at, &panel->all_current, row->scale, &value);
    data_row_figure(at, &panel->all_base, row->scale, &value);
    data_row_number(at, panel->has_bridge, panel->entered, decimals);
    data_row_number(at, panel->has_bridge, panel->left, decimals);
}

/* --- ytd= --- */

static bool wants_ytd(const struct data_query *query)
{
    return query->ytd > 0;
}

static void head_ytd(const struct data_plan *plan, struct table_head *head)
{
    (void)plan;
    data_columns_add(head, "months");
    data_columns_add(head, "dropped");
}

static void fill_ytd(const struct data_row *row, struct table_cell **at)
{
    const struct data_panel *panel = row->panel; /* NULL: of a set */
    if (panel == NULL || panel->months == 0) {
        data_row_number(at, false, 0, 0);
    } else {
        char *text = arena_alloc(row->plan->arena, DATA_MONTHS_SIZE);
        data_panel_months(panel->months, text);
        data_row_text(at, text);
    }
    data_row_number(at, true, panel == NULL ? 0 : panel->dropped, 0);
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

/* --- sets compared --- */

static bool wants_sets(const struct data_query *query)
{
    return compares(query) && data_sets_wanted(query);
}

static void head_sets(const struct data_plan *plan, struct table_head *head)
{
    static const char *const IDS[] = {"new", "lost",   "kept",
                                      "sum", "shared", "unidentified"};
    (void)plan;
    for (size_t i = 0; i < ARRAY_LEN(IDS); i++) {
        data_columns_add(head, IDS[i]);
    }
}

static void fill_sets(const struct data_row *row, struct table_cell **at)
{
    const struct data_set *set = row->set;
    const int64_t numbers[] = {set->fresh, set->lost,   set->kept,
                               set->sum,   set->shared, set->unidentified};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        data_row_number(at, true, numbers[i], 0);
    }
}

/* --- lineage=true --- */

static bool wants_lineage(const struct data_query *query)
{
    return query->lineage;
}

static void head_lineage(const struct data_plan *plan, struct table_head *head)
{
    (void)plan;
    data_columns_add(head, "figure_id");
}

static void fill_lineage(const struct data_row *row, struct table_cell **at)
{
    struct data_figure_id id;
    data_figure_id_of(row->plan, row->series, row->period, row->revision, &id);
    const char *text = data_figure_id_print(row->plan->arena, &id);
    if (text != NULL) {
        data_row_text(at, text);
    } else {
        data_row_number(at, false, 0, 0);
    }
}

/* --- statuses=true --- */

static bool wants_statuses(const struct data_query *query)
{
    return query->statuses;
}

static void head_statuses(const struct data_plan *plan, struct table_head *head)
{
    (void)plan;
    data_columns_add(head, "statuses");
}

static void fill_statuses(const struct data_row *row, struct table_cell **at)
{
    const char *text = data_letters_text(row);
    if (text != NULL) {
        data_row_text(at, text);
    } else {
        data_row_number(at, false, 0, 0);
    }
}

/* --- in the order in which they stand --- */

static const struct extra {
    bool (*wanted)(const struct data_query *query);
    void (*head)(const struct data_plan *plan, struct table_head *head);
    void (*fill)(const struct data_row *row, struct table_cell **at);
} EXTRAS[] = {
    {wants_panel, head_panel, fill_panel},
    {wants_ytd, head_ytd, fill_ytd},
    {wants_sets, head_sets, fill_sets},
    {wants_parts, head_parts, fill_parts},
    {data_measures_wanted, data_measures_head, data_measures_fill},
    {wants_lineage, head_lineage, fill_lineage},
    {wants_statuses, head_statuses, fill_statuses},
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
