#include <limits.h>
#include <stdlib.h>

#include "model/succession_impl.h"
#include "platform/check.h"

/*
 * Sets of schools that cannot be told apart, as trees of parents. A set is
 * known by the handover that made it, the earliest of several, and is named
 * after the school that was split in it.
 */
struct set {
    int parent;
    int made; /* index of the handover; INT_MAX: a school by itself */
    int leader;
    int going; /* schools of the set that still go on, and the last of them */
    int goer;
};

static int root_of(struct set *sets, int school)
{
    while (sets[school].parent != school) {
        sets[school].parent = sets[sets[school].parent].parent;
        school = sets[school].parent;
    }
    return school;
}

static void join(struct set *sets, int a, int b)
{
    int first = root_of(sets, a);
    int second = root_of(sets, b);
    if (first == second) {
        return;
    }
    if (sets[second].made < sets[first].made) {
        int swap = first;
        first = second;
        second = swap;
    }
    sets[second].parent = first;
}

static void join_successors(const struct succession *suc, size_t index,
                            struct set *sets)
{
    const struct handover *hand = &suc->handovers[index];
    int root = root_of(sets, hand->from);
    if (sets[root].made == INT_MAX) {
        sets[root].made = (int)index;
        sets[root].leader = hand->from;
    }
    for (size_t i = 0; i < hand->count; i++) {
        join(sets, hand->from, suc->moving[hand->first + i]->to);
    }
}

static bool goes_on(const struct succession *suc, const struct handover *hand)
{
    for (size_t i = 0; i < hand->count; i++) {
        if (suc->moving[hand->first + i]->to == hand->from) {
            return true;
        }
    }
    return false;
}

/* When a school last handed all on, and when one last handed on to it. */
struct ends {
    int handed, taken;
};

static void note_ends(const struct succession *suc, struct ends *ends)
{
    for (size_t i = 0; i < suc->handover_count; i++) {
        const struct handover *hand = &suc->handovers[i];
        if (!goes_on(suc, hand)) {
            ends[hand->from].handed = hand->date;
        }
        for (size_t k = 0; k < hand->count; k++) {
            ends[suc->moving[hand->first + k]->to].taken = hand->date;
        }
    }
}

static void count_going(const struct catalogue *cat,
                        const struct succession *suc, struct set *sets)
{
    size_t schools = (size_t)cat->schools.last_id + 1;
    struct ends *ends = calloc(schools, sizeof(*ends));
    CHECK(ends != NULL);
    note_ends(suc, ends);
    for (int id = 1; id < (int)schools; id++) {
        if (ends[id].handed == 0 || ends[id].taken > ends[id].handed) {
            struct set *set = &sets[root_of(sets, id)];
            set->going++;
            set->goer = id;
        }
    }
    free(ends);
}

/*
 * A part of a set that somebody takes over, later, cannot be told from the
 * rest of it: the successor joins, weights or not. Handovers stand by date.
 */
void succession_join(const struct catalogue *cat, struct succession *suc)
{
    size_t schools = (size_t)cat->schools.last_id + 1;
    struct set *sets = calloc(schools, sizeof(*sets));
    CHECK(sets != NULL);
    for (int id = 0; id < (int)schools; id++) {
        sets[id] = (struct set){.parent = id, .made = INT_MAX, .leader = id};
    }
    for (size_t i = 0; i < suc->handover_count; i++) {
        const struct handover *hand = &suc->handovers[i];
        if (!hand->weighted ||
            sets[root_of(sets, hand->from)].made != INT_MAX) {
            join_successors(suc, i, sets);
        }
    }
    count_going(cat, suc, sets);
    for (int id = 0; id < (int)schools; id++) {
        const struct set *set = &sets[root_of(sets, id)];
        suc->unit[id] = set->made == INT_MAX ? id
                        : set->going == 1    ? set->goer
                                             : set->leader;
    }
    free(sets);
}
