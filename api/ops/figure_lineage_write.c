#include "ops/figure_lineage_write.h"

#include "model/decimal.h"
#include "ops/figure_lineage_sets.h"
#include "ops/id_cursor.h"
#include "ops/observation_write.h"

#include <string.h>

enum {
    COLUMN_PART,
    COLUMN_SUM,
    COLUMN_OBSERVATIONS,
    COLUMN_SCHOOL,
    COLUMN_CELL,
    COLUMN_VALUE,
    COLUMN_COUNTED,
    COLUMN_STATUS,
    COLUMN_DERIVED,
    COLUMN_IMPORT,
    COLUMN_FILE_NAME,
    COLUMN_SHA256,
    COLUMN_LINE,
    COLUMN_RESTORED_BY,
    COLUMN_SHEET, /* and the row behind it */
    COLUMN_NOTE = COLUMN_SHEET + 2,
};

static const char *const PARTS[] = {"numerator", "denominator"};

static bool is_ratio(const struct data_single *single)
{
    return single->scale.ratio;
}

static int decimals_of(const struct data_single *single, int part)
{
    return part == 0 ? single->scale.num_decimals : single->scale.den_decimals;
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

static void write_choice(struct json_writer *json, const struct op *op,
                         const struct data_choice *choice)
{
    for (int i = 0; i < DATA_CHOICES; i++) {
        enum data_choice_kind kind = (enum data_choice_kind)i;
        const char *name = data_choice_name(kind);
        if (kind == DATA_CHOICE_YEARS) {
            write_number(json, name, choice->value[i] > 0, choice->value[i], 0);
        } else {
            json_member_string(json, name,
                               data_choice_text(choice, kind, &op->req->arena));
        }
    }
}

static void write_parts(struct json_writer *json,
                        const struct data_single *single,
                        const struct data_figure *figure)
{
    for (int i = 0; i < 2 && is_ratio(single); i++) {
        const struct data_part *part = &figure->parts[i];
        write_number(json, PARTS[i], part->present, part->sum,
                     decimals_of(single, i));
    }
}

static void write_value(struct json_writer *json,
                        const struct data_single *single,
                        const struct data_figure *figure)
{
    int64_t value = 0;
    bool present = figure_value(&figure->figure, &single->scale, &value);
    char status[] = {data_figure_status(figure, present), '\0'};
    write_number(json, "value", present, value, single->scale.decimals);
    json_member_string(json, "unit", single->query.indicators[0]->unit);
    write_parts(json, single, figure);
    json_member_string(json, "status", status);
    json_member_int(json, "reported", figure->reported);
}

void figure_lineage_figure(struct json_writer *json, const struct op *op,
                           const struct data_figure_id *id,
                           const struct data_single *single,
                           const struct data_figure *figure)
{
    char period[PERIOD_TEXT_SIZE];
    period_print(single->moment->period, period);
    json_key(json, "figure");
    json_begin_object(json);
    json_member_string(json, "id", op->args[0]);
    json_member_string(json, "indicator", id->indicator);
    json_member_string(json, "area", id->area);
    json_member_string(json, "school", *id->school != '\0' ? id->school : NULL);
    json_member_string(json, "period", period);
    write_members(json, id);
    write_choice(json, op, &id->choice);
    json_member_string(json, "compared_with", data_single_other(single, id));
    write_value(json, single, figure);
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
                           const struct data_single *single,
                           const struct db_result *result, int part)
{
    int row = find_sum(result, part);
    bool present = row >= 0 && !db_is_null(result, row, COLUMN_SUM);
    write_number(json, key, present,
                 present ? db_int(result, row, COLUMN_SUM) : 0,
                 decimals_of(single, part));
}

static void write_sum(struct json_writer *json,
                      const struct data_single *single,
                      const struct db_result *result)
{
    if (!is_ratio(single)) {
        write_part_sum(json, "sum", single, result, 0);
        return;
    }
    json_key(json, "sum");
    json_begin_object(json);
    for (int i = 0; i < 2; i++) {
        write_part_sum(json, PARTS[i], single, result, i);
    }
    json_end_object(json);
}

/* --- the rows --- */

static void write_row(struct json_writer *json, const struct op *op,
                      const struct data_single *single,
                      const struct db_result *result, int row)
{
    int part = (int)db_int(result, row, COLUMN_PART);
    int decimals = decimals_of(single, part);
    json_begin_object(json);
    if (is_ratio(single)) {
        json_member_string(json, "part", PARTS[part == 1]);
    }
    observation_write_key(json, op, (int)db_int(result, row, COLUMN_CELL),
                          (int)db_int(result, row, COLUMN_SCHOOL));
    observation_write_number(json, "value", result, row, COLUMN_VALUE,
                             decimals);
    observation_write_number(json, "counted", result, row, COLUMN_COUNTED,
                             decimals);
    observation_write_text(json, "status", result, row, COLUMN_STATUS);
    observation_write_flag(json, "derived", result, row, COLUMN_DERIVED);
    observation_write_text(json, "import", result, row, COLUMN_IMPORT);
    observation_write_text(json, "file", result, row, COLUMN_FILE_NAME);
    observation_write_text(json, "sha256", result, row, COLUMN_SHA256);
    json_member_int(json, "line", db_int(result, row, COLUMN_LINE));
    observation_write_text(json, "restored_by", result, row,
                           COLUMN_RESTORED_BY);
    observation_write_place(json, result, row, COLUMN_SHEET);
    if (!db_is_null(result, row, COLUMN_NOTE)) {
        observation_write_text(json, "note", result, row, COLUMN_NOTE);
    }
    json_end_object(json);
}

static const char *next_of(const struct op *op, const struct db_result *result,
                           int last)
{
    const struct id_cursor place = {
        .id[FIGURE_LINEAGE_PART] = (int)db_int(result, last, COLUMN_PART),
        .id[FIGURE_LINEAGE_SCHOOL] = (int)db_int(result, last, COLUMN_SCHOOL),
        .id[FIGURE_LINEAGE_CELL] = (int)db_int(result, last, COLUMN_CELL),
    };
    return id_cursor_print(&op->req->arena, FIGURE_LINEAGE_MARK, place);
}

static void write_rows(struct json_writer *json, const struct op *op,
                       const struct data_single *single,
                       const struct db_result *result, int limit)
{
    int row = 0;
    int rows = result != NULL ? db_rows(result) : 0;
    while (row < rows && !db_is_null(result, row, COLUMN_OBSERVATIONS)) {
        row++;
    }
    bool more = rows - row > limit;
    int end = more ? row + limit : rows;
    json_key(json, "rows");
    json_begin_array(json);
    for (; row < end; row++) {
        write_row(json, op, single, result, row);
    }
    json_end_array(json);
    json_member_string(json, "next",
                       more ? next_of(op, result, end - 1) : NULL);
}

void figure_lineage_rows(struct json_writer *json, const struct op *op,
                         const struct data_single *single,
                         const struct db_result *result, int limit)
{
    write_sum(json, single, result);
    write_rows(json, op, single, result, limit);
}
