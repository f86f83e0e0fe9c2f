#include "model/succession.h"

#include <string.h>

#include "model/period.h"
#include "model/succession_impl.h"

bool succession_any(const struct catalogue *cat)
{
    return cat->succession != NULL && cat->succession->any;
}

static const struct run *run_of(const struct catalogue *cat, int school,
                                int period)
{
    const struct run *run = cat->succession->runs[school];
    int began = period_first_day(period);
    while (run != NULL && run->until <= began) {
        run = run->later;
    }
    return run;
}

int succession_shares(const struct catalogue *cat, int school, int period,
                      struct succession_share *out)
{
    if (!succession_any(cat) || school <= 0 || school > cat->schools.last_id) {
        *out = (struct succession_share){school, SUCCESSION_WHOLE};
        return 1;
    }
    const struct run *run = run_of(cat, school, period);
    if (run == NULL) {
        *out = (struct succession_share){cat->succession->unit[school],
                                         SUCCESSION_WHOLE};
        return 1;
    }
    memcpy(out, run->shares, (size_t)run->count * sizeof(*out));
    return run->count;
}

/* --- places --- */

struct entries {
    const struct school_event *const *at;
    size_t count;
};

static struct entries entries_of(const struct catalogue *cat, int school)
{
    const struct succession *suc = cat->succession;
    if (suc == NULL || school <= 0 || school > cat->schools.last_id) {
        return (struct entries){NULL, 0};
    }
    size_t first = suc->entry_of[school];
    return (struct entries){suc->entries + first,
                            suc->entry_of[school + 1] - first};
}

/* Where a known transfer led away from. One that was put in before it later
 * leads to where it leads from today: then it led from where that one does. */
static int origin_of(struct entries events, size_t at, int64_t revision)
{
    int area = events.at[at]->area_from;
    while (at > 0) {
        const struct school_event *before = events.at[--at];
        if (before->kind == EVENT_TRANSFER) {
            if (before->revision <= revision) {
                break;
            }
            area = before->area_from;
        }
    }
    return area;
}

int succession_area_known(const struct catalogue *cat,
                          const struct school *school,
                          struct succession_then then, int day)
{
    struct entries events = entries_of(cat, school->id);
    for (size_t i = 0; i < events.count; i++) {
        const struct school_event *event = events.at[i];
        if (event->kind == EVENT_TRANSFER && event->date > day &&
            event->revision <= then.revision) {
            return origin_of(events, i, then.revision);
        }
    }
    return then.area;
}

int succession_area_on(const struct catalogue *cat, const struct school *school,
                       int day)
{
    struct succession_then now = {INT64_MAX, school->area};
    return succession_area_known(cat, school, now, day);
}

bool succession_moved(const struct catalogue *cat, const struct school *school)
{
    struct entries events = entries_of(cat, school->id);
    for (size_t i = 0; i < events.count; i++) {
        if (events.at[i]->kind == EVENT_TRANSFER) {
            return true;
        }
    }
    return false;
}

static bool in_area(const struct catalogue *cat, const struct area *area,
                    int inner)
{
    return area_contains(area, catalogue_area_by_id(cat, inner));
}

bool succession_ever_below(const struct catalogue *cat,
                           const struct school *school, const struct area *area)
{
    if (in_area(cat, area, school->area)) {
        return true;
    }
    struct entries events = entries_of(cat, school->id);
    for (size_t i = 0; i < events.count; i++) {
        const struct school_event *event = events.at[i];
        if (event->kind == EVENT_TRANSFER &&
            (in_area(cat, area, event->area_from) ||
             in_area(cat, area, event->area_to))) {
            return true;
        }
    }
    return false;
}

bool succession_any_moved_in(const struct catalogue *cat,
                             const struct area *area)
{
    const struct succession *suc = cat->succession;
    for (size_t i = 0; suc != NULL && i < suc->moved_count; i++) {
        const struct school *school =
            catalogue_school_by_id(cat, suc->moved[i]);
        if (succession_ever_below(cat, school, area)) {
            return true;
        }
    }
    return false;
}

int succession_schools_ever_below(const struct catalogue *cat,
                                  const struct area *area)
{
    const struct succession *suc = cat->succession;
    int count = catalogue_schools_below(cat, area);
    for (size_t i = 0; suc != NULL && i < suc->moved_count; i++) {
        const struct school *school =
            catalogue_school_by_id(cat, suc->moved[i]);
        count += !in_area(cat, area, school->area) &&
                 succession_ever_below(cat, school, area);
    }
    return count;
}

/* --- relations --- */

static size_t first_kin(const struct succession *suc, int unit)
{
    size_t low = 0;
    size_t high = suc->kin_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (suc->kin[middle].unit < unit) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void put_id(int *out, int max, int at, int id)
{
    if (at < max) {
        out[at] = id;
    }
}

int succession_kin(const struct catalogue *cat, int unit, int *out, int max)
{
    const struct succession *suc = cat->succession;
    int count = 0;
    bool self = false;
    size_t end = suc != NULL ? suc->kin_count : 0;
    for (size_t i = suc != NULL ? first_kin(suc, unit) : 0;
         i < end && suc->kin[i].unit == unit; i++) {
        int school = suc->kin[i].school;
        if (!self && school > unit) {
            put_id(out, max, count++, unit);
        }
        self = self || school >= unit;
        put_id(out, max, count++, school);
    }
    if (!self) {
        put_id(out, max, count++, unit);
    }
    return count;
}

/* --- reasons --- */

static bool is_vital(const struct school_event *event)
{
    return event->kind != EVENT_TRANSFER && event->kind != EVENT_CHANGE_LEVEL;
}

const struct school_event *succession_event_between(const struct catalogue *cat,
                                                    int school, int from_day,
                                                    int to_day)
{
    struct entries events = entries_of(cat, school);
    const struct school_event *found = NULL;
    for (size_t i = 0; i < events.count; i++) {
        const struct school_event *event = events.at[i];
        if (event->date > from_day && event->date <= to_day &&
            (found == NULL || is_vital(event) || !is_vital(found))) {
            found = event;
        }
    }
    return found;
}

const struct school_event *const *succession_events(const struct catalogue *cat,
                                                    size_t *count)
{
    *count = cat->succession != NULL ? cat->succession->event_count : 0;
    return *count > 0 ? cat->succession->events : NULL;
}
