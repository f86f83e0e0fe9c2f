#include "data/data_change.h"

#include "data/data_link.h"
#include "data/data_status.h"
#include "model/period.h"
#include "model/succession.h"

#include <string.h>

/* The dimension of the catalogue whose members are levels of schools. */
#define LEVEL_DIMENSION "school_level"

/* False: there is a base, but not one to compare with. */
static bool link_base(struct data_row *row, struct data_figure *linked)
{
    if (row->link == NULL || !row->link->linked ||
        !row->base_figure->figure.present) {
        return true;
    }
    *linked = *row->base_figure;
    if (!data_link_apply(row->link, &linked->figure)) {
        return false;
    }
    row->base_figure = linked;
    return true;
}

/* Schools say themselves that a figure of theirs is of another definition
 * than before. Which of them is not seen in a sum: all of it is not
 * comparable. */
static bool is_marked(const struct data_row *row)
{
    bool linked = row->link != NULL && row->link->linked;
    return (row->figure->statuses & data_status_bit('B')) != 0 && !linked &&
           !row->plan->query->allow_break;
}

/* The figures are broken down by the level of schools. */
static bool names_level(const struct data_query *query)
{
    for (int i = 0; i < query->axis_count; i++) {
        if (strcmp(query->axes[i].dimension->code, LEVEL_DIMENSION) == 0) {
            return true;
        }
    }
    return false;
}

/* A school became one of another level between base and current: both levels
 * break there, their sum does not. */
static bool changes_level(const struct data_row *row)
{
    const struct data_plan *plan = row->plan;
    const struct data_place *place = &plan->places.list[row->series.place];
    size_t count = 0;
    const struct school_event *const *events =
        succession_events(plan->cat, &count);
    if (row->base == NULL || plan->query->allow_break ||
        !names_level(plan->query)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct school_event *event = events[i];
        const struct school *school =
            catalogue_school_by_id(plan->cat, event->from);
        if (event->kind == EVENT_CHANGE_LEVEL &&
            event->date > period_first_day(row->base->period) &&
            event->date <= period_last_day(row->current->period) &&
            (place->school == NULL || place->school == school) &&
            succession_ever_below(plan->cat, school, place->area)) {
            return true;
        }
    }
    return false;
}

static bool is_thin(int reported, int expected, int limit)
{
    return (int64_t)reported * 100 < (int64_t)expected * limit;
}

static bool lacks_reports(const struct data_row *row)
{
    int limit = row->plan->query->min_coverage;
    return limit > 0 && row->panel == NULL &&
           (is_thin(row->figure->reported, row->expected, limit) ||
            is_thin(row->base_figure->reported, row->base_expected, limit));
}

/* A panel without schools says nothing of whether there are reports. */
static enum change_reason panel_reason(const struct data_panel *panel,
                                       enum change_reason reason)
{
    if (reason != CHANGE_CUR_MISSING || !panel->all_current.figure.present) {
        return reason;
    }
    return panel->all_base.figure.present ? CHANGE_COVERAGE
                                          : CHANGE_BASE_MISSING;
}

void data_change_make(struct data_row *row, struct data_figure *linked)
{
    struct change *change = &row->change;
    bool comparable =
        link_base(row, linked) && !is_marked(row) && !changes_level(row);
    change_compute(&row->figure->figure, &row->base_figure->figure, row->scale,
                   row->plan->query->digits, change);
    if (!comparable) {
        change_refuse(change, CHANGE_BREAK);
    } else if (lacks_reports(row)) {
        change_refuse(change, CHANGE_COVERAGE);
    }
    if (row->panel != NULL) {
        change->reason = panel_reason(row->panel, change->reason);
    }
}
