/* meta.sets: which enterprises are new and which are lost, row by row. */
#include "data/data_sets.h"

static bool comes_before(const struct data_plan *plan,
                         const struct data_set_item *item,
                         struct data_start start)
{
    int64_t number = data_plan_number(plan, item->series);
    return number < start.series ||
           (number == start.series && item->period < start.period);
}

/* A statement reads more than the page may have room for. */
static bool is_shown(const struct data_set_list *list,
                     const struct data_plan *plan,
                     const struct data_set_item *item)
{
    return !comes_before(plan, item, list->first) &&
           comes_before(plan, item, list->end);
}

/* The codes that the row begins with. */
static void write_row_of(const struct data_set_item *item,
                         const struct data_plan *plan, struct json_writer *json)
{
    const struct data_query *query = plan->query;
    const struct data_place *place = &plan->places.list[item->series.place];
    json_member_string(json, "indicator",
                       query->indicators[item->series.indicator]->code);
    json_member_string(json, "area", place->area->code);
    if (place->school != NULL) {
        json_member_string(json, "school", place->school->code);
    }
    for (int i = 0; i < query->by_axes; i++) {
        json_member_string(json, query->axes[i].dimension->code,
                           data_plan_member(plan, item->series.combo, i)->code);
    }
    json_member_string(json, "period", query->period_texts[item->period]);
}

static void write_side(const struct data_set_list *list, bool lost,
                       const struct data_plan *plan, struct json_writer *json)
{
    json_key(json, lost ? "lost" : "new");
    json_begin_array(json);
    for (int i = 0; i < list->count; i++) {
        const struct data_set_item *item = &list->items[i];
        if (item->lost == lost && is_shown(list, plan, item)) {
            json_begin_object(json);
            json_member_string(json, "credit_code", item->code);
            json_member_string(json, "enterprise", item->enterprise);
            write_row_of(item, plan, json);
            json_end_object(json);
        }
    }
    json_end_array(json);
}

void data_set_list_write(const struct data_set_list *list,
                         const struct data_plan *plan, struct json_writer *json)
{
    json_begin_object(json);
    write_side(list, false, plan, json);
    write_side(list, true, plan, json);
    json_end_object(json);
}
