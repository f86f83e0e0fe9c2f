/* GET /v1/periods */
#include <stdlib.h>
#include <string.h>

#include "http/request.h"
#include "model/period.h"
#include "ops/envelope.h"
#include "ops/listing.h"
#include "ops/ops.h"
#include "platform/buffer.h"

#define MAX_BYTES 16777216

/* Ints in a buffer: how many there will be is not known before. */
static void add_periods(struct buffer *found, const struct catalogue *cat,
                        int indicator)
{
    size_t count = 0;
    const int *periods = catalogue_periods(cat, indicator, &count);
    buffer_add(found, periods, count * sizeof(*periods));
}

static void add_indicator(struct op *op, struct buffer *found, const char *code,
                          size_t len)
{
    const struct indicator *indicator =
        catalogue_indicator(op->catalogue, code, len);
    if (indicator == NULL) {
        op_note(op, "indicator", FAULT_UNKNOWN_INDICATOR,
                arena_copy(&op->req->arena, code, len), NULL);
        return;
    }
    add_periods(found, op->catalogue, indicator->id);
}

static void collect(struct op *op, struct buffer *found)
{
    const char *text = request_param(op->req, "indicator");
    size_t count = 0;
    if (text == NULL) {
        const struct indicator *const *all =
            catalogue_indicators(op->catalogue, &count);
        for (size_t i = 0; i < count; i++) {
            add_periods(found, op->catalogue, all[i]->id);
        }
        return;
    }
    for (;;) {
        size_t len = strcspn(text, ",");
        add_indicator(op, found, text, len);
        if (text[len] == '\0') {
            break;
        }
        text += len + 1;
    }
}

static int compare(const void *a, const void *b)
{
    int left = *(const int *)a;
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

static void write_period(struct json_writer *json, int period)
{
    char text[PERIOD_TEXT_SIZE];
    period_print(period, text);
    json_begin_object(json);
    json_member_string(json, "period", text);
    json_member_string(json, "type", period_type_name(period_type_of(period)));
    listing_date(json, "first_day", period_first_day(period));
    listing_date(json, "last_day", period_last_day(period));
    json_end_object(json);
}

static void write_periods(struct json_writer *json, const int *periods,
                          size_t count)
{
    json_key(json, "periods");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || periods[i] != periods[i - 1]) {
            write_period(json, periods[i]);
        }
    }
    json_end_array(json);
}

static void answer(struct op *op, const struct buffer *found)
{
    struct buffer body;
    struct json_writer json;
    size_t count = found->len / sizeof(int);
    int *periods = arena_zalloc(&op->req->arena, count + 1, sizeof(*periods));

    if (count > 0) {
        memcpy(periods, found->data, count * sizeof(*periods));
        qsort(periods, count, sizeof(*periods), compare);
    }
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_end_object(&json);
    write_periods(&json, periods, count);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void op_periods_list(struct op *op)
{
    static const char *const PARAMS[] = {"indicator", NULL};
    struct buffer found;

    buffer_init(&found, MAX_BYTES);
    op_note_params(op, PARAMS);
    collect(op, &found);
    if (!op_refused(op) && envelope_wants_json(op)) {
        answer(op, &found);
    }
    buffer_fini(&found);
}
