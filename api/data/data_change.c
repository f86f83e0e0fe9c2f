#include "data/data_change.h"

#include "data/data_link.h"
#include "data/data_status.h"

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
    bool comparable = link_base(row, linked) && !is_marked(row);
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
