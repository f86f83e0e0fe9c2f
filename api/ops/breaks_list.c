/* GET /v1/breaks */
#include <string.h>

#include "model/decimal.h"
#include "model/period.h"
#include "ops/listing.h"
#include "ops/ops.h"

static const void *row_at(const struct catalogue *cat, size_t index)
{
    size_t count = 0;
    const struct definition_break *rows = catalogue_breaks(cat, &count);
    return index < count ? &rows[index] : NULL;
}

/* A break has no code of its own, and the list no parameter that needs one. */
static const char *code(const void *row)
{
    (void)row;
    return "";
}

static void parse(struct listing *list)
{
    const char *wanted = request_param(list->op->req, "indicator");
    list->number = 0;
    if (wanted == NULL) {
        return;
    }
    const struct indicator *indicator =
        catalogue_indicator(list->op->catalogue, wanted, strlen(wanted));
    if (indicator == NULL) {
        op_note(list->op, "indicator", FAULT_UNKNOWN_INDICATOR, wanted, NULL);
        return;
    }
    list->number = indicator->id;
}

static bool keep(const struct listing *list, const void *row)
{
    const struct definition_break *one = row;
    return list->number == 0 || list->number == one->indicator;
}

/* Millionths without the zeros behind; null for none. */
static void write_value(struct json_writer *json, const char *key,
                        int64_t value)
{
    char text[DECIMAL_TEXT_SIZE];
    int decimals = DECIMAL_MAX_DECIMALS;
    json_key(json, key);
    if (value == 0) {
        json_null(json);
        return;
    }
    while (decimals > 0 && value % 10 == 0) {
        value /= 10;
        decimals--;
    }
    json_raw(json, text, decimal_print(text, value, decimals));
}

static void write(struct listing *list, const void *row)
{
    const struct definition_break *one = row;
    struct json_writer *json = &list->json;
    char period[PERIOD_TEXT_SIZE];

    period_print(one->period, period);
    json_member_string(
        json, "indicator",
        catalogue_indicator_by_id(list->op->catalogue, one->indicator)->code);
    json_member_string(json, "period", period);
    write_value(json, "old_value", one->old_value);
    write_value(json, "new_value", one->new_value);
    json_member_string(json, "note_zh", one->note_zh);
    json_member_string(json, "note_en", one->note_en);
}

void op_breaks_list(struct op *op)
{
    static const char *const PARAMS[] = {"indicator", NULL};
    static const struct listing_kind KIND = {
        .name = "breaks",
        .params = PARAMS,
        .row_at = row_at,
        .code = code,
        .parse = parse,
        .keep = keep,
        .write = write,
    };
    listing_run(op, &KIND);
}
