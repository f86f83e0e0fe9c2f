#include "ingest/apply_bind.h"

#include <string.h>

#include "model/period.h"
#include "platform/check.h"

static bool spoil(struct apply *apply, const struct place *at, enum fault fault)
{
    return complain_file(apply->observe->complaints, at, fault,
                         span_of(at->column));
}

/* The dimension's place in a row; made when it is new. NULL: too many. */
static struct apply_dimension *dimension_at(struct apply *apply,
                                            const struct dimension *dimension)
{
    for (int i = 0; i < apply->dimension_count; i++) {
        if (apply->dimensions[i].dimension == dimension) {
            return &apply->dimensions[i];
        }
    }
    if (apply->dimension_count == APPLY_MAX_DIMENSIONS) {
        return NULL;
    }
    struct apply_dimension *added =
        &apply->dimensions[apply->dimension_count++];
    added->dimension = dimension;
    added->memo = intern_new();
    added->text.header = dimension->code;
    added->text.slot.at = -1;
    return added;
}

static struct apply_text *text_named(struct apply *apply, const char *name)
{
    enum profile_as as = AS_COUNT;
    if (strcmp(name, "area") == 0) {
        return &apply->singles[AS_SCHOOL_AREA];
    }
    if (profile_as_parse(name, &as) && as >= AS_SCHOOL &&
        as <= AS_LAST_SINGLE) {
        return &apply->singles[as];
    }
    const struct dimension *dimension =
        catalogue_dimension(apply->observe->catalogue, name, strlen(name));
    struct apply_dimension *dim =
        dimension == NULL ? NULL : dimension_at(apply, dimension);
    return dim == NULL ? NULL : &dim->text;
}

void apply_bind_constant(struct apply *apply, const char *name,
                         struct span text)
{
    const struct place at = {1, name};
    struct apply_text *target = text_named(apply, name);
    if (target == NULL) {
        spoil(apply, &at, FAULT_UNKNOWN_COLUMN);
    } else {
        target->slot.fallback = text;
    }
}

/* --- columns --- */

static void bind_text(struct apply *apply, struct apply_text *text,
                      const struct profile_column *spec, const struct place *at,
                      int index)
{
    if (text->slot.at >= 0) {
        spoil(apply, at, FAULT_DUPLICATE_COLUMN);
        return;
    }
    text->slot.at = index;
    text->header = at->column;
    text->rewrite = &spec->rewrite;
}

static void bind_dimension(struct apply *apply,
                           const struct profile_column *spec,
                           const struct place *at, int index)
{
    const struct dimension *dimension = catalogue_dimension(
        apply->observe->catalogue, spec->dimension, strlen(spec->dimension));
    struct apply_dimension *dim =
        dimension == NULL ? NULL : dimension_at(apply, dimension);
    if (dim == NULL) {
        complain_file(apply->observe->complaints, at, FAULT_UNKNOWN_DIMENSION,
                      span_of(spec->dimension));
        return;
    }
    bind_text(apply, &dim->text, spec, at, index);
}

static void bind_member(struct apply *apply, struct apply_column *column,
                        const struct place *at,
                        const struct profile_member *member)
{
    const struct dimension *dimension =
        catalogue_dimension(apply->observe->catalogue, member->dimension,
                            strlen(member->dimension));
    if (dimension == NULL) {
        complain_file(apply->observe->complaints, at, FAULT_UNKNOWN_DIMENSION,
                      span_of(member->dimension));
        return;
    }
    int id = apply_member_named(apply, at, dimension, member->member);
    if (id != 0) {
        column->members[column->count] = id;
        column->dimensions[column->count++] = dimension->id;
    }
}

static void bind_indicator(struct apply *apply, struct apply_column *column,
                           const struct place *at)
{
    struct complaints *complaints = apply->observe->complaints;
    struct span code = span_of(column->spec->indicator);
    const struct indicator *indicator =
        catalogue_indicator(apply->observe->catalogue, code.data, code.len);
    if (indicator == NULL) {
        complain_file(complaints, at, FAULT_UNKNOWN_INDICATOR, code);
        return;
    }
    column->indicator = apply_reported(apply, at, indicator, column->spec->as);
    if (column->indicator == NULL) {
        complain_spoils(complaints);
    }
}

static void bind_figures(struct apply *apply, const struct profile_column *spec,
                         const struct place *at, int index)
{
    /* One header_pattern may find several columns, but a file has not more
     * than ROW_MAX_COLUMNS, and two uses of one column are as many places. */
    if (apply->column_count == ROW_MAX_COLUMNS) {
        spoil(apply, at, FAULT_TOO_MANY_COLUMNS);
        return;
    }
    struct apply_column *column = &apply->columns[apply->column_count++];
    *column =
        (struct apply_column){.spec = spec, .at = index, .header = at->column};
    if (spec->period != NULL) {
        bool good =
            period_parse(spec->period, strlen(spec->period), &column->period);
        CHECK(good); /* the compiler saw to it */
    }
    if (spec->indicator != NULL) {
        bind_indicator(apply, column, at);
    }
    for (int i = 0; i < spec->member_count; i++) {
        bind_member(apply, column, at, &spec->members[i]);
    }
}

static void bind(struct apply *apply, const struct profile_column *spec,
                 const struct place *at, int index)
{
    if (spec->as >= AS_VALUE) {
        bind_figures(apply, spec, at, index);
    } else if (spec->as == AS_DIMENSION) {
        bind_dimension(apply, spec, at, index);
    } else if (spec->as != AS_IGNORE) {
        bind_text(apply, &apply->singles[spec->as], spec, at, index);
    }
}

static bool names(const struct profile_column *spec, struct span header)
{
    return spec->header != NULL ? span_is(header, spec->header)
                                : pattern_matches(spec->header_pattern, header);
}

static bool bind_skips(struct apply *apply, const struct place *at, int index)
{
    bool used = false;
    for (int i = 0; i < apply->profile->skip_count; i++) {
        if (!span_is(apply->profile->skips[i].header, at->column)) {
            continue;
        }
        used = true;
        if (apply->skip_at[i] >= 0) {
            spoil(apply, at, FAULT_DUPLICATE_COLUMN);
        }
        apply->skip_at[i] = index;
    }
    return used;
}

void apply_bind_column(struct apply *apply, int index, struct span name,
                       int line)
{
    const struct profile *profile = apply->profile;
    const char *header = arena_copy(&apply->arena, name.data, name.len);
    const struct place at = {line, header};
    bool used = bind_skips(apply, &at, index);
    for (int i = 0; i < profile->column_count; i++) {
        const struct profile_column *spec = &profile->columns[i];
        if (name.len == 0 || !names(spec, name)) {
            continue;
        }
        used = true;
        if (spec->header != NULL && apply->found[i]) {
            spoil(apply, &at, FAULT_DUPLICATE_COLUMN);
            continue;
        }
        apply->found[i] = true;
        bind(apply, spec, &at, index);
    }
    if (!used && name.len > 0) {
        apply_warn(apply, "ignored_column", header);
    }
}

/* --- what is missing --- */

static void check_columns(struct apply *apply, int line)
{
    for (int i = 0; i < apply->profile->column_count; i++) {
        const struct profile_column *spec = &apply->profile->columns[i];
        /* A pattern has no text to show but the use of the column. */
        const struct place at = {line, spec->header != NULL
                                           ? spec->header
                                           : profile_as_name(spec->as)};
        if (!apply->found[i]) {
            spoil(apply, &at, FAULT_MISSING_COLUMN);
        }
    }
    for (int i = 0; i < apply->profile->skip_count; i++) {
        const struct place at = {line, apply->profile->skips[i].header.data};
        if (apply->skip_at[i] < 0) {
            spoil(apply, &at, FAULT_MISSING_COLUMN);
        }
    }
}

static bool all_columns_say(const struct apply *apply, enum profile_as as)
{
    for (int i = 0; i < apply->column_count; i++) {
        const struct profile_column *spec = apply->columns[i].spec;
        if ((as == AS_PERIOD ? spec->period : spec->indicator) == NULL) {
            return false;
        }
    }
    return true;
}

static void check_single(struct apply *apply, int line, enum profile_as as)
{
    const struct place at = {line, profile_as_name(as)};
    if (!slot_is_filled(&apply->singles[as].slot) &&
        (as == AS_SCHOOL || !all_columns_say(apply, as))) {
        spoil(apply, &at, FAULT_MISSING_COLUMN);
    }
}

static void settle(struct apply *apply)
{
    for (int as = 0; as <= AS_LAST_SINGLE; as++) {
        slot_settle(&apply->singles[as].slot);
    }
    for (int i = 0; i < apply->dimension_count; i++) {
        slot_settle(&apply->dimensions[i].text.slot);
    }
}

void apply_bind_check(struct apply *apply, int line)
{
    settle(apply);
    check_columns(apply, line);
    check_single(apply, line, AS_SCHOOL);
    check_single(apply, line, AS_INDICATOR);
    check_single(apply, line, AS_PERIOD);
}
