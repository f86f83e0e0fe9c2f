/* GET /v1/school-events */
#include <string.h>

#include "model/decimal.h"
#include "model/succession.h"
#include "ops/listing.h"
#include "ops/ops.h"

static const void *row_at(const struct catalogue *cat, size_t index)
{
    size_t count = 0;
    const struct school_event *const *rows = succession_events(cat, &count);
    return index < count ? rows[index] : NULL;
}

static const char *code(const void *row)
{
    return ((const struct school_event *)row)->code;
}

static void parse(struct listing *list)
{
    const char *school = request_param(list->op->req, "school");
    if (school == NULL) {
        return;
    }
    const struct school *found =
        catalogue_school(list->op->catalogue, school, strlen(school));
    if (found == NULL) {
        op_note(list->op, "school", FAULT_UNKNOWN_SCHOOL, school, NULL);
        return;
    }
    list->number = found->id;
}

static bool keep(const struct listing *list, const void *row)
{
    const struct school_event *event = row;
    return list->number == 0 || event->from == list->number ||
           event->to == list->number;
}

static const char *school_code(const struct listing *list, int id)
{
    const struct school *school =
        catalogue_school_by_id(list->op->catalogue, id);
    return school != NULL ? school->code : NULL;
}

static const char *area_code(const struct listing *list, int id)
{
    const struct area *area = catalogue_area_by_id(list->op->catalogue, id);
    return area != NULL ? area->code : NULL;
}

/* As in the file: a school, an area or a level. */
static const char *to_code(const struct listing *list,
                           const struct school_event *event)
{
    switch (event->kind) {
    case EVENT_TRANSFER:
        return area_code(list, event->area_to);
    case EVENT_CHANGE_LEVEL:
        return event->level_to;
    default:
        return school_code(list, event->to);
    }
}

static void write_weight(struct json_writer *json, int weight)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, "weight");
    if (weight == 0) {
        json_null(json);
        return;
    }
    json_raw(json, text, decimal_print(text, weight, DECIMAL_MAX_DECIMALS));
}

static void write(struct listing *list, const void *row)
{
    const struct school_event *event = row;
    struct json_writer *json = &list->json;

    listing_date(json, "date", event->date);
    json_member_string(json, "kind", school_event_kind_name(event->kind));
    json_member_string(json, "from", school_code(list, event->from));
    json_member_string(json, "to", to_code(list, event));
    json_member_string(json, "area_from", area_code(list, event->area_from));
    json_member_string(json, "level_from",
                       event->kind == EVENT_CHANGE_LEVEL ? event->level_from
                                                         : NULL);
    write_weight(json, event->weight);
    json_member_string(json, "note", event->note);
}

void op_school_events_list(struct op *op)
{
    static const char *const PARAMS[] = {"school", "limit", "cursor", NULL};
    static const struct listing_kind KIND = {
        .name = "school_events",
        .params = PARAMS,
        .paged = true,
        .row_at = row_at,
        .code = code,
        .parse = parse,
        .keep = keep,
        .write = write,
    };
    listing_run(op, &KIND);
}
