#include "data/data_columns.h"

#include "data/data_extras.h"
#include "data/data_formats.h"
#include "platform/check.h"

#include <stdio.h>
#include <string.h>

/* --- the head --- */

void data_columns_add(struct table_head *head, const char *id)
{
    CHECK(head->count < TABLE_MAX_COLUMNS);
    head->columns[head->count++] = (struct table_column){.id = id};
}

/* Formats that are written of the whole table name things themselves. */
static enum data_labels labels_of(const struct data_query *query)
{
    return data_formats_of(query)->write != NULL ? DATA_LABELS_ID
                                                 : query->labels;
}

static void add_named(const struct data_plan *plan, struct table_head *head,
                      const char *id)
{
    data_columns_add(head, id);
    if (labels_of(plan->query) == DATA_LABELS_BOTH) {
        size_t size = strlen(id) + sizeof("_name");
        char *name = arena_alloc(plan->arena, size);
        snprintf(name, size, "%s_name", id);
        data_columns_add(head, name);
    }
}

/* With units that differ from row to row there is none to name. */
static void add_value(const struct data_query *query, struct table_head *head)
{
    const struct indicator *first = query->indicators[0];
    bool same = true;
    for (int i = 1; i < query->indicator_count; i++) {
        const struct indicator *other = query->indicators[i];
        same = same && strcmp(first->unit, other->unit) == 0 &&
               first->decimals == other->decimals;
    }
    data_columns_add(head, "value");
    if (same) {
        bool percent = strcmp(first->unit, "%") == 0;
        struct table_column *column = &head->columns[head->count - 1];
        column->unit = first->unit;
        column->decimals =
            percent && query->digits_given ? query->digits : first->decimals;
    }
}

static void add_list(struct table_head *head, const char *const *ids, int count)
{
    for (int i = 0; i < count; i++) {
        data_columns_add(head, ids[i]);
    }
}

void data_columns_init(const struct data_plan *plan, struct table_head *head)
{
    static const char *const CHANGE[] = {"base", "change_abs", "change_pct",
                                         "change_pp", "reason"};
    static const char *const COVERAGE[] = {"status", "reported", "expected"};
    const struct data_query *query = plan->query;

    head->count = 0;
    add_named(plan, head, "indicator");
    add_named(plan, head, "area");
    if (query->by_school) {
        add_named(plan, head, "school");
    }
    for (int i = 0; i < query->by_axes; i++) {
        add_named(plan, head, query->axes[i].dimension->code);
    }
    data_columns_add(head, "period");
    add_value(query, head);
    if (query->compare != DATA_NO_CHANGE) {
        add_list(head, CHANGE, ARRAY_LEN(CHANGE));
    }
    add_list(head, COVERAGE, ARRAY_LEN(COVERAGE));
    data_extras_heads(plan, head);
}

/* --- the cells --- */

const char *data_name(const char *zh, const char *en, const char *code,
                      enum lang lang)
{
    const char *first = lang == LANG_EN ? en : zh;
    const char *second = lang == LANG_EN ? zh : en;
    if (*first != '\0') {
        return first;
    }
    return *second != '\0' ? second : code;
}

static void set_text(struct table_cell *cell, const char *text)
{
    *cell = (struct table_cell){.type = TABLE_TEXT, .text = text};
}

static int fill(const struct data_query *query, struct table_cell *cells,
                const char *code, const char *name)
{
    enum data_labels labels = labels_of(query);
    set_text(&cells[0], labels == DATA_LABELS_NAME ? name : code);
    if (labels != DATA_LABELS_BOTH) {
        return 1;
    }
    set_text(&cells[1], name);
    return 2;
}

int data_columns_fill(const struct data_plan *plan, struct data_series series,
                      struct table_cell *cells)
{
    const struct data_query *query = plan->query;
    const struct data_place *place = &plan->places.list[series.place];
    const struct indicator *ind = query->indicators[series.indicator];
    const struct area *area = place->area;
    const struct school *school = place->school;
    enum lang lang = query->lang;
    int at = 0;

    at += fill(query, cells, ind->code,
               data_name(ind->name_zh, ind->name_en, ind->code, lang));
    at += fill(query, cells + at, area->code,
               data_name(area->name_zh, area->name_en, area->code, lang));
    if (school != NULL) {
        at += fill(
            query, cells + at, school->code,
            data_name(school->name_zh, school->name_en, school->code, lang));
    }
    for (int i = 0; i < query->by_axes; i++) {
        const struct member *member = data_plan_member(plan, series.combo, i);
        at += fill(
            query, cells + at, member->code,
            data_name(member->name_zh, member->name_en, member->code, lang));
    }
    return at;
}
