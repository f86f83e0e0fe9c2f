#include "ingest/cell_check.h"
#include "ingest/native_impl.h"
#include "ingest/status.h"
#include "platform/macros.h"

/* A row on its way. */
struct reading {
    const struct row *row;
    const struct indicator *indicator;
    struct subject subject;
    struct observation obs;
    bool cumulative;
};

static bool complain_of(const struct native *native,
                        const struct reading *reading, enum field field,
                        enum fault fault)
{
    struct place at = {reading->row->line, native_field_name(field)};
    return complain(native->observe->complaints, &at, fault,
                    slot_text(&native->slots[field], reading->row));
}

static bool read_school(struct native *native, struct reading *reading)
{
    struct span text = slot_text(&native->slots[FIELD_SCHOOL], reading->row);
    if (text.len == 0) {
        return complain_of(native, reading, FIELD_SCHOOL, FAULT_EMPTY_CELL);
    }
    struct recent *recent = recents_place(&native->schools, text);
    if (recent_is(recent, text)) {
        reading->obs.school = recent->id;
        return true;
    }
    const struct school *school =
        catalogue_school(native->observe->catalogue, text.data, text.len);
    if (school == NULL) {
        return complain_of(native, reading, FIELD_SCHOOL, FAULT_UNKNOWN_SCHOOL);
    }
    recent_keep(recent, text, school->id);
    reading->obs.school = school->id;
    return true;
}

static bool read_indicator(struct native *native, struct reading *reading)
{
    const struct observe *observe = native->observe;
    struct span text = slot_text(&native->slots[FIELD_INDICATOR], reading->row);
    struct place at = {reading->row->line, native_field_name(FIELD_INDICATOR)};
    if (text.len == 0) {
        return complain_of(native, reading, FIELD_INDICATOR, FAULT_EMPTY_CELL);
    }
    struct recent *recent = recents_place(&native->indicators, text);
    if (recent_is(recent, text)) {
        reading->subject.indicator = recent->id;
        reading->indicator =
            catalogue_indicator_by_id(observe->catalogue, recent->id);
        return true;
    }
    reading->indicator = observe_indicator(observe, &at, text);
    if (reading->indicator == NULL) {
        return false;
    }
    recent_keep(recent, text, reading->indicator->id);
    reading->subject.indicator = reading->indicator->id;
    return true;
}

static bool read_period(struct native *native, struct reading *reading)
{
    struct span text = slot_text(&native->slots[FIELD_PERIOD], reading->row);
    struct place at = {reading->row->line, native_field_name(FIELD_PERIOD)};
    int *period = &reading->subject.period;
    if (text.len == 0) {
        return complain_of(native, reading, FIELD_PERIOD, FAULT_EMPTY_CELL);
    }
    struct recent *recent = recents_place(&native->periods, text);
    if (recent_is(recent, text)) {
        *period = recent->id;
        return true;
    }
    if (!observe_period(native->observe, &at, text, period)) {
        return false;
    }
    recent_keep(recent, text, *period);
    return true;
}

static bool unknown_member(struct native *native, const struct place *at,
                           struct span text)
{
    char code[COMPLAIN_TEXT_MAX + 1];
    span_copy(text, code, sizeof(code));
    const char *const args[3] = {code, at->column, NULL};
    return complain_with(native->observe->complaints, at, FAULT_UNKNOWN_MEMBER,
                         args, text);
}

/* The member's id; 0 when there is none of that code. */
static int member_of(struct native *native, struct native_dimension *dim,
                     struct span text)
{
    struct recent *recent = recents_place(&dim->recents, text);
    if (recent_is(recent, text)) {
        return recent->id;
    }
    const struct member *member = catalogue_member(
        native->observe->catalogue, dim->dimension, text.data, text.len);
    if (member == NULL) {
        return 0;
    }
    recent_keep(recent, text, member->id);
    return member->id;
}

static bool add_member(struct native *native, struct reading *reading,
                       const struct place *at, int id)
{
    static const char *const ARGS[3] = {"dimensions", ">8", "8"};
    struct subject *subject = &reading->subject;
    if (subject->count == CELLS_MAX_MEMBERS) {
        return complain_with(native->observe->complaints, at, FAULT_TOO_MANY,
                             ARGS, span_of(NULL));
    }
    subject->members[subject->count++] = id;
    return true;
}

/* An empty cell means the total over that dimension. */
static bool read_members(struct native *native, struct reading *reading)
{
    bool good = true;
    for (int i = 0; i < native->dimension_count; i++) {
        struct native_dimension *dim = &native->dimensions[i];
        struct span text =
            slot_text(&native->slots[FIELD_COUNT + i], reading->row);
        if (text.len == 0) {
            continue;
        }
        struct place at = {reading->row->line, dim->dimension->code};
        int id = member_of(native, dim, text);
        if (id == 0) {
            good = unknown_member(native, &at, text);
        } else {
            good = add_member(native, reading, &at, id) && good;
        }
    }
    return good;
}

static bool read_value(struct native *native, struct reading *reading)
{
    struct span text = slot_text(&native->slots[FIELD_VALUE], reading->row);
    struct place at = {reading->row->line, native_field_name(FIELD_VALUE)};
    reading->obs.has_value = text.len > 0;
    if (text.len == 0 || reading->indicator == NULL) {
        return true;
    }
    return observe_number(native->observe, &at, reading->indicator, text,
                          &reading->obs.value);
}

static bool read_status(struct native *native, struct reading *reading)
{
    struct span text = slot_text(&native->slots[FIELD_STATUS], reading->row);
    struct observation *obs = &reading->obs;
    obs->status = obs->has_value ? STATUS_NORMAL : STATUS_MISSING;
    if (text.len == 0) {
        return true;
    }
    if (!status_parse(text, &obs->status)) {
        return complain_of(native, reading, FIELD_STATUS, FAULT_BAD_STATUS);
    }
    return status_fits(obs->status, obs->has_value) ||
           complain_of(native, reading, FIELD_STATUS, FAULT_STATUS_VALUE);
}

static bool read_note(struct native *native, struct reading *reading)
{
    struct span text = slot_text(&native->slots[FIELD_NOTE], reading->row);
    if (text.len == 0) {
        return true;
    }
    if (!cell_check_note(text)) {
        return complain_of(native, reading, FIELD_NOTE, FAULT_BAD_TEXT);
    }
    span_copy(text, native->note, sizeof(native->note));
    reading->obs.note = native->note;
    return true;
}

static bool read_basis(struct native *native, struct reading *reading)
{
    struct span text = slot_text(&native->slots[FIELD_BASIS], reading->row);
    struct place at = {reading->row->line, native_field_name(FIELD_BASIS)};
    return observe_basis(native->observe, &at, text, &reading->cumulative) &&
           (!reading->cumulative || reading->indicator == NULL ||
            observe_cumulates(native->observe, &at, reading->indicator));
}

static bool check_time(struct native *native, const struct reading *reading)
{
    const struct subject *subject = &reading->subject;
    struct place at = {reading->row->line, native_field_name(FIELD_PERIOD)};
    if (native->timed_indicator == subject->indicator &&
        native->timed_period == subject->period) {
        return true;
    }
    if (!observe_time(native->observe, &at, reading->indicator,
                      subject->period)) {
        return false;
    }
    native->timed_indicator = subject->indicator;
    native->timed_period = subject->period;
    return true;
}

static bool check_school(struct native *native, const struct reading *reading)
{
    struct place at = {reading->row->line, native_field_name(FIELD_SCHOOL)};
    int school = reading->obs.school;
    int period = reading->subject.period;
    if (native->open_school == school && native->open_period == period) {
        return true;
    }
    struct span code = slot_text(&native->slots[FIELD_SCHOOL], reading->row);
    if (!observe_school(native->observe, &at, code, school, period)) {
        return false;
    }
    native->open_school = school;
    native->open_period = period;
    return true;
}

/* Each cell by itself: all that is wrong with a row is told at once. */
static bool read_cells(struct native *native, struct reading *reading)
{
    bool good = read_school(native, reading);
    good = read_indicator(native, reading) && good;
    good = read_period(native, reading) && good;
    good = read_members(native, reading) && good;
    good = read_value(native, reading) && good;
    good = read_status(native, reading) && good;
    good = read_note(native, reading) && good;
    return read_basis(native, reading) && good;
}

static bool check_together(struct native *native, const struct reading *reading)
{
    bool good = check_time(native, reading);
    return check_school(native, reading) && good;
}

bool native_check_defaults(struct native *native, int line)
{
    static const struct {
        enum field field;
        bool (*read)(struct native *native, struct reading *reading);
    } READS[] = {
        {FIELD_SCHOOL, read_school}, {FIELD_INDICATOR, read_indicator},
        {FIELD_PERIOD, read_period}, {FIELD_NOTE, read_note},
        {FIELD_BASIS, read_basis},
    };
    const struct row none = {.line = line};
    struct reading reading = {.row = &none};
    bool good = read_members(native, &reading);
    for (size_t i = 0; i < ARRAY_LEN(READS); i++) {
        if (native->slots[READS[i].field].fallback.data != NULL) {
            good = READS[i].read(native, &reading) && good;
        }
    }
    return good || complain_spoils(native->observe->complaints);
}

enum row_result native_row(struct row_taker *taker, const struct row *row)
{
    struct native *native = CONTAINER_OF(taker, struct native, taker);
    struct observe *observe = native->observe;
    struct reading reading = {.row = row, .obs = {.line = row->line}};
    struct place at = {row->line, NULL};
    if (!row_has_width(row, native->complete ? native->header_count : 0,
                       observe->complaints) ||
        !row_is_sound(row, NULL, observe->complaints) ||
        !read_cells(native, &reading) || !check_together(native, &reading)) {
        return ROW_TAKEN;
    }
    reading.obs.cell =
        reading.cumulative
            ? observe_cumulative_cell(observe, &at, &reading.subject)
            : observe_cell(observe, &at, &reading.subject);
    if (reading.obs.cell > 0) {
        struct sink *sink = observe->complaints->sink;
        sink->ops->observation(sink, &reading.obs);
    }
    return ROW_TAKEN;
}
