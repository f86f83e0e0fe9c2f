#include "stats/share.h"

#include <stdlib.h>

#include "platform/check.h"

struct place {
    uint64_t rest;
    int index;
};

static int by_rest(const void *a, const void *b)
{
    const struct place *left = a;
    const struct place *right = b;
    if (left->rest != right->rest) {
        return left->rest > right->rest ? -1 : 1;
    }
    return left->index - right->index;
}

void share_apportion(struct share *list, int count, int64_t total,
                     struct arena *arena)
{
    struct place *places = arena_alloc(arena, (size_t)count * sizeof(*places));
    int64_t lacking = total;
    for (int i = 0; i < count; i++) {
        places[i] = (struct place){list[i].rest, i};
        lacking -= list[i].units;
    }
    CHECK(lacking >= 0 && lacking <= count);
    if (lacking > 0) {
        qsort(places, (size_t)count, sizeof(*places), by_rest);
    }
    for (int i = 0; i < lacking; i++) {
        list[places[i].index].units++;
    }
}
