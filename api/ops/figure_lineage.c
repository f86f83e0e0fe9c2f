/*
 * GET /v1/figures/{id}/lineage: the figure as it was printed, computed again,
 * and the observations that make it, with their sum, each traced to the line
 * of the file that reported it.
 */
#include <stddef.h>
#include <string.h>

#include "conditional.h"
#include "data/data_single.h"
#include "http/request.h"
#include "model/decimal.h"
#include "ops/data_read.h"
#include "ops/envelope.h"
#include "ops/figure_lineage_sets.h"
#include "ops/id_cursor.h"
#include "ops/limits.h"
#include "ops/observation_write.h"
#include "ops/ops.h"
#include "platform/macros.h"

#define MAX_KEY 8192
/* What the cursor holds, in the order of the rows. */
enum { PLACE_PART, PLACE_SCHOOL, PLACE_CELL };

enum {
    COLUMN_PART,
    COLUMN_SUM,
    COLUMN_OBSERVATIONS,
    COLUMN_SCHOOL,
    COLUMN_CELL,
    COLUMN_VALUE,
    COLUMN_STATUS,
    COLUMN_IMPORT,
    COLUMN_FILE_NAME,
    COLUMN_SHA256,
    COLUMN_LINE,
    COLUMN_SHEET, /* and the row behind it */
};

static const char *const PARTS[] = {"numerator", "denominator"};

struct lineage {
    struct data_figure_id id;
    struct data_context ctx;
    struct data_single single;
    struct data_figure figure;
    struct id_cursor from;
    int limit;
    const char *key;
};

static bool is_ratio(const struct lineage *lineage)
{
    return lineage->single.scale.ratio;
}

static bool is_set(const struct lineage *lineage)
{
    return lineage->single.window.sets != NULL;
}

static int decimals_of(const struct lineage *lineage, int part)
{
    const struct figure_scale *scale = &lineage->single.scale;
    return part == 0 ? scale->num_decimals : scale->den_decimals;
}

static void write_number(struct json_writer *json, const char *key,
                         bool present, int64_t number, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (present) {
        json_raw(json, text, decimal_print(text, number, decimals));
    } else {
        json_null(json);
    }
}

/* --- the figure --- */

static void write_members(struct json_writer *json,
                          const struct data_figure_id *id)
{
    json_key(json, "members");
    json_begin_object(json);
    for (int i = 0; i < id->axis_count; i++) {
        const struct data_figure_axis *axis = &id->axes[i];
        json_key(json, axis->dimension);
        json_begin_array(json);
        for (int j = 0; j < axis->count; j++) {
            json_string(json, axis->members[j]);
        }
        json_end_array(json);
    }
    json_end_object(json);
}

static void write_parts(struct json_writer *json, const struct lineage *lineage)
{
    for (int i = 0; i < 2 && is_ratio(lineage); i++) {
        const struct data_part *part = &lineage->figure.parts[i];
        write_number(json, PARTS[i], part->present, part->sum,
                     decimals_of(lineage, i));
    }
}

static void write_figure(struct json_writer *json, const struct op *op,
                         const struct lineage *lineage)
{
    const struct data_figure_id *id = &lineage->id;
    const struct data_figure *figure = &lineage->figure;
    const struct figure_scale *scale = &lineage->single.scale;
    int64_t value = 0;
    bool present = figure_value(&figure->figure, scale, &value);
    char status[] = {data_figure_status(figure, present), '\0'};

    json_key(json, "figure");
    json_begin_object(json);
    json_member_string(json, "id", op->args[0]);
    json_member_string(json, "indicator", id->indicator);
    json_member_string(json, "area", id->area);
    json_member_string(json, "school", *id->school != '\0' ? id->school : NULL);
    json_member_string(json, "period", id->period);
    write_members(json, id);
    write_number(json, "value", present, value, scale->decimals);
    json_member_string(json, "unit", lineage->single.query.indicators[0]->unit);
    write_parts(json, lineage);
    json_member_string(json, "status", status);
    json_member_int(json, "reported", figure->reported);
    json_member_int(json, "revision", id->revision);
    json_end_object(json);
}

/* --- the sum --- */

/* The rows of sums come first, at most one for each part; none: nothing. */
static int find_sum(const struct db_result *result, int part)
{
    for (int i = 0; i < 2 && result != NULL && i < db_rows(result); i++) {
        if (!db_is_null(result, i, COLUMN_OBSERVATIONS) &&
            db_int(result, i, COLUMN_PART) == part) {
            return i;
        }
    }
    return -1;
}

static void write_part_sum(struct json_writer *json, const char *key,
                           const struct lineage *lineage,
                           const struct db_result *result, int part)
{
    int row = find_sum(result, part);
    bool present = row >= 0 && !db_is_null(result, row, COLUMN_SUM);
    write_number(json, key, present,
                 present ? db_int(result, row, COLUMN_SUM) : 0,
                 decimals_of(lineage, part));
}

static void write_sum(struct json_writer *json, const struct lineage *lineage,
                      const struct db_result *result)
{
    if (!is_ratio(lineage)) {
        write_part_sum(json, "sum", lineage, result, 0);
        return;
    }
    json_key(json, "sum");
    json_begin_object(json);
    for (int i = 0; i < 2; i++) {
        write_part_sum(json, PARTS[i], lineage, result, i);
    }
    json_end_object(json);
}

/* --- the rows --- */

static void write_row(struct json_writer *json, const struct op *op,
                      const struct lineage *lineage,
                      const struct db_result *result, int row)
{
    int part = (int)db_int(result, row, COLUMN_PART);
    json_begin_object(json);
    if (is_ratio(lineage)) {
        json_member_string(json, "part", PARTS[part == 1]);
    }
    observation_write_key(json, op, (int)db_int(result, row, COLUMN_CELL),
                          (int)db_int(result, row, COLUMN_SCHOOL));
    observation_write_number(json, "value", result, row, COLUMN_VALUE,
                             decimals_of(lineage, part));
    observation_write_text(json, "status", result, row, COLUMN_STATUS);
    observation_write_text(json, "import", result, row, COLUMN_IMPORT);
    observation_write_text(json, "file", result, row, COLUMN_FILE_NAME);
    observation_write_text(json, "sha256", result, row, COLUMN_SHA256);
    json_member_int(json, "line", db_int(result, row, COLUMN_LINE));
    observation_write_place(json, result, row, COLUMN_SHEET);
    json_end_object(json);
}

static const char *next_of(const struct op *op, const struct db_result *result,
                           int last)
{
    const struct id_cursor place = {{(int)db_int(result, last, COLUMN_PART),
                                     (int)db_int(result, last, COLUMN_SCHOOL),
                                     (int)db_int(result, last, COLUMN_CELL)}};
    return id_cursor_print(&op->req->arena, FIGURE_LINEAGE_MARK, place);
}

static void write_rows(struct json_writer *json, const struct op *op,
                       const struct lineage *lineage,
                       const struct db_result *result)
{
    int row = 0;
    int rows = result != NULL ? db_rows(result) : 0;
    while (row < rows && !db_is_null(result, row, COLUMN_OBSERVATIONS)) {
        row++;
    }
    bool more = rows - row > lineage->limit;
    int end = more ? row + lineage->limit : rows;
    json_key(json, "rows");
    json_begin_array(json);
    for (; row < end; row++) {
        write_row(json, op, lineage, result, row);
    }
    json_end_array(json);
    json_member_string(json, "next",
                       more ? next_of(op, result, end - 1) : NULL);
}

/* `result` NULL: nobody ever reported at such a cell. */
static void answer(struct op *op, const struct db_result *result)
{
    const struct lineage *lineage = op->data;
    struct json_writer json;
    struct buffer body;

    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    write_figure(&json, op, lineage);
    if (is_set(lineage)) {
        figure_lineage_sets_write(&json, op, result, lineage->limit);
    } else {
        write_sum(&json, lineage, result);
        write_rows(&json, op, lineage, result);
    }
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    conditional_send(op, lineage->key, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}

/* --- reading --- */

/* One of the three numbers of each source, as an array of PostgreSQL. */
static const char *list_text(struct op *op, const struct data_sources *sources,
                             size_t field)
{
    struct buffer out;
    buffer_init(&out, 0);
    buffer_add_char(&out, '{');
    for (int i = 0; i < sources->count; i++) {
        const char *source = (const char *)&sources->list[i];
        int number = 0;
        memcpy(&number, source + field, sizeof(number));
        buffer_add_str(&out, i > 0 ? "," : "");
        buffer_add_int(&out, number);
    }
    buffer_add_char(&out, '}');
    const char *text = arena_copy(&op->req->arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

static const char *number_text(struct op *op, int number)
{
    char *text = arena_alloc(&op->req->arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

static void read_rows(struct op *op, const struct data_sources *sources)
{
    const struct lineage *lineage = op->data;
    /* One more than asked for tells whether there is a next page. */
    const char *const params[] = {
        list_text(op, sources, offsetof(struct data_source, cell)),
        list_text(op, sources, offsetof(struct data_source, school)),
        list_text(op, sources, offsetof(struct data_source, part)),
        lineage->single.query.asof,
        number_text(op, lineage->from.id[PLACE_PART]),
        number_text(op, lineage->from.id[PLACE_SCHOOL]),
        number_text(op, lineage->from.id[PLACE_CELL]),
        number_text(op, lineage->limit + 1)};
    op_query(op, STATEMENT_LINEAGE_READ, params, ARRAY_LEN(params), answer);
}

static void on_figure(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct lineage *lineage = op->data;
    struct data_sources sources;
    if (result == NULL) {
        op_fail_error(op, err);
        return;
    }
    (void)data_read_fill(&lineage->single.window, result);
    if (data_single_more(&lineage->single)) {
        data_read_start(op, &lineage->single.window, on_figure);
        return;
    }
    data_single_make(&lineage->single, &lineage->figure);
    if (is_set(lineage)) {
        figure_lineage_sets_read(op, &lineage->single, &lineage->from,
                                 lineage->limit, answer);
    } else if (data_single_sources(&lineage->single, &sources)) {
        read_rows(op, &sources);
    } else {
        op_fail(op, FAULT_TOO_MANY, "reports",
                number_text(op, DATA_MAX_TRACED + 1),
                number_text(op, DATA_MAX_TRACED));
    }
}

/* --- the request --- */

static void parse(struct op *op, struct lineage *lineage)
{
    static const char *const PARAMS[] = {"limit", "cursor", NULL};
    const char *cursor = request_param(op->req, "cursor");
    op_note_params(op, PARAMS);
    lineage->limit = (int)op_int_param(op, "limit", LIMITS_LINEAGE_DEFAULT, 1,
                                       LIMITS_LINEAGE_MAX);
    if (cursor != NULL && !id_cursor_parse(&op->req->arena, FIGURE_LINEAGE_MARK,
                                           cursor, &lineage->from)) {
        op_note(op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    }
}

/* A figure is as old as its revision: one to come was never printed. */
static bool resolve(struct op *op, struct lineage *lineage)
{
    struct arena *arena = &op->req->arena;
    lineage->ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = arena,
        .lang = op->req->lang,
        .default_rows = 1,
        .max_rows = 1,
    };
    return data_figure_id_parse(arena, op->args[0], &lineage->id) &&
           lineage->id.revision <= catalogue_revision(op->catalogue) &&
           data_single_init(&lineage->single, &lineage->id, &op->app->cells,
                            &lineage->ctx);
}

static const char *make_key(struct op *op, const struct lineage *lineage)
{
    struct buffer key;
    const char *cursor = request_param(op->req, "cursor");
    buffer_init(&key, MAX_KEY);
    buffer_printf(&key, "lineage\n%s\n%d\n%s", op->args[0], lineage->limit,
                  cursor != NULL ? cursor : "");
    const char *text = arena_copy(&op->req->arena, key.data, key.len);
    buffer_fini(&key);
    return text;
}

void op_figure_lineage(struct op *op)
{
    struct lineage *lineage =
        arena_zalloc(&op->req->arena, 1, sizeof(*lineage));
    op->data = lineage;
    parse(op, lineage);
    if (op_refused(op) || !envelope_wants_json(op)) {
        return;
    }
    if (!resolve(op, lineage)) {
        op_fail(op, FAULT_BAD_FIGURE_ID, NULL, NULL, NULL);
        return;
    }
    lineage->key = make_key(op, lineage);
    if (conditional_check(op, lineage->key)) {
        return;
    }
    if (lineage->single.window.cell_count > 0 || is_set(lineage)) {
        data_read_start(op, &lineage->single.window, on_figure);
    } else {
        data_single_make(&lineage->single, &lineage->figure);
        answer(op, NULL);
    }
}
