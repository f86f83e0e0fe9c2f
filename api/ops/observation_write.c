#include "ops/observation_write.h"

#include "model/cells.h"
#include "model/decimal.h"
#include "model/period.h"
#include "platform/check.h"

#include <string.h>

static const struct cell *find_cell(const struct op *op, int id)
{
    const struct cell *cell = cells_cell(op->app->cells, id);
    CHECK(cell != NULL);
    return cell;
}

const struct indicator *observation_indicator(const struct op *op, int cell)
{
    const struct indicator *row = catalogue_indicator_by_id(
        op->catalogue, find_cell(op, cell)->indicator);
    CHECK(row != NULL);
    return row;
}

static void write_member(struct json_writer *json, const struct catalogue *cat,
                         int id)
{
    const struct member *member = catalogue_member_by_id(cat, id);
    CHECK(member != NULL);
    json_member_string(json,
                       catalogue_dimension_by_id(cat, member->dimension)->code,
                       member->code);
}

static void write_breakdown(struct json_writer *json, const struct op *op,
                            int id)
{
    const struct breakdown *breakdown = cells_breakdown(op->app->cells, id);
    CHECK(breakdown != NULL);
    json_key(json, "breakdown");
    json_begin_object(json);
    for (int i = 0; i < breakdown->count; i++) {
        write_member(json, op->catalogue, breakdown->members[i]);
    }
    json_end_object(json);
}

void observation_write_key(struct json_writer *json, const struct op *op,
                           int cell, int school)
{
    char period[PERIOD_TEXT_SIZE];
    const struct cell *row = find_cell(op, cell);
    const struct school *place = catalogue_school_by_id(op->catalogue, school);
    CHECK(place != NULL);
    period_print(row->period, period);
    json_member_string(json, "school", place->code);
    json_member_string(json, "period", period);
    write_breakdown(json, op, row->breakdown);
}

void observation_write_number(struct json_writer *json, const char *key,
                              const struct db_result *result, int row,
                              int column, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (db_is_null(result, row, column)) {
        json_null(json);
        return;
    }
    size_t len = decimal_print(text, db_int(result, row, column), decimals);
    json_raw(json, text, len);
}

void observation_write_flag(struct json_writer *json, const char *key,
                            const struct db_result *result, int row, int column)
{
    json_member_bool(json, key, strcmp(db_text(result, row, column), "t") == 0);
}

void observation_write_text(struct json_writer *json, const char *key,
                            const struct db_result *result, int row, int column)
{
    json_member_string(
        json, key,
        db_is_null(result, row, column) ? NULL : db_text(result, row, column));
}

void observation_write_place(struct json_writer *json,
                             const struct db_result *result, int row,
                             int column)
{
    if (!db_is_null(result, row, column)) {
        json_member_string(json, "sheet", db_text(result, row, column));
        json_member_int(json, "row", db_int(result, row, column + 1));
    }
}
