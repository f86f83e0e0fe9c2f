#include "ingest/native.h"

#include <stdlib.h>

#include "ingest/native_impl.h"
#include "ingest/reader.h"
#include "platform/check.h"
#include "platform/macros.h"

static const struct {
    const char *name;
    bool required;
} FIELDS[FIELD_COUNT] = {
    [FIELD_SCHOOL] = {"school", true},  [FIELD_INDICATOR] = {"indicator", true},
    [FIELD_PERIOD] = {"period", true},  [FIELD_VALUE] = {"value", true},
    [FIELD_STATUS] = {"status", false}, [FIELD_NOTE] = {"note", false},
    [FIELD_BASIS] = {"basis", false},
};

const char *native_field_name(enum field field)
{
    return FIELDS[field].name;
}

static int field_of(struct span name)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (span_is(name, FIELDS[i].name)) {
            return i;
        }
    }
    return -1;
}

/* The slot of a dimension's column, made when it is new; -1: there is no such
 * dimension, or too many. */
static int dimension_slot(struct native *native, struct span name)
{
    const struct dimension *dimension =
        catalogue_dimension(native->observe->catalogue, name.data, name.len);
    int at = 0;
    while (at < native->dimension_count &&
           native->dimensions[at].dimension != dimension) {
        at++;
    }
    if (dimension == NULL || at == NATIVE_MAX_DIMENSIONS) {
        return -1;
    }
    if (at == native->dimension_count) {
        native->dimension_count++;
        native->dimensions[at].dimension = dimension;
    }
    return FIELD_COUNT + at;
}

static int slot_of(struct native *native, struct span name)
{
    int field = field_of(name);
    return field >= 0 ? field : dimension_slot(native, name);
}

static bool on_column(struct row_taker *taker, int index, struct span name,
                      int line)
{
    struct native *native = CONTAINER_OF(taker, struct native, taker);
    char column[COMPLAIN_TEXT_MAX + 1];
    span_copy(name, column, sizeof(column));
    struct place at = {line, column};
    int slot = slot_of(native, name);
    native->header_count = index + 1;
    if (slot < 0) {
        return complain_file(native->observe->complaints, &at,
                             FAULT_UNKNOWN_COLUMN, name);
    }
    if (native->slots[slot].column > 0) {
        return complain_file(native->observe->complaints, &at,
                             FAULT_DUPLICATE_COLUMN, name);
    }
    native->slots[slot].column = index + 1;
    return true;
}

static void settle(struct native *native)
{
    for (int i = 0; i < FIELD_COUNT + native->dimension_count; i++) {
        slot_settle(&native->slots[i]);
    }
}

static bool on_begin(struct row_taker *taker, int line, bool complete)
{
    struct native *native = CONTAINER_OF(taker, struct native, taker);
    native->complete = complete;
    if (complete) {
        settle(native);
    }
    for (int i = 0; i < FIELD_COUNT; i++) {
        struct place at = {line, FIELDS[i].name};
        if (complete && FIELDS[i].required &&
            !slot_is_filled(&native->slots[i])) {
            complain_file(native->observe->complaints, &at,
                          FAULT_MISSING_COLUMN, span_of(FIELDS[i].name));
        }
    }
    native_check_defaults(native, line);
    return native->observe->complaints->verdict == FAULT_NONE;
}

static void on_free(struct row_taker *taker)
{
    free(CONTAINER_OF(taker, struct native, taker));
}

static const struct row_taker_ops NATIVE_OPS = {
    .column = on_column,
    .begin = on_begin,
    .row = native_row,
    .free = on_free,
};

static void set_default(struct native *native, const struct reader_default *def)
{
    struct place at = {1, def->column};
    int slot = slot_of(native, span_of(def->column));
    if (slot < 0) {
        complain_file(native->observe->complaints, &at, FAULT_UNKNOWN_COLUMN,
                      span_of(def->column));
    } else {
        native->slots[slot].fallback = span_trim(span_of(def->value));
    }
}

struct row_taker *native_new(struct observe *observe,
                             const struct reader_default *defaults,
                             int default_count)
{
    struct native *native = calloc(1, sizeof(*native));
    CHECK(native != NULL);
    row_taker_init(&native->taker, &NATIVE_OPS);
    native->observe = observe;
    for (int i = 0; i < default_count; i++) {
        set_default(native, &defaults[i]);
    }
    return &native->taker;
}
