/* GET /v1/indicators */
#include <string.h>

#include "model/indicator.h"
#include "ops/listing.h"
#include "ops/ops.h"

static const void *row_at(const struct catalogue *cat, size_t index)
{
    size_t count = 0;
    const struct indicator *const *rows = catalogue_indicators(cat, &count);
    return index < count ? rows[index] : NULL;
}

static const char *code(const void *row)
{
    return ((const struct indicator *)row)->code;
}

static void parse(struct listing *list)
{
    const char *kind = request_param(list->op->req, "kind");
    list->number = -1;
    if (kind == NULL) {
        return;
    }
    for (int i = 0; i < INDICATOR_KIND_COUNT; i++) {
        if (strcmp(kind, indicator_kind_name((enum indicator_kind)i)) == 0) {
            list->number = i;
            return;
        }
    }
    op_note(list->op, "kind", FAULT_BAD_PARAMETER, "kind", kind);
}

static bool keep(const struct listing *list, const void *row)
{
    const struct indicator *indicator = row;
    return list->number < 0 || list->number == (int)indicator->kind;
}

/* The code of a ratio's part, null for what is no ratio. */
static void write_part(struct listing *list, const char *key, int id)
{
    const struct indicator *part =
        catalogue_indicator_by_id(list->op->catalogue, id);
    json_member_string(&list->json, key, part != NULL ? part->code : NULL);
}

/* "a|b" -> ["a","b"] */
static void write_breakdowns(struct json_writer *json, const char *text)
{
    json_key(json, "breakdowns");
    json_begin_array(json);
    while (*text != '\0') {
        size_t len = strcspn(text, "|");
        json_string_len(json, text, len);
        text += len + (text[len] == '|' ? 1 : 0);
    }
    json_end_array(json);
}

static void write(struct listing *list, const void *row)
{
    const struct indicator *indicator = row;
    struct json_writer *json = &list->json;
    size_t periods = 0;

    catalogue_periods(list->op->catalogue, indicator->id, &periods);
    json_member_string(json, "code", indicator->code);
    json_member_string(json, "name_zh", indicator->name_zh);
    json_member_string(json, "name_en", indicator->name_en);
    json_member_string(json, "unit", indicator->unit);
    json_member_int(json, "decimals", indicator->decimals);
    json_member_string(json, "kind", indicator_kind_name(indicator->kind));
    write_part(list, "numerator", indicator->numerator);
    write_part(list, "denominator", indicator->denominator);
    json_member_string(json, "agg_schools", indicator->agg_schools);
    json_member_string(json, "agg_time", indicator->agg_time);
    json_member_string(json, "period_type", indicator->period_type);
    write_breakdowns(json, indicator->breakdowns);
    json_member_string(json, "direction", indicator->direction);
    json_member_string(json, "source", indicator->source);
    json_key(json, "due_days");
    if (indicator->due_days >= 0) {
        json_int(json, indicator->due_days);
    } else {
        json_null(json);
    }
    json_member_bool(json, "has_data", periods > 0);
}

void op_indicators_list(struct op *op)
{
    static const char *const PARAMS[] = {"id", "kind", NULL};
    static const struct listing_kind KIND = {
        .name = "indicators",
        .params = PARAMS,
        .row_at = row_at,
        .code = code,
        .parse = parse,
        .keep = keep,
        .write = write,
    };
    listing_run(op, &KIND);
}
