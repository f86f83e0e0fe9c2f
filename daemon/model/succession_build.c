#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/succession_impl.h"
#include "platform/check.h"

static int compare(int a, int b)
{
    return (a > b) - (a < b);
}

static int by_date(const void *a, const void *b)
{
    const struct school_event *left = *(const struct school_event *const *)a;
    const struct school_event *right = *(const struct school_event *const *)b;
    int order = compare(left->date, right->date);
    return order != 0 ? order : compare(left->id, right->id);
}

static int by_date_and_from(const void *a, const void *b)
{
    const struct school_event *left = *(const struct school_event *const *)a;
    const struct school_event *right = *(const struct school_event *const *)b;
    int order = compare(left->date, right->date);
    if (order == 0) {
        order = compare(left->from, right->from);
    }
    return order != 0 ? order : compare(left->id, right->id);
}

/* --- what the table promises --- */

static bool school_there(const struct catalogue *cat, int id, bool needed)
{
    return id == 0 ? !needed : catalogue_school_by_id(cat, id) != NULL;
}

static bool area_there(const struct catalogue *cat, int id, bool needed)
{
    return id == 0 ? !needed : catalogue_area_by_id(cat, id) != NULL;
}

static bool event_holds(const struct catalogue *cat,
                        const struct school_event *event)
{
    bool moves = school_event_moves(event);
    bool moved = event->kind == EVENT_TRANSFER;
    return event->kind < EVENT_KINDS && event->weight >= 0 &&
           event->weight <= SUCCESSION_WHOLE &&
           school_there(cat, event->from, moves || moved) &&
           school_there(cat, event->to, moves) &&
           area_there(cat, event->area_from, moved) &&
           area_there(cat, event->area_to, moved);
}

static bool events_hold(const struct catalogue *cat, struct error *err)
{
    for (size_t i = 0; i < cat->events.count; i++) {
        const struct school_event *event = cat->events.rows[i];
        if (!event_holds(cat, event)) {
            return error_detail(err, FAULT_INTERNAL,
                                "catalogue: school event %d does not hold",
                                event->id);
        }
    }
    return true;
}

/* --- names --- */

static const char *school_code(const struct catalogue *cat, int id)
{
    return id != 0 ? catalogue_school_by_id(cat, id)->code : "";
}

/* What an event came to is no part of its name: a school has one transfer and
 * one change of level in a day. */
static void name_events(struct catalogue *cat)
{
    char code[2 * CATALOGUE_CODE_MAX + 40];
    for (size_t i = 0; i < cat->events.count; i++) {
        struct school_event *event = cat->events.rows[i];
        snprintf(code, sizeof(code), "%04d-%02d-%02d.%s.%s.%s",
                 event->date / 10000, event->date / 100 % 100,
                 event->date % 100, school_event_kind_name(event->kind),
                 school_code(cat, event->from), school_code(cat, event->to));
        event->code = arena_dup(&cat->arena, code);
    }
}

/* --- the events of each school --- */

static void count_entries(const struct catalogue *cat, struct succession *suc)
{
    for (size_t i = 0; i < suc->event_count; i++) {
        const struct school_event *event = suc->events[i];
        suc->entry_of[event->from + 1]++;
        if (event->to != event->from) {
            suc->entry_of[event->to + 1]++;
        }
    }
    suc->entry_of[1] = 0; /* school 0 is none */
    for (int id = 1; id <= cat->schools.last_id; id++) {
        suc->entry_of[id + 1] += suc->entry_of[id];
    }
}

static void place_entries(const struct catalogue *cat, struct succession *suc)
{
    size_t schools = (size_t)cat->schools.last_id + 1;
    size_t *next = calloc(schools, sizeof(*next));
    CHECK(next != NULL);
    memcpy(next, suc->entry_of, schools * sizeof(*next));
    for (size_t i = 0; i < suc->event_count; i++) {
        const struct school_event *event = suc->events[i];
        if (event->from != 0) {
            suc->entries[next[event->from]++] = event;
        }
        if (event->to != 0 && event->to != event->from) {
            suc->entries[next[event->to]++] = event;
        }
    }
    free(next);
}

static bool has_transfer(const struct succession *suc, int school)
{
    for (size_t i = suc->entry_of[school]; i < suc->entry_of[school + 1]; i++) {
        if (suc->entries[i]->kind == EVENT_TRANSFER) {
            return true;
        }
    }
    return false;
}

static void index_schools(struct catalogue *cat, struct succession *suc)
{
    size_t schools = (size_t)cat->schools.last_id + 2;
    suc->entry_of = arena_zalloc(&cat->arena, schools, sizeof(*suc->entry_of));
    suc->entries =
        arena_zalloc(&cat->arena, 2 * suc->event_count, sizeof(*suc->entries));
    count_entries(cat, suc);
    place_entries(cat, suc);
    suc->moved =
        arena_zalloc(&cat->arena, suc->event_count, sizeof(*suc->moved));
    for (int id = 1; id <= cat->schools.last_id; id++) {
        if (has_transfer(suc, id)) {
            suc->moved[suc->moved_count++] = id;
        }
    }
}

/* --- what is handed on --- */

static void add_handover(struct succession *suc, size_t first, size_t end)
{
    struct handover *to = &suc->handovers[suc->handover_count++];
    const struct school_event *head = suc->moving[first];
    int sum = 0;
    bool known = true;
    for (size_t i = first; i < end; i++) {
        known = known && suc->moving[i]->weight > 0;
        /* No sum of known weights is worth more than one too many. */
        sum = sum > SUCCESSION_WHOLE ? sum : sum + suc->moving[i]->weight;
    }
    *to = (struct handover){
        .date = head->date,
        .from = head->from,
        .first = first,
        .count = end - first,
        .weighted = (end - first == 1 && head->kind != EVENT_SPLIT) ||
                    (known && sum == SUCCESSION_WHOLE),
    };
}

static void find_handovers(struct catalogue *cat, struct succession *suc)
{
    suc->moving =
        arena_zalloc(&cat->arena, suc->event_count, sizeof(*suc->moving));
    suc->handovers =
        arena_zalloc(&cat->arena, suc->event_count, sizeof(*suc->handovers));
    for (size_t i = 0; i < suc->event_count; i++) {
        if (school_event_moves(suc->events[i])) {
            suc->moving[suc->moving_count++] = suc->events[i];
            suc->any |= suc->events[i]->from != suc->events[i]->to;
        }
    }
    if (suc->moving_count > 0) {
        qsort(suc->moving, suc->moving_count, sizeof(*suc->moving),
              by_date_and_from);
    }
    size_t first = 0;
    for (size_t i = 1; i <= suc->moving_count; i++) {
        if (i == suc->moving_count ||
            suc->moving[i]->date != suc->moving[first]->date ||
            suc->moving[i]->from != suc->moving[first]->from) {
            add_handover(suc, first, i);
            first = i;
        }
    }
}

bool catalogue_build_succession(struct catalogue *cat, struct error *err)
{
    if (cat->events.count == 0) {
        return true;
    }
    if (!events_hold(cat, err)) {
        return false;
    }
    size_t schools = (size_t)cat->schools.last_id + 1;
    struct succession *suc = arena_zalloc(&cat->arena, 1, sizeof(*suc));
    suc->unit = arena_zalloc(&cat->arena, schools, sizeof(*suc->unit));
    suc->runs = arena_zalloc(&cat->arena, schools, sizeof(*suc->runs));
    qsort(cat->events.rows, cat->events.count, sizeof(*cat->events.rows),
          by_date);
    name_events(cat);
    suc->events = (const void *)cat->events.rows;
    suc->event_count = cat->events.count;
    index_schools(cat, suc);
    find_handovers(cat, suc);
    succession_join(cat, suc);
    cat->succession = suc;
    return succession_resolve(cat, suc, err);
}
