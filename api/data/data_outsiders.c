#include "data/data_outsiders.h"

#include "model/period.h"
#include "model/succession.h"

void data_outsiders_add_raw(struct data_figure *sum,
                            const struct data_figure *figure, int terms)
{
    struct data_figure raw = *figure;
    bool any = false;
    for (int i = 0; i < terms; i++) {
        struct data_part *part = &raw.parts[i];
        part->sum = part->has_whole ? part->whole : part->partial;
        any = any || part->has_whole || part->months != 0;
    }
    if (any) {
        data_figure_add(sum, &raw, terms);
    }
}

bool data_outsiders_any(const struct data_figure *figure, int terms)
{
    for (int i = 0; i < terms; i++) {
        if (figure->parts[i].has_whole || figure->parts[i].months != 0) {
            return true;
        }
    }
    return false;
}

static const char *event_reason(const struct school_event *event)
{
    switch (event->kind) {
    case EVENT_MERGE:
        return "merged";
    case EVENT_SPLIT:
        return "split";
    case EVENT_RENAME:
        return "renamed";
    case EVENT_TRANSFER:
        return "transferred";
    default:
        return NULL;
    }
}

/* `otherwise`: new or closed. */
static const char *reason_of(const struct data_pair *pair, int missing_period,
                             bool here, const char *otherwise)
{
    const struct data_panel_question *question = pair->question;
    const struct catalogue *cat = question->window->plan->cat;
    int id = question->window->roll->units[pair->unit];
    const struct school *school = catalogue_school_by_id(cat, id);
    const struct school_event *event = succession_event_between(
        cat, id, period_first_day(question->base->period),
        period_last_day(question->current->period));
    const char *reason = event != NULL ? event_reason(event) : NULL;
    bool was_open = school_open(school, missing_period);
    if (reason != NULL && (!here || !was_open)) {
        return reason;
    }
    return was_open ? "not_reported" : otherwise;
}

static void note_outsider(struct data_outsiders *list,
                          const struct data_pair *pair,
                          const struct data_figure *figure, const char *reason)
{
    const struct data_panel_question *question = pair->question;
    int id = question->window->roll->units[pair->unit];
    if (list->count == DATA_PANEL_LIST_MAX) {
        list->cut = true;
        return;
    }
    struct data_outsider *row = &list->list[list->count++];
    *row = (struct data_outsider){
        .school = catalogue_school_by_id(question->window->plan->cat, id),
        .reason = reason,
    };
    struct data_figure raw = {0};
    data_outsiders_add_raw(&raw, figure, question->current->terms.count);
    data_figure_join(&raw, question->current->terms.count);
    row->has_value = figure_value(&raw.figure, question->scale, &row->value);
}

void data_outsiders_note(const struct data_pair *pair)
{
    const struct data_panel_question *question = pair->question;
    int terms = question->current->terms.count;
    if (question->entered == NULL || question->base == NULL) {
        return;
    }
    if (data_outsiders_any(&pair->current, terms)) {
        note_outsider(
            question->entered, pair, &pair->current,
            reason_of(pair, question->base->period, pair->here_before, "new"));
    }
    if (data_outsiders_any(&pair->base, terms)) {
        note_outsider(
            question->left, pair, &pair->base,
            reason_of(pair, question->current->period, pair->here, "closed"));
    }
}
