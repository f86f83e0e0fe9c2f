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

static struct slot *dimension_slot(struct native *native, struct span name)
{
    const struct dimension *dimension =
        catalogue_dimension(native->observe->catalogue, name.data, name.len);
    if (dimension == NULL) {
        return NULL;
    }
    for (int i = 0; i < native->dimension_count; i++) {
        if (native->dimensions[i].dimension == dimension) {
            return &native->dimensions[i].slot;
        }
    }
    if (native->dimension_count == NATIVE_MAX_DIMENSIONS) {
        return NULL;
    }
    struct dimension_slot *added =
        &native->dimensions[native->dimension_count++];
    added->dimension = dimension;
    added->slot.at = -1;
    return &added->slot;
}

static struct slot *slot_of(struct native *native, struct span name)
{
    int field = field_of(name);
    return field >= 0 ? &native->slots[field] : dimension_slot(native, name);
}

static bool on_column(struct row_taker *taker, int index, struct span name,
                      int line)
{
    struct native *native = CONTAINER_OF(taker, struct native, taker);
    char column[COMPLAIN_TEXT_MAX + 1];
    span_copy(name, column, sizeof(column));
    struct place at = {line, column};
    struct slot *slot = slot_of(native, name);
    native->header_count = index + 1;
    if (slot == NULL) {
        return complain_file(native->observe->complaints, &at,
                             FAULT_UNKNOWN_COLUMN, name);
    }
    if (slot->at >= 0) {
        return complain_file(native->observe->complaints, &at,
                             FAULT_DUPLICATE_COLUMN, name);
    }
    slot->at = index;
    return true;
}

static void settle(struct native *native)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        slot_settle(&native->slots[i]);
    }
    for (int i = 0; i < native->dimension_count; i++) {
        slot_settle(&native->dimensions[i].slot);
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
    on_column,
    on_begin,
    native_row,
    on_free,
};

static void set_default(struct native *native, const struct reader_default *def)
{
    struct place at = {1, def->column};
    struct slot *slot = slot_of(native, span_of(def->column));
    if (slot == NULL) {
        complain_file(native->observe->complaints, &at, FAULT_UNKNOWN_COLUMN,
                      span_of(def->column));
    } else {
        slot->fallback = span_trim(span_of(def->value));
    }
}

struct row_taker *native_new(struct observe *observe,
                             const struct reader_default *defaults,
                             int default_count)
{
    struct native *native = calloc(1, sizeof(*native));
    CHECK(native != NULL);
    native->taker.ops = &NATIVE_OPS;
    native->observe = observe;
    for (int i = 0; i < FIELD_COUNT; i++) {
        native->slots[i].at = -1;
    }
    for (int i = 0; i < default_count; i++) {
        set_default(native, &defaults[i]);
    }
    return &native->taker;
}
