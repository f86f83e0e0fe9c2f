#include "ops/figure_lineage_sets.h"

#include "data/data_sets.h"
#include "model/decimal.h"

/* What the cursor holds: an import writes a line once. */
enum { PLACE_REVISION, PLACE_LINE };

enum {
    COLUMN_ENTERPRISES,
    COLUMN_REVISION,
    COLUMN_LINE,
    COLUMN_SCHOOL,
    COLUMN_CODE,
    COLUMN_ENTERPRISE,
    COLUMN_START,
    COLUMN_END,
    COLUMN_IMPORT,
    COLUMN_FILE_NAME,
    COLUMN_SHA256,
};

static const char *number_text(struct op *op, int number)
{
    char *text = arena_alloc(&op->req->arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

void figure_lineage_sets_read(struct op *op, const struct data_single *single,
                              const struct id_cursor *from, int limit,
                              op_rows_fn *on_rows)
{
    const char *params[DATA_SETS_PARAMS + 4];
    int count = DATA_SETS_PARAMS;
    data_sets_params(single->window.sets, params);
    params[count++] = single->query.asof;
    params[count++] = number_text(op, from->id[PLACE_REVISION]);
    params[count++] = number_text(op, from->id[PLACE_LINE]);
    params[count++] = number_text(op, limit + 1);
    op_query(op, STATEMENT_LINEAGE_SETS_READ, params, count, on_rows);
}

static void write_text(struct json_writer *json, const char *key,
                       const struct db_result *result, int row, int column)
{
    const char *text = db_text(result, row, column);
    json_member_string(json, key, *text != '\0' ? text : NULL);
}

static void write_entry(struct json_writer *json,
                        const struct db_result *result, int row)
{
    json_begin_object(json);
    write_text(json, "school", result, row, COLUMN_SCHOOL);
    write_text(json, "credit_code", result, row, COLUMN_CODE);
    json_member_string(json, "enterprise",
                       db_text(result, row, COLUMN_ENTERPRISE));
    write_text(json, "start", result, row, COLUMN_START);
    write_text(json, "end", result, row, COLUMN_END);
    write_text(json, "import", result, row, COLUMN_IMPORT);
    write_text(json, "file", result, row, COLUMN_FILE_NAME);
    write_text(json, "sha256", result, row, COLUMN_SHA256);
    json_member_int(json, "line", db_int(result, row, COLUMN_LINE));
    json_end_object(json);
}

static const char *next_of(const struct op *op, const struct db_result *result,
                           int last)
{
    const struct id_cursor place = {{(int)db_int(result, last, COLUMN_REVISION),
                                     (int)db_int(result, last, COLUMN_LINE)}};
    return id_cursor_print(&op->req->arena, FIGURE_LINEAGE_MARK, place);
}

/* The number of enterprises stands in the first row. */
void figure_lineage_sets_write(struct json_writer *json, const struct op *op,
                               const struct db_result *result, int limit)
{
    int rows = db_rows(result);
    bool more = rows - 1 > limit;
    int end = more ? limit + 1 : rows;
    json_member_int(json, "sum", db_int(result, 0, COLUMN_ENTERPRISES));
    json_key(json, "rows");
    json_begin_array(json);
    for (int row = 1; row < end; row++) {
        write_entry(json, result, row);
    }
    json_end_array(json);
    json_member_string(json, "next",
                       more ? next_of(op, result, end - 1) : NULL);
}
