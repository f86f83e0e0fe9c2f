#include "ingest/apply.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/apply_bind.h"
#include "ingest/apply_impl.h"
#include "ingest/cell_check.h"
#include "ingest/reader.h"
#include "ingest/status.h"
#include "platform/check.h"
#include "platform/macros.h"

static bool on_column(struct row_taker *taker, int index, struct span name,
                      int line)
{
    struct apply *apply = CONTAINER_OF(taker, struct apply, taker);
    apply->header_count = index + 1;
    apply_bind_column(apply, index, name, line);
    return apply->observe->complaints->verdict == FAULT_NONE;
}

/* --- rows that are none --- */

static struct span first_text(const struct row *row)
{
    for (int i = 0; i < row->count; i++) {
        if (row->cells[i].len > 0) {
            return row->cells[i];
        }
    }
    return span_of("");
}

static bool is_end(const struct apply *apply, const struct row *row)
{
    return apply->profile->stop_at != NULL &&
           pattern_matches(apply->profile->stop_at, first_text(row));
}

static bool is_skipped(const struct apply *apply, const struct row *row)
{
    for (int i = 0; i < apply->profile->skip_count; i++) {
        struct span text = slot_text(&apply->skips[i], row);
        if (text.data != NULL &&
            pattern_matches(apply->profile->skips[i].matches, text)) {
            return true;
        }
    }
    return false;
}

/* Tables of many series, of which the catalogue has some. A row that has no
 * indicator, or none that can be read, is looked at like any other. */
static bool is_of_others(struct apply *apply, const struct row *row)
{
    const struct apply_text *text = &apply->singles[AS_INDICATOR];
    struct span raw = slot_text(&text->slot, row);
    char shown[COMPLAIN_TEXT_MAX + 1];
    if (!apply->profile->skip_indicators || raw.len == 0 ||
        raw.data == text->slot.fallback.data ||
        (text->rewrite != NULL &&
         !rewrite_apply(text->rewrite, raw, &apply->scratch))) {
        return false;
    }
    struct span code = text->rewrite != NULL ? apply->scratch.code : raw;
    if (catalogue_indicator(apply->observe->catalogue, code.data, code.len) !=
        NULL) {
        return false;
    }
    span_copy(raw, shown, sizeof(shown));
    apply_warn(apply, "skipped_indicator", shown);
    return true;
}

/* Spreadsheets leave empty columns behind the last. */
static bool has_width(const struct apply *apply, const struct row *row)
{
    int columns = apply->complete ? apply->header_count : 0;
    bool trailing = row->count > columns && !row_overflows(row, columns);
    return trailing || row_has_width(row, columns, apply->observe->complaints);
}

/* --- what a row has once --- */

static bool read_indicator(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_INDICATOR];
    apply->indicator = NULL;
    switch (apply_text_read(apply, text, &apply->scratch)) {
    case APPLY_EMPTY:
        return !slot_is_filled(&text->slot) ||
               apply_complain(apply, text, FAULT_EMPTY_CELL, span_of(""));
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    struct span code = apply->scratch.code;
    apply->indicator =
        catalogue_indicator(apply->observe->catalogue, code.data, code.len);
    return apply->indicator != NULL ||
           apply_complain(apply, text, FAULT_UNKNOWN_INDICATOR, code);
}

static bool read_period(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_PERIOD];
    const struct place at = {apply->row->line, text->header};
    apply->period = 0;
    switch (apply_text_read(apply, text, &apply->scratch)) {
    case APPLY_EMPTY:
        return !slot_is_filled(&text->slot) ||
               apply_complain(apply, text, FAULT_EMPTY_CELL, span_of(""));
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    return observe_period(apply->observe, &at, apply->scratch.code,
                          &apply->period);
}

static bool read_status(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_STATUS];
    apply->status = '\0';
    switch (apply_text_read(apply, text, &apply->scratch)) {
    case APPLY_EMPTY:
        return true;
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    return status_parse(apply->scratch.code, &apply->status) ||
           apply_complain(apply, text, FAULT_BAD_STATUS, apply->scratch.code);
}

static bool read_note(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_NOTE];
    apply->has_note = false;
    switch (apply_text_read(apply, text, &apply->scratch)) {
    case APPLY_EMPTY:
        return true;
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    if (!cell_check_note(apply->scratch.code)) {
        return apply_complain(apply, text, FAULT_BAD_TEXT, apply->scratch.code);
    }
    span_copy(apply->scratch.code, apply->note, sizeof(apply->note));
    apply->has_note = true;
    return true;
}

/* What every figure of the row is read by: before them. */
static bool read_basis(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_BASIS];
    const struct place at = {apply->row->line, text->header};
    apply->cumulative = false;
    switch (apply_text_read(apply, text, &apply->scratch)) {
    case APPLY_EMPTY:
        return true;
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    return observe_basis(apply->observe, &at, apply->scratch.code,
                         &apply->cumulative);
}

static bool read_cells(struct apply *apply, bool *any)
{
    bool good = read_basis(apply);
    good = read_indicator(apply) && good;
    good = read_period(apply) && good;
    good = read_status(apply) && good;
    good = read_note(apply) && good;
    good = apply_figures_read(apply, any) && good;
    good = apply_members_read(apply) && good;
    return apply_school_read(apply) && good;
}

/* --- the beginning --- */

/* What stands in for missing columns is wrong once, not in every row. */
static void check_constants(struct apply *apply, int line)
{
    static const struct {
        enum profile_as as;
        bool (*read)(struct apply *apply);
    } READS[] = {
        {AS_INDICATOR, read_indicator}, {AS_PERIOD, read_period},
        {AS_STATUS, read_status},       {AS_NOTE, read_note},
        {AS_BASIS, read_basis},
    };
    const struct row none = {.line = line};
    apply->row = &none;
    bool good = apply_members_read(apply);
    for (size_t i = 0; i < ARRAY_LEN(READS); i++) {
        if (apply->singles[READS[i].as].slot.fallback.data != NULL) {
            good = READS[i].read(apply) && good;
        }
    }
    apply->row = NULL;
    if (!good) {
        complain_spoils(apply->observe->complaints);
    }
}

static bool on_begin(struct row_taker *taker, int line, bool complete)
{
    struct apply *apply = CONTAINER_OF(taker, struct apply, taker);
    apply->complete = complete;
    if (complete) {
        apply_bind_check(apply, line);
    }
    check_constants(apply, line);
    return apply->observe->complaints->verdict == FAULT_NONE;
}

/* --- the row --- */

/* Was the school open in all periods of the row? */
static bool check_periods(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_SCHOOL];
    const struct place at = {apply->row->line, text->header};
    int last = 0;
    for (int i = 0; i < apply->column_count; i++) {
        const struct apply_figure *figure = &apply->figures[i];
        if (!figure->is_there || figure->period == last) {
            continue;
        }
        last = figure->period;
        if (!observe_school(apply->observe, &at,
                            slot_text(&text->slot, apply->row),
                            apply->school.id, figure->period)) {
            return false;
        }
    }
    return true;
}

static enum row_result on_row(struct row_taker *taker, const struct row *row)
{
    struct apply *apply = CONTAINER_OF(taker, struct apply, taker);
    bool any = false;
    apply->row = row;
    if (is_end(apply, row)) {
        return ROW_STOP;
    }
    if (is_skipped(apply, row) || is_of_others(apply, row)) {
        return ROW_SKIPPED;
    }
    if (has_width(apply, row) &&
        row_is_sound(row, apply->used, apply->observe->complaints) &&
        read_cells(apply, &any) && any &&
        (apply->school.id == 0 || check_periods(apply)) &&
        apply_members_create(apply) && apply_school_create(apply)) {
        apply_figures_emit(apply);
    }
    return ROW_TAKEN;
}

static void on_free(struct row_taker *taker)
{
    struct apply *apply = CONTAINER_OF(taker, struct apply, taker);
    for (int i = 0; i < apply->dimension_count; i++) {
        intern_free(apply->dimensions[i].memo);
    }
    intern_free(apply->told);
    arena_fini(&apply->arena);
    free(apply);
}

static const struct row_taker_ops APPLY_OPS = {
    .column = on_column,
    .begin = on_begin,
    .row = on_row,
    .free = on_free,
};

static void find_parent(struct apply *apply)
{
    const struct catalogue *catalogue = apply->observe->catalogue;
    const char *code = apply->profile->area_parent;
    const struct place at = {1, "area_parent"};
    const struct area *area =
        code == NULL ? catalogue_root(catalogue)
                     : catalogue_area(catalogue, code, strlen(code));
    if (area == NULL) {
        complain_file(apply->observe->complaints, &at, FAULT_UNKNOWN_AREA,
                      span_of(code));
        return;
    }
    apply->parent_area = area->id;
}

/* What the request says goes before what the profile says. */
static void bind_constants(struct apply *apply,
                           const struct reader_default *defaults, int count)
{
    const struct profile *profile = apply->profile;
    for (int i = 0; i < profile->constant_count; i++) {
        apply_bind_constant(apply, profile->constants[i].name,
                            profile->constants[i].text);
    }
    for (int i = 0; i < count; i++) {
        apply_bind_constant(apply, defaults[i].column,
                            span_trim(span_of(defaults[i].value)));
    }
}

struct row_taker *apply_new(struct observe *observe,
                            const struct profile *profile,
                            const struct reader_default *defaults,
                            int default_count)
{
    struct apply *apply = calloc(1, sizeof(*apply));
    CHECK(apply != NULL);
    row_taker_init(&apply->taker, &APPLY_OPS);
    apply->observe = observe;
    observe->thousands = profile->thousands;
    apply->profile = profile;
    apply->told = intern_new();
    arena_init(&apply->arena);
    for (int as = 0; as <= AS_LAST_SINGLE; as++) {
        apply->singles[as].header = profile_as_name((enum profile_as)as);
    }
    find_parent(apply);
    bind_constants(apply, defaults, default_count);
    return &apply->taker;
}
