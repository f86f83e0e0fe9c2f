#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/succession_impl.h"
#include "platform/check.h"

/*
 * From the last day back to the first: what a school hands on today goes where
 * its successors' goes from today on, which is known already. Each handover
 * costs its successors' shares, however long the chains are.
 */

/* Shares while they add up: in millionths of millionths. */
struct sums {
    int count;
    int unit[SUCCESSION_MAX_SHARES];
    int64_t weight[SUCCESSION_MAX_SHARES];
};

static bool add_share(struct sums *sums, int unit, int64_t weight)
{
    int at = 0;
    while (at < sums->count && sums->unit[at] != unit) {
        at++;
    }
    if (at == SUCCESSION_MAX_SHARES) {
        return false;
    }
    if (at == sums->count) {
        sums->unit[sums->count++] = unit;
        sums->weight[at] = 0;
    }
    sums->weight[at] += weight;
    return true;
}

/* What the school comes down to from the day on that is being worked out. */
static bool add_school(const struct succession *suc, int school, int weight,
                       struct sums *sums)
{
    const struct run *run = suc->runs[school];
    if (run == NULL) {
        return add_share(sums, suc->unit[school],
                         (int64_t)weight * SUCCESSION_WHOLE);
    }
    for (int i = 0; i < run->count; i++) {
        if (!add_share(sums, run->shares[i].unit,
                       (int64_t)weight * run->shares[i].weight)) {
            return false;
        }
    }
    return true;
}

static bool add_successors(const struct succession *suc,
                           const struct handover *hand, struct sums *sums)
{
    for (size_t i = 0; i < hand->count; i++) {
        const struct school_event *event = suc->moving[hand->first + i];
        int weight = hand->count == 1 ? SUCCESSION_WHOLE : event->weight;
        if (!add_school(suc, event->to, weight, sums)) {
            return false;
        }
    }
    return true;
}

/* --- whole millionths --- */

static void sort_by_code(const struct catalogue *cat, struct sums *sums)
{
    for (int i = 1; i < sums->count; i++) {
        int unit = sums->unit[i];
        int64_t weight = sums->weight[i];
        const char *code = catalogue_school_by_id(cat, unit)->code;
        int at = i;
        for (; at > 0; at--) {
            int before = sums->unit[at - 1];
            if (strcmp(catalogue_school_by_id(cat, before)->code, code) < 0) {
                break;
            }
            sums->unit[at] = before;
            sums->weight[at] = sums->weight[at - 1];
        }
        sums->unit[at] = unit;
        sums->weight[at] = weight;
    }
}

/* Rounds down, and gives what is left to the largest remainders. */
static void share_out(const struct sums *sums, int *weights)
{
    bool given[SUCCESSION_MAX_SHARES] = {false};
    int left = SUCCESSION_WHOLE;
    for (int i = 0; i < sums->count; i++) {
        weights[i] = (int)(sums->weight[i] / SUCCESSION_WHOLE);
        left -= weights[i];
    }
    for (; left > 0; left--) {
        int best = -1;
        for (int i = 0; i < sums->count; i++) {
            if (!given[i] &&
                (best < 0 || sums->weight[i] % SUCCESSION_WHOLE >
                                 sums->weight[best] % SUCCESSION_WHOLE)) {
                best = i;
            }
        }
        CHECK(best >= 0);
        given[best] = true;
        weights[best]++;
    }
}

static struct run *make_run(struct catalogue *cat, int until, struct sums *sums)
{
    int weights[SUCCESSION_MAX_SHARES] = {0};
    sort_by_code(cat, sums);
    share_out(sums, weights);
    struct run *run = arena_zalloc(&cat->arena, 1, sizeof(*run));
    struct succession_share *shares =
        arena_zalloc(&cat->arena, (size_t)sums->count, sizeof(*shares));
    for (int i = 0; i < sums->count; i++) {
        /* What rounds to nothing is no share. */
        if (weights[i] > 0) {
            shares[run->count++] = (struct succession_share){
                .unit = sums->unit[i], .weight = weights[i]};
        }
    }
    run->until = until;
    run->shares = shares;
    return run;
}

/* --- day by day --- */

static bool too_many(const struct catalogue *cat, int school, struct error *err)
{
    char max[16];
    snprintf(max, sizeof(max), "%d", SUCCESSION_MAX_SHARES);
    return error_set(err, FAULT_TOO_MANY_SUCCESSORS,
                     catalogue_school_by_id(cat, school)->code, max, NULL);
}

/*
 * What stays in a unit that cannot be divided moves nowhere: only the school
 * itself may have been handed on since, within that unit.
 */
static bool resolve_handover(struct catalogue *cat, struct succession *suc,
                             const struct handover *hand, struct run **made,
                             struct error *err)
{
    struct sums sums = {.count = 0};
    *made = NULL;
    if (!hand->weighted) {
        return true;
    }
    if (!add_successors(suc, hand, &sums)) {
        return too_many(cat, hand->from, err);
    }
    *made = make_run(cat, hand->date, &sums);
    return true;
}

/* Handovers first .. end - 1 are those of one day. */
static bool resolve_day(struct catalogue *cat, struct succession *suc,
                        size_t first, size_t end, struct error *err)
{
    struct run **made = calloc(end - first, sizeof(*made));
    CHECK(made != NULL);
    bool good = true;
    for (size_t i = first; good && i < end; i++) {
        good = resolve_handover(cat, suc, &suc->handovers[i], &made[i - first],
                                err);
    }
    /* Only now, for all of them happen at once. */
    for (size_t i = first; good && i < end; i++) {
        struct run *run = made[i - first];
        if (run != NULL) {
            run->later = suc->runs[suc->handovers[i].from];
            suc->runs[suc->handovers[i].from] = run;
        }
    }
    free(made);
    return good;
}

static size_t day_begins(const struct succession *suc, size_t end)
{
    size_t first = end - 1;
    while (first > 0 &&
           suc->handovers[first - 1].date == suc->handovers[first].date) {
        first--;
    }
    return first;
}

/* --- kin --- */

static int by_unit(const void *a, const void *b)
{
    const struct kin *left = a;
    const struct kin *right = b;
    if (left->unit != right->unit) {
        return left->unit < right->unit ? -1 : 1;
    }
    return (left->school > right->school) - (left->school < right->school);
}

/* Units of one school, its own first; without `out`, counts only. */
static size_t put_kin(const struct succession *suc, int school, struct kin *out)
{
    size_t count = 0;
    if (suc->runs[school] == NULL && suc->unit[school] == school) {
        return 0;
    }
    if (out != NULL) {
        out[count] = (struct kin){suc->unit[school], school};
    }
    count++;
    for (const struct run *run = suc->runs[school]; run; run = run->later) {
        for (int i = 0; i < run->count; i++) {
            if (out != NULL) {
                out[count] = (struct kin){run->shares[i].unit, school};
            }
            count++;
        }
    }
    return count;
}

/* A school that only takes over is in no list of its own: succession_kin()
 * adds it. */
static void list_kin(struct catalogue *cat, struct succession *suc)
{
    size_t count = 0;
    for (int id = 1; id <= cat->schools.last_id; id++) {
        count += put_kin(suc, id, NULL);
    }
    suc->kin = arena_zalloc(&cat->arena, count, sizeof(*suc->kin));
    count = 0;
    for (int id = 1; id <= cat->schools.last_id; id++) {
        count += put_kin(suc, id, suc->kin + count);
    }
    if (count > 0) {
        qsort(suc->kin, count, sizeof(*suc->kin), by_unit);
    }
    for (size_t i = 0; i < count; i++) {
        struct kin *last =
            suc->kin_count > 0 ? &suc->kin[suc->kin_count - 1] : NULL;
        if (last == NULL || by_unit(last, &suc->kin[i]) != 0) {
            suc->kin[suc->kin_count++] = suc->kin[i];
        }
    }
}

bool succession_resolve(struct catalogue *cat, struct succession *suc,
                        struct error *err)
{
    size_t end = suc->handover_count;
    while (end > 0) {
        size_t first = day_begins(suc, end);
        if (!resolve_day(cat, suc, first, end, err)) {
            return false;
        }
        end = first;
    }
    list_kin(cat, suc);
    return true;
}
