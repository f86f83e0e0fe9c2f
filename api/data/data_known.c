#include "data/data_known.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MICRO 1000000

/* The periods of one indicator, once they were asked for. */
struct list {
    struct list *next;
    int indicator;
    int *periods;
    size_t count;
};

struct data_known {
    const struct catalogue *cat;
    struct arena *arena;
    const char *asof;
    bool by_time;
    int64_t moment; /* a revision, or microseconds since 1970 */
    struct list *lists;
};

/* "2024-09-12T08:00:00.123Z", which the question's parser has checked. */
static int64_t read_time(const char *text)
{
    struct tm tm = {0};
    char *rest = NULL;
    tm.tm_year = (int)strtol(text, &rest, 10) - 1900;
    tm.tm_mon = (int)strtol(rest + 1, &rest, 10) - 1;
    tm.tm_mday = (int)strtol(rest + 1, &rest, 10);
    tm.tm_hour = (int)strtol(rest + 1, &rest, 10);
    tm.tm_min = (int)strtol(rest + 1, &rest, 10);
    tm.tm_sec = (int)strtol(rest + 1, &rest, 10);
    int64_t micros = 0;
    const char *digit = *rest == '.' ? rest + 1 : rest;
    for (int64_t unit = MICRO / 10; unit > 0; unit /= 10) {
        bool more = *digit >= '0' && *digit <= '9';
        micros += more ? (*digit - '0') * unit : 0;
        digit += more;
    }
    return (int64_t)timegm(&tm) * MICRO + micros;
}

struct data_known *data_known_new(const struct catalogue *cat,
                                  struct arena *arena, const char *asof)
{
    struct data_known *known = arena_zalloc(arena, 1, sizeof(*known));
    known->cat = cat;
    known->arena = arena;
    known->asof = asof;
    if (asof != NULL) {
        known->by_time = strchr(asof, '-') != NULL;
        known->moment =
            known->by_time ? read_time(asof) : strtoll(asof, NULL, 10);
    }
    return known;
}

const struct catalogue *data_known_catalogue(const struct data_known *known)
{
    return known->cat;
}

static bool was_there(const struct data_known *known,
                      const struct coverage *row)
{
    int64_t since = known->by_time ? row->since_us : row->since;
    int64_t until = known->by_time ? row->until_us : row->until;
    return since <= known->moment && (row->until == 0 || until > known->moment);
}

static struct list *make_list(struct data_known *known, int indicator)
{
    size_t all = 0;
    const struct coverage *rows =
        catalogue_coverage(known->cat, indicator, &all);
    struct list *list = arena_zalloc(known->arena, 1, sizeof(*list));
    *list = (struct list){
        .next = known->lists,
        .indicator = indicator,
        .periods = arena_alloc(known->arena, (all + 1) * sizeof(int)),
    };
    for (size_t i = 0; i < all; i++) {
        bool again =
            list->count > 0 && list->periods[list->count - 1] == rows[i].period;
        if (!again && was_there(known, &rows[i])) {
            list->periods[list->count++] = rows[i].period;
        }
    }
    known->lists = list;
    return list;
}

const int *data_known_periods(struct data_known *known, int indicator,
                              size_t *count)
{
    if (known->asof == NULL) {
        return catalogue_periods(known->cat, indicator, count);
    }
    const struct list *list = known->lists;
    while (list != NULL && list->indicator != indicator) {
        list = list->next;
    }
    if (list == NULL) {
        list = make_list(known, indicator);
    }
    *count = list->count;
    return list->periods;
}
