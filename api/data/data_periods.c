/* The parameter `period`: 2024 | 2022,2023 | 2019AY..2024AY | last:5 */
#include "data/data_query_codes.h"
#include "data/data_terms.h"
#include "model/period.h"

#include <stdlib.h>
#include <string.h>

struct list {
    int *periods;
    int count;
    long long asked; /* more than count: too many */
};

/* Once there are too many, they are only counted. */
static void add(struct list *list, int period)
{
    if (list->count == DATA_MAX_PERIODS) {
        list->asked++;
        return;
    }
    for (int i = 0; i < list->count; i++) {
        if (list->periods[i] == period) {
            return;
        }
    }
    list->periods[list->count++] = period;
    list->asked++;
}

static int by_value(const void *a, const void *b)
{
    int left = *(const int *)a;
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

/* Backwards, because a period knows the one before it. */
static bool add_range(struct list *list, int from, int to)
{
    if (period_type_of(from) != period_type_of(to) || from > to) {
        return false;
    }
    int period = to;
    while (period > from) {
        add(list, period);
        period = period_previous(period);
    }
    add(list, from);
    /* Days step by whole years: they must be the same day of the year. */
    return period == from;
}

static bool take_range(struct list *list, const char *text, const char *dots)
{
    int from = 0;
    int to = 0;
    return period_parse(text, (size_t)(dots - text), &from) &&
           period_parse(dots + 2, strlen(dots + 2), &to) &&
           add_range(list, from, to);
}

/* --- last:N --- */

static int *join(struct arena *arena, const int *one, int count, const int *two,
                 int more)
{
    size_t size = (size_t)(count + more) * sizeof(int);
    int *all = arena_alloc(arena, size);
    if (count > 0) {
        memcpy(all, one, (size_t)count * sizeof(int));
    }
    if (more > 0) {
        memcpy(all + count, two, (size_t)more * sizeof(int));
    }
    return all;
}

static void add_last(struct data_parse *parse, struct list *list, int wanted)
{
    const struct data_query *query = parse->query;
    struct arena *arena = parse->ctx->arena;
    int *all = NULL;
    int count = 0;
    struct data_known *known =
        data_known_new(parse->ctx->catalogue, arena, query->asof);
    for (int i = 0; i < query->indicator_count; i++) {
        int more = 0;
        const int *periods =
            data_terms_periods(known, query->indicators[i], arena, &more);
        all = join(arena, all, count, periods, more);
        count += more;
    }
    if (count > 1) {
        qsort(all, (size_t)count, sizeof(int), by_value);
    }
    int taken = 0;
    for (int i = count - 1; i >= 0 && taken < wanted; i--) {
        if (i == count - 1 || all[i] != all[i + 1]) {
            add(list, all[i]);
            taken++;
        }
    }
}

static bool take_last(struct data_parse *parse, struct list *list,
                      const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 3 || text[digits] != '\0') {
        return false;
    }
    int wanted = (int)strtol(text, NULL, 10);
    if (wanted < 1 || wanted > DATA_MAX_PERIODS) {
        return false;
    }
    add_last(parse, list, wanted);
    return true;
}

static bool take_value(struct data_parse *parse, struct list *list,
                       const char *text)
{
    int period = 0;
    const char *dots = strstr(text, "..");
    if (dots != NULL) {
        return take_range(list, text, dots);
    }
    if (strncmp(text, "last:", 5) == 0) {
        return take_last(parse, list, text + 5);
    }
    if (!period_parse(text, strlen(text), &period)) {
        return false;
    }
    add(list, period);
    return true;
}

static void keep(struct data_query *query, struct arena *arena,
                 const struct list *list)
{
    query->periods = list->periods;
    query->period_count = list->count;
    query->period_texts =
        arena_alloc(arena, (size_t)list->count * PERIOD_TEXT_SIZE);
    qsort(list->periods, (size_t)list->count, sizeof(int), by_value);
    for (int i = 0; i < list->count; i++) {
        period_print(list->periods[i], query->period_texts[i]);
    }
}

void data_query_take_period(struct data_parse *parse,
                            const struct data_arg *arg)
{
    struct list list = {
        .periods =
            arena_alloc(parse->ctx->arena, DATA_MAX_PERIODS * sizeof(int)),
    };
    for (int i = 0; i < arg->count && list.asked <= DATA_MAX_PERIODS; i++) {
        if (!take_value(parse, &list, arg->values[i])) {
            data_faults_add(parse->faults, FAULT_BAD_PERIOD, arg->name,
                            arg->values[i], NULL);
        }
    }
    if (list.asked > DATA_MAX_PERIODS) {
        data_faults_too_many(parse->faults, arg->name, "periods", list.asked,
                             DATA_MAX_PERIODS);
    }
    keep(parse->query, parse->ctx->arena, &list);
}
