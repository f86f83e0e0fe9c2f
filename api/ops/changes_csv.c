/* A page of the feed of changes for those who read tables. */
#include "data/data_columns.h"
#include "data/data_row.h"
#include "model/cells.h"
#include "model/period.h"
#include "ops/changes_rows.h"
#include "ops/observation_write.h"
#include "platform/check.h"

#include <string.h>

static const char *const IDS[] = {
    "revision", "op",     "indicator", "school",  "period",    "breakdown",
    "value",    "status", "note",      "derived", "old_value", "old_status",
    "import",   "line",   "sheet",     "row"};

struct line {
    struct op *op;
    const struct db_result *result;
    int row;
    struct table_cell *at; /* the next one */
};

static void add_number(struct line *line, enum changes_column column,
                       int decimals)
{
    data_row_number(&line->at, !db_is_null(line->result, line->row, column),
                    db_int(line->result, line->row, column), decimals);
}

static void add_text(struct line *line, enum changes_column column)
{
    bool none = db_is_null(line->result, line->row, column);
    data_row_text(&line->at,
                  none ? "" : db_text(line->result, line->row, column));
}

static const char *breakdown_text(const struct line *line, int id)
{
    const struct breakdown *breakdown =
        cells_breakdown(line->op->app->cells, id);
    const struct catalogue *cat = line->op->catalogue;
    struct buffer text;
    CHECK(breakdown != NULL);
    buffer_init(&text, 0);
    buffer_add_str(&text, "");
    for (int i = 0; i < breakdown->count; i++) {
        const struct member *member =
            catalogue_member_by_id(cat, breakdown->members[i]);
        CHECK(member != NULL);
        buffer_printf(&text, "%s%s=%s", i > 0 ? "|" : "",
                      catalogue_dimension_by_id(cat, member->dimension)->code,
                      member->code);
    }
    const char *copy = arena_copy(&line->op->req->arena, text.data, text.len);
    buffer_fini(&text);
    return copy;
}

/* What was observed, of whom and when. */
static void add_key(struct line *line, const struct cell *cell)
{
    char period[PERIOD_TEXT_SIZE];
    const struct school *school = catalogue_school_by_id(
        line->op->catalogue,
        (int)db_int(line->result, line->row, COLUMN_SCHOOL));
    CHECK(school != NULL);
    period_print(cell->period, period);
    data_row_text(&line->at, school->code);
    data_row_text(&line->at, arena_dup(&line->op->req->arena, period));
    data_row_text(&line->at, breakdown_text(line, cell->breakdown));
}

static void fill(struct line *line)
{
    const struct db_result *result = line->result;
    int id = (int)db_int(result, line->row, COLUMN_CELL);
    const struct indicator *indicator = observation_indicator(line->op, id);
    bool derived = strcmp(db_text(result, line->row, COLUMN_DERIVED), "t") == 0;

    add_number(line, COLUMN_REVISION, 0);
    add_text(line, COLUMN_OP);
    data_row_text(&line->at, indicator->code);
    add_key(line, cells_cell(line->op->app->cells, id));
    add_number(line, COLUMN_VALUE, indicator->decimals);
    add_text(line, COLUMN_STATUS);
    add_text(line, COLUMN_NOTE);
    data_row_text(&line->at, derived ? "true" : "false");
    add_number(line, COLUMN_OLD_VALUE, indicator->decimals);
    add_text(line, COLUMN_OLD_STATUS);
    add_text(line, COLUMN_IMPORT);
    add_number(line, COLUMN_LINE, 0);
    add_text(line, COLUMN_SHEET);
    add_number(line, COLUMN_ROW, 0);
}

void changes_rows_csv(struct op *op, const struct db_result *result, int rows,
                      struct buffer *out)
{
    struct table_head head = {.count = 0};
    struct table_cell cells[ARRAY_LEN(IDS)];
    for (size_t i = 0; i < ARRAY_LEN(IDS); i++) {
        data_columns_add(&head, IDS[i]);
    }
    table_csv_head(&head, out);
    for (int row = 0; row < rows; row++) {
        struct line line = {op, result, row, cells};
        fill(&line);
        table_csv_row(&head, cells, false, out);
    }
}
