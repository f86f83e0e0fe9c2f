#include "ingest/record.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/cell_check.h"
#include "ingest/reader.h"
#include "platform/buffer.h"
#include "platform/check.h"
#include "platform/macros.h"

#define RECORD_TEXT_MAX (IMPORT_MAX_COLUMNS * (ROW_MAX_FIELD + 1))

struct record {
    struct row_taker taker;
    struct complaints *complaints;
    struct record_look *look; /* or NULL */
    const struct import_column *columns;
    int count;
    bool complete; /* the file's columns are all known */
    int header_count;
    int at[IMPORT_MAX_COLUMNS];               /* column of the file, or -1 */
    struct span fallback[IMPORT_MAX_COLUMNS]; /* data NULL: none */
    struct buffer text; /* the fields of a row, NUL-terminated */
};

static int find_column(const struct record *record, struct span name)
{
    for (int i = 0; i < record->count; i++) {
        if (span_is(name, record->columns[i].name)) {
            return i;
        }
    }
    return -1;
}

static bool on_column(struct row_taker *taker, int index, struct span name,
                      int line)
{
    struct record *record = CONTAINER_OF(taker, struct record, taker);
    char column[COMPLAIN_TEXT_MAX + 1];
    span_copy(name, column, sizeof(column));
    struct place at = {line, column};
    int i = find_column(record, name);
    record->header_count = index + 1;
    if (i < 0) {
        return complain_file(record->complaints, &at, FAULT_UNKNOWN_COLUMN,
                             name);
    }
    if (record->at[i] >= 0) {
        return complain_file(record->complaints, &at, FAULT_DUPLICATE_COLUMN,
                             name);
    }
    record->at[i] = index;
    return true;
}

static bool on_begin(struct row_taker *taker, int line, bool complete)
{
    struct record *record = CONTAINER_OF(taker, struct record, taker);
    record->complete = complete;
    for (int i = 0; i < record->count; i++) {
        const struct import_column *column = &record->columns[i];
        struct place at = {line, column->name};
        if (complete && column->required && record->at[i] < 0 &&
            record->fallback[i].data == NULL) {
            complain_file(record->complaints, &at, FAULT_MISSING_COLUMN,
                          span_of(column->name));
        }
    }
    return record->complaints->verdict == FAULT_NONE;
}

static struct span cell_of(const struct record *record, const struct row *row,
                           int i)
{
    int at = record->at[i];
    bool has = at >= 0 && at < row->count && row->cells[at].data != NULL;
    return has ? row->cells[at] : record->fallback[i];
}

static bool check_field(const struct record *record, int line, int i,
                        struct span text)
{
    const struct import_column *column = &record->columns[i];
    struct place at = {line, column->name};
    if (text.len == 0) {
        return !column->required ||
               complain(record->complaints, &at, FAULT_EMPTY_CELL, text);
    }
    enum fault fault = cell_check(column, text);
    if (fault == FAULT_NONE) {
        return true;
    }
    char value[COMPLAIN_TEXT_MAX + 1];
    span_copy(text, value, sizeof(value));
    const char *const args[3] = {value, column->choices, NULL};
    return complain_with(record->complaints, &at, fault, args, text);
}

static void emit(struct record *record, int line, const struct span *cells)
{
    size_t offsets[IMPORT_MAX_COLUMNS];
    const char *fields[IMPORT_MAX_COLUMNS];
    buffer_clear(&record->text);
    for (int i = 0; i < record->count; i++) {
        struct span text = cells[i];
        offsets[i] = record->text.len;
        buffer_add(&record->text, text.len == 0 ? "" : text.data, text.len);
        buffer_add_char(&record->text, '\0');
    }
    CHECK(!record->text.failed);
    for (int i = 0; i < record->count; i++) {
        bool absent = cells[i].data == NULL;
        fields[i] = absent ? NULL : record->text.data + offsets[i];
    }
    struct sink *sink = record->complaints->sink;
    sink->ops->record(sink, line, fields, record->count);
}

static enum row_result on_row(struct row_taker *taker, const struct row *row)
{
    struct record *record = CONTAINER_OF(taker, struct record, taker);
    if (!row_has_width(row, record->complete ? record->header_count : 0,
                       record->complaints) ||
        !row_is_sound(row, NULL, record->complaints)) {
        return ROW_TAKEN;
    }
    struct record_look *look = record->look;
    struct span cells[IMPORT_MAX_COLUMNS] = {{0}};
    bool good = true;
    for (int i = 0; i < record->count; i++) {
        cells[i] = cell_of(record, row, i);
        good = check_field(record, row->line, i, cells[i]) && good;
    }
    if (good && (look == NULL || look->row(look, row->line, cells))) {
        emit(record, row->line, cells);
    }
    return ROW_TAKEN;
}

static void on_free(struct row_taker *taker)
{
    struct record *record = CONTAINER_OF(taker, struct record, taker);
    buffer_fini(&record->text);
    free(record);
}

static bool takes_truth(struct row_taker *taker, int index)
{
    const struct record *record = CONTAINER_OF(taker, struct record, taker);
    for (int i = 0; i < record->count; i++) {
        if (record->at[i] == index) {
            return record->columns[i].check == COLUMN_TRUTH;
        }
    }
    return false;
}

static const struct row_taker_ops RECORD_OPS = {
    on_column, on_begin, on_row, on_free, takes_truth,
};

static void set_default(struct record *record, const struct reader_default *def)
{
    struct place at = {1, def->column};
    int i = find_column(record, span_of(def->column));
    if (i < 0) {
        complain_file(record->complaints, &at, FAULT_UNKNOWN_COLUMN,
                      span_of(def->column));
    } else {
        record->fallback[i] = span_of(def->value);
    }
}

struct row_taker *record_new(enum import_kind kind,
                             const struct reader_default *defaults,
                             int default_count, struct complaints *complaints,
                             struct record_look *look)
{
    struct record *record = calloc(1, sizeof(*record));
    CHECK(record != NULL);
    row_taker_init(&record->taker, &RECORD_OPS);
    record->complaints = complaints;
    record->look = look;
    record->columns = import_kind_columns(kind, &record->count);
    buffer_init(&record->text, RECORD_TEXT_MAX);
    for (int i = 0; i < record->count; i++) {
        record->at[i] = -1;
    }
    for (int i = 0; i < default_count; i++) {
        set_default(record, &defaults[i]);
    }
    return &record->taker;
}
