/* GET /v1/changes: every change of an observation behind a revision. */
#include "ops/changes_feed.h"
#include "ops/changes_rows.h"
#include "ops/observation_write.h"
#include "ops/ops.h"

static void write_change(struct json_writer *json, const struct op *op,
                         const struct db_result *result, int row)
{
    int cell = (int)db_int(result, row, COLUMN_CELL);
    int school = (int)db_int(result, row, COLUMN_SCHOOL);
    const struct indicator *indicator = observation_indicator(op, cell);

    json_begin_object(json);
    json_member_int(json, "revision", db_int(result, row, COLUMN_REVISION));
    json_member_string(json, "op", db_text(result, row, COLUMN_OP));
    json_member_string(json, "indicator", indicator->code);
    observation_write_key(json, op, cell, school);
    observation_write_number(json, "value", result, row, COLUMN_VALUE,
                             indicator->decimals);
    observation_write_text(json, "status", result, row, COLUMN_STATUS);
    observation_write_text(json, "note", result, row, COLUMN_NOTE);
    observation_write_flag(json, "derived", result, row, COLUMN_DERIVED);
    observation_write_number(json, "old_value", result, row, COLUMN_OLD_VALUE,
                             indicator->decimals);
    observation_write_text(json, "old_status", result, row, COLUMN_OLD_STATUS);
    observation_write_text(json, "import", result, row, COLUMN_IMPORT);
    observation_write_number(json, "line", result, row, COLUMN_LINE, 0);
    observation_write_place(json, result, row, COLUMN_SHEET);
    json_end_object(json);
}

void op_changes_list(struct op *op)
{
    static const struct changes_kind KIND = {
        .path = "/v1/changes",
        .mark = 'c',
        .statement = STATEMENT_CHANGES_READ,
        .place_count = 2,
        .places = {COLUMN_CELL, COLUMN_SCHOOL},
        .write = write_change,
        .csv = changes_rows_csv,
    };
    changes_feed(op, &KIND);
}
