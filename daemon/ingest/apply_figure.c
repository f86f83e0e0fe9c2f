#include <stdio.h>

#include "ingest/apply_impl.h"
#include "ingest/status.h"

/* --- what a column's figures are of --- */

static bool is_reported(const struct indicator *indicator)
{
    return indicator->kind == INDICATOR_FLOW ||
           indicator->kind == INDICATOR_STOCK ||
           indicator->kind == INDICATOR_RATE;
}

const struct indicator *apply_reported(struct apply *apply,
                                       const struct place *at,
                                       const struct indicator *indicator,
                                       enum profile_as as)
{
    struct complaints *complaints = apply->observe->complaints;
    struct span code = span_of(indicator->code);
    if (as == AS_VALUE) {
        if (is_reported(indicator)) {
            return indicator;
        }
        complain(complaints, at, FAULT_NOT_REPORTABLE, code);
        return NULL;
    }
    if (indicator->kind != INDICATOR_RATIO) {
        complain(complaints, at, FAULT_NOT_RATIO, code);
        return NULL;
    }
    int part =
        as == AS_DENOMINATOR ? indicator->denominator : indicator->numerator;
    const struct indicator *reported =
        catalogue_indicator_by_id(apply->observe->catalogue, part);
    if (reported == NULL || !is_reported(reported)) {
        complain(complaints, at, FAULT_NOT_REPORTABLE, code);
        return NULL;
    }
    return reported;
}

static bool subject_of(struct apply *apply, const struct apply_column *column,
                       struct apply_figure *figure)
{
    struct place at = {apply->row->line, column->header};
    figure->period = column->period != 0 ? column->period : apply->period;
    figure->indicator = column->indicator;
    figure->multiplier = column->multiplier;
    if (figure->indicator == NULL && apply->indicator != NULL) {
        figure->multiplier = apply->indicator->multiplier;
        figure->indicator =
            apply_reported(apply, &at, apply->indicator, column->spec->as);
    }
    return figure->indicator != NULL && figure->period != 0 &&
           observe_time(apply->observe, &at, figure->indicator,
                        figure->period) &&
           (!apply->cumulative ||
            observe_cumulates(apply->observe, &at, figure->indicator));
}

/* --- its value --- */

static const struct profile_token *token_of(const struct profile *profile,
                                            struct span text)
{
    for (int i = 0; i < profile->token_count; i++) {
        if (span_equal(profile->tokens[i].text, text)) {
            return &profile->tokens[i];
        }
    }
    return NULL;
}

static bool set_number(struct apply *apply, const struct apply_column *column,
                       struct span text, struct apply_figure *figure)
{
    struct place at = {apply->row->line, column->header};
    figure->has_value = true;
    if (column->spec->as == AS_RATE) {
        return apply_rate_number(apply, &at, text, &figure->value);
    }
    return observe_number(apply->observe, &at, figure->indicator, text,
                          &figure->value);
}

static bool set_token(struct apply *apply, const struct apply_column *column,
                      const struct profile_token *token,
                      struct apply_figure *figure)
{
    if (token->status != '\0') {
        figure->status = token->status;
    }
    return token->value.data == NULL ||
           set_number(apply, column, token->value, figure);
}

static bool set_text(struct apply *apply, const struct apply_column *column,
                     struct span text, struct apply_figure *figure)
{
    const struct rewrite *rewrite = &column->spec->rewrite;
    if (rewrite_is_plain(rewrite)) {
        return set_number(apply, column, text, figure);
    }
    if (!rewrite_apply(rewrite, text, &apply->scratch)) {
        struct place at = {apply->row->line, column->header};
        return complain(apply->observe->complaints, &at, FAULT_NO_MATCH, text);
    }
    return set_number(apply, column, apply->scratch.code, figure);
}

/* An empty cell is no observation, unless the row says why it is empty. */
static bool means_nothing(const struct apply *apply, struct span text,
                          const struct profile_token *token)
{
    return text.len == 0 && token == NULL &&
           (apply->status == '\0' || !status_fits(apply->status, false));
}

static bool check_status(struct apply *apply, const struct apply_column *column,
                         struct apply_figure *figure)
{
    if (figure->status == '\0') {
        figure->status = figure->has_value ? STATUS_NORMAL : STATUS_MISSING;
    }
    if (status_fits(figure->status, figure->has_value)) {
        return true;
    }
    const char text[2] = {figure->status, '\0'};
    struct place at = {apply->row->line, column->header};
    return complain(apply->observe->complaints, &at, FAULT_STATUS_VALUE,
                    span_of(text));
}

static bool figure_read(struct apply *apply, const struct apply_column *column,
                        struct apply_figure *figure)
{
    struct span text = slot_text(&column->slot, apply->row);
    const struct profile_token *token = token_of(apply->profile, text);
    *figure = (struct apply_figure){.status = apply->status};
    if (means_nothing(apply, text, token)) {
        return true;
    }
    figure->is_there = true;
    if (!subject_of(apply, column, figure)) {
        return false;
    }
    bool good = true;
    if (token != NULL) {
        good = set_token(apply, column, token, figure);
    } else if (text.len > 0) {
        good = set_text(apply, column, text, figure);
    }
    return good && check_status(apply, column, figure);
}

bool apply_figures_read(struct apply *apply, bool *any)
{
    bool good = true;
    *any = false;
    for (int i = 0; i < apply->column_count; i++) {
        struct apply_figure *figure = &apply->figures[i];
        good = figure_read(apply, &apply->columns[i], figure) && good;
        *any = *any || figure->is_there;
    }
    return good && apply_rates_read(apply);
}

/* --- handing over --- */

/* The column's members go before those of the row. */
static bool add_member(struct subject *subject,
                       const struct apply_column *column, int dimension,
                       int member)
{
    for (int i = 0; i < column->count; i++) {
        if (column->dimensions[i] == dimension) {
            return true;
        }
    }
    if (subject->count == CELLS_MAX_MEMBERS) {
        return false;
    }
    subject->members[subject->count++] = member;
    return true;
}

static bool members_of(const struct apply *apply,
                       const struct apply_column *column,
                       struct subject *subject)
{
    for (int i = 0; i < column->count; i++) {
        subject->members[subject->count++] = column->members[i];
    }
    for (int i = 0; i < apply->dimension_count; i++) {
        const struct apply_dimension *dim = &apply->dimensions[i];
        if (dim->member != 0 &&
            !add_member(subject, column, dim->dimension->id, dim->member)) {
            return false;
        }
    }
    return true;
}

static void figure_emit(struct apply *apply, const struct apply_column *column,
                        const struct apply_figure *figure)
{
    static const char *const ARGS[3] = {"dimensions", ">8", "8"};
    struct complaints *complaints = apply->observe->complaints;
    struct place at = {apply->row->line, column->header};
    struct subject subject = {.indicator = figure->indicator->id,
                              .period = figure->period};
    if (!members_of(apply, column, &subject)) {
        complain_with(complaints, &at, FAULT_TOO_MANY, ARGS, span_of(NULL));
        return;
    }
    const struct observation obs = {
        .line = apply->row->line,
        .cell = apply->cumulative
                    ? observe_cumulative_cell(apply->observe, &at, &subject)
                    : observe_cell(apply->observe, &at, &subject),
        .school = apply->school.id,
        .has_value = figure->has_value,
        .value = figure->value,
        .status = figure->status,
        .note = apply->has_note ? apply->note : NULL,
        .column = column->header,
    };
    if (obs.cell > 0) {
        complaints->sink->ops->observation(complaints->sink, &obs);
    }
}

void apply_figures_emit(struct apply *apply)
{
    for (int i = 0; i < apply->column_count; i++) {
        if (apply->figures[i].is_there) {
            figure_emit(apply, &apply->columns[i], &apply->figures[i]);
        }
    }
}
