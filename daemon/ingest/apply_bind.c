#include "ingest/apply_bind.h"

#include <string.h>

#include "model/period.h"

static bool spoil(struct apply *apply, const struct place *at, enum fault fault)
{
    return complain_file(apply->observe->complaints, at, fault,
                         span_of(at->column));
}

/* The dimension's place in a row; made when it is new. False: there is no
 * such dimension, or too many. */
static bool find_dimension(struct apply *apply, const char *code,
                           struct apply_text **out)
{
    const struct dimension *dimension =
        catalogue_dimension(apply->observe->catalogue, code, strlen(code));
    int at = 0;
    while (at < apply->dimension_count &&
           apply->dimensions[at].dimension != dimension) {
        at++;
    }
    if (dimension == NULL || at == APPLY_MAX_DIMENSIONS) {
        return false;
    }
    struct apply_dimension *dim = &apply->dimensions[at];
    *out = &dim->text;
    if (at == apply->dimension_count) {
        apply->dimension_count++;
        dim->dimension = dimension;
        dim->memo = intern_new();
        dim->text.header = dimension->code;
    }
    return true;
}

static bool find_text(struct apply *apply, const char *name,
                      struct apply_text **out)
{
    enum profile_as as = AS_COUNT;
    if (strcmp(name, "area") == 0) {
        as = AS_SCHOOL_AREA;
    } else if (!profile_as_parse(name, &as) || as < AS_SCHOOL ||
               as > AS_LAST_SINGLE) {
        return find_dimension(apply, name, out);
    }
    *out = &apply->singles[as];
    return true;
}

void apply_bind_constant(struct apply *apply, const char *name,
                         struct span text)
{
    const struct place at = {1, name};
    struct apply_text *target = NULL;
    if (find_text(apply, name, &target)) {
        target->slot.fallback = text;
    } else {
        spoil(apply, &at, FAULT_UNKNOWN_COLUMN);
    }
}

/* --- columns --- */

static void bind_text(struct apply *apply, struct apply_text *text,
                      const struct profile_column *spec, const struct place *at,
                      int index)
{
    if (text->slot.column > 0) {
        spoil(apply, at, FAULT_DUPLICATE_COLUMN);
        return;
    }
    text->slot.column = index + 1;
    text->header = at->column;
    text->rewrite = &spec->rewrite;
}

static void bind_dimension(struct apply *apply,
                           const struct profile_column *spec,
                           const struct place *at, int index)
{
    struct apply_text *text = NULL;
    if (find_dimension(apply, spec->dimension, &text)) {
        bind_text(apply, text, spec, at, index);
    } else {
        complain_file(apply->observe->complaints, at, FAULT_UNKNOWN_DIMENSION,
                      span_of(spec->dimension));
    }
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
    column->multiplier = indicator->multiplier;
    column->indicator = apply_reported(apply, at, indicator, column->spec->as);
    if (column->indicator == NULL) {
        complain_spoils(complaints);
    }
}

/* The period itself, or a template for what the heading says. */
static bool read_period(const struct profile_column *spec, struct span header,
                        int *period)
{
    struct rewritten text;
    const struct rewrite rewrite = {
        .pattern = spec->header_pattern,
        .code_template = spec->period,
    };
    if (strchr(spec->period, '{') == NULL) {
        return period_parse(spec->period, strlen(spec->period), period);
    }
    return rewrite_apply(&rewrite, header, &text) &&
           period_parse(text.code.data, text.code.len, period);
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
    *column = (struct apply_column){.spec = spec, .header = at->column};
    column->slot.column = index + 1;
    if (spec->period != NULL &&
        !read_period(spec, span_of(at->column), &column->period)) {
        spoil(apply, at, FAULT_BAD_PERIOD);
    }
    if (spec->indicator != NULL) {
        bind_indicator(apply, column, at);
    }
    for (int i = 0; i < spec->member_count; i++) {
        bind_member(apply, column, at, &spec->members[i]);
    }
}

/* A form may have columns that a bureau keeps only when it has an indicator
 * for them. */
static bool is_not_kept(struct apply *apply, const struct profile_column *spec)
{
    const char *code = spec->indicator;
    if (!spec->form.optional || code == NULL ||
        catalogue_indicator(apply->observe->catalogue, code, strlen(code)) !=
            NULL) {
        return false;
    }
    apply_warn(apply, "not_kept", code);
    return true;
}

static void bind(struct apply *apply, const struct profile_column *spec,
                 const struct place *at, int index)
{
    if (is_not_kept(apply, spec)) {
        return;
    }
    apply->used[index] = apply->used[index] || spec->as != AS_IGNORE;
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
        if (apply->skips[i].column > 0) {
            spoil(apply, at, FAULT_DUPLICATE_COLUMN);
        }
        apply->skips[i].column = index + 1;
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
        if (apply->skips[i].column == 0) {
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

static int find_column(const struct apply *apply, const char *header)
{
    for (int i = 0; i < apply->column_count; i++) {
        const struct apply_column *column = &apply->columns[i];
        if (column->spec->as != AS_RATE &&
            strcmp(column->header, header) == 0) {
            return i;
        }
    }
    return -1;
}

static void find_denominators(struct apply *apply, int line)
{
    for (int i = 0; i < apply->column_count; i++) {
        struct apply_column *column = &apply->columns[i];
        if (column->spec->as != AS_RATE) {
            continue;
        }
        const struct place at = {line, column->spec->of};
        column->denominator = find_column(apply, column->spec->of);
        if (column->denominator < 0) {
            spoil(apply, &at, FAULT_MISSING_COLUMN);
        }
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
    find_denominators(apply, line);
    check_single(apply, line, AS_SCHOOL);
    check_single(apply, line, AS_INDICATOR);
    check_single(apply, line, AS_PERIOD);
}
