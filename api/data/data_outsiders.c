#include "data/data_outsiders.h"

#include <stdlib.h>
#include <string.h>

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

/* Who enters continues somebody, who leaves is continued; a transfer only
 * matters to a place that the school was not in, in the other period. */
static const char *event_reason(const struct school_event *event, int school,
                                bool entered, bool here)
{
    bool party = (entered ? event->to : event->from) == school;
    switch (event->kind) {
    case EVENT_MERGE:
        return party ? "merged" : NULL;
    case EVENT_SPLIT:
        return party ? "split" : NULL;
    case EVENT_RENAME:
        return party ? "renamed" : NULL;
    case EVENT_TRANSFER:
        return here ? NULL : "transferred";
    default:
        return NULL;
    }
}

/* Why it has no figure in the other period, in which it was `here` or not. */
static const char *reason_of(const struct data_pair *pair, bool entered)
{
    const struct data_panel_question *question = pair->question;
    const struct catalogue *cat = question->window->plan->cat;
    int id = question->window->roll->units[pair->unit];
    int other = entered ? question->base->period : question->current->period;
    const struct school_event *event = succession_event_between(
        cat, id, period_first_day(question->base->period),
        period_last_day(question->current->period));
    bool here = entered ? pair->here_before : pair->here;
    const char *reason =
        event != NULL ? event_reason(event, id, entered, here) : NULL;
    if (reason != NULL) {
        return reason;
    }
    if (school_open(catalogue_school_by_id(cat, id), other)) {
        return "not_reported";
    }
    return entered ? "new" : "closed";
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
        note_outsider(question->entered, pair, &pair->current,
                      reason_of(pair, true));
    }
    if (data_outsiders_any(&pair->base, terms)) {
        note_outsider(question->left, pair, &pair->base,
                      reason_of(pair, false));
    }
}

static int by_code(const void *a, const void *b)
{
    const struct data_outsider *left = a;
    const struct data_outsider *right = b;
    return strcmp(left->school->code, right->school->code);
}

void data_outsiders_sort(struct data_outsiders *list)
{
    if (list->count > 1) {
        qsort(list->list, (size_t)list->count, sizeof(*list->list), by_code);
    }
}
