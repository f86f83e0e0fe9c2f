/* GET /v1/changes/partnerships: every change of an entry of partner
 * enterprises behind a revision. */
#include <string.h>

#include "data/data_columns.h"
#include "data/data_row.h"
#include "ops/changes_feed.h"
#include "ops/observation_write.h"
#include "ops/ops.h"
#include "ops/partnership_write.h"
#include "platform/macros.h"

/* Columns of changes_read_partnerships.sql. */
enum {
    COLUMN_REVISION,
    COLUMN_PLACE,
    COLUMN_IMPORT,
    COLUMN_OP,
    COLUMN_SCHOOL,
    COLUMN_CODE,
    COLUMN_START,
    COLUMN_SAID, /* what it says, PARTNERSHIP_SAID_COLUMNS of them */
    COLUMN_LINE = COLUMN_SAID + PARTNERSHIP_SAID_COLUMNS,
    COLUMN_WAS, /* what it said */
    COLUMN_SHEET = COLUMN_WAS + PARTNERSHIP_SAID_COLUMNS,
    COLUMN_ROW,
};

static void write_said(struct json_writer *json, const char *key,
                       const struct db_result *result, int row, int column)
{
    json_key(json, key);
    if (db_is_null(result, row, column)) {
        json_null(json);
        return;
    }
    json_begin_object(json);
    partnership_write_said(json, result, row, column);
    json_end_object(json);
}

static void write_change(struct json_writer *json, const struct op *op,
                         const struct db_result *result, int row)
{
    const char *code = db_text(result, row, COLUMN_CODE);
    (void)op;
    json_begin_object(json);
    json_member_int(json, "revision", db_int(result, row, COLUMN_REVISION));
    json_member_string(json, "op", db_text(result, row, COLUMN_OP));
    json_member_string(json, "school", db_text(result, row, COLUMN_SCHOOL));
    json_member_string(json, "credit_code", *code != '\0' ? code : NULL);
    json_member_string(json, "start", db_text(result, row, COLUMN_START));
    write_said(json, "new", result, row, COLUMN_SAID);
    write_said(json, "old", result, row, COLUMN_WAS);
    json_member_string(json, "import", db_text(result, row, COLUMN_IMPORT));
    observation_write_number(json, "line", result, row, COLUMN_LINE, 0);
    observation_write_place(json, result, row, COLUMN_SHEET);
    json_end_object(json);
}

/* --- for those who read tables --- */

static const struct {
    const char *id;
    int column;
} COLUMNS[] = {
    {"revision", COLUMN_REVISION},
    {"op", COLUMN_OP},
    {"school", COLUMN_SCHOOL},
    {"credit_code", COLUMN_CODE},
    {"start", COLUMN_START},
    {"enterprise", COLUMN_SAID},
    {"tiers", COLUMN_SAID + 1},
    {"modes", COLUMN_SAID + 2},
    {"depth", COLUMN_SAID + 3},
    {"on_campus", COLUMN_SAID + 4},
    {"end", COLUMN_SAID + 5},
    {"source", COLUMN_SAID + 6},
    {"old_enterprise", COLUMN_WAS},
    {"old_tiers", COLUMN_WAS + 1},
    {"old_modes", COLUMN_WAS + 2},
    {"old_depth", COLUMN_WAS + 3},
    {"old_on_campus", COLUMN_WAS + 4},
    {"old_end", COLUMN_WAS + 5},
    {"old_source", COLUMN_WAS + 6},
    {"import", COLUMN_IMPORT},
    {"line", COLUMN_LINE},
    {"sheet", COLUMN_SHEET},
    {"row", COLUMN_ROW},
};

static void write_csv(struct op *op, const struct db_result *result, int rows,
                      struct buffer *out)
{
    struct table_head head = {.count = 0};
    struct table_cell cells[ARRAY_LEN(COLUMNS)];
    (void)op;
    for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++) {
        data_columns_add(&head, COLUMNS[i].id);
    }
    table_csv_head(&head, out);
    for (int row = 0; row < rows; row++) {
        struct table_cell *at = cells;
        for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++) {
            bool none = db_is_null(result, row, COLUMNS[i].column);
            data_row_text(&at,
                          none ? "" : db_text(result, row, COLUMNS[i].column));
        }
        table_csv_row(&head, cells, false, out);
    }
}

void op_changes_partnerships(struct op *op)
{
    static const struct changes_kind KIND = {
        .path = "/v1/changes/partnerships",
        .mark = 'e',
        .statement = STATEMENT_CHANGES_READ_PARTNERSHIPS,
        .place_count = 1,
        .places = {COLUMN_PLACE},
        .write = write_change,
        .csv = write_csv,
    };
    changes_feed(op, &KIND);
}
