/*
 * The name of a figure. Whatever comes in, it is refused or it is the very
 * text that its parts are printed as; and one that the catalogue knows has a
 * figure, which is the sum of what it is traced to.
 */
#include "data/data_trace.h"
#include "data_world.h"
#include "fuzz.h"
#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

#define MAX_INPUT 8192

static struct world *world_once(void)
{
    static struct world *world; /* what the target reads never changes */
    if (world == NULL) {
        world = world_new("S1 students 2023-03-01 gender=1;system=b,c 4\n"
                          "S5 train 2022M01 9\nS5 train 2022M02 3\n"
                          "S5 train 2023M01 tier=c 7 P\n"
                          "S5 train 2023M01 8\nS5 train 2023M02 -\n"
                          "S1 awards 2022 4\nS1 awards 2023 6\n"
                          "S3 awards 2022 5\nS4 awards 2023 1\n"
                          "S3 grads 2022AY 500\nS3 grads_up 2022AY 30\n");
    }
    return world;
}

/* What it is traced to adds up to it. */
static void check_sum(const struct world *world, const struct data_single *one,
                      const struct data_sources *sources,
                      const struct data_figure *figure)
{
    int64_t sums[2] = {0};
    for (int i = 0; i < sources->count; i++) {
        const struct data_source *source = &sources->list[i];
        struct data_total total = {0};
        (void)world_figure(world, source->school, source->cell, &total);
        CHECK(source->low == 0 && source->high == 1000000);
        sums[source->part] += total.sum;
    }
    for (int i = 0; i < one->moment->terms.count; i++) {
        CHECK(!figure->parts[i].present || figure->parts[i].sum == sums[i]);
    }
}

static void resolve(const struct data_figure_id *id, struct arena *arena)
{
    struct world *world = world_once();
    const struct data_context ctx = {
        .catalogue = world->cat,
        .arena = arena,
        .default_rows = 1,
        .max_rows = 1,
    };
    struct data_single single;
    struct data_sources sources;
    struct data_faults faults;
    struct data_figure figure;
    if (!data_single_init(&single, id, &world->cells, &ctx, &faults)) {
        return;
    }
    world_fill(world, &single.window);
    while (data_single_more(&single)) {
    }
    data_single_make(&single, &figure);
    CHECK(data_trace_make(&single, &sources));
    check_sum(world, &single, &sources, &figure);
    (void)data_single_other(&single, id);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct data_figure_id id;
    if (size > MAX_INPUT || memchr(data, '\0', size) != NULL) {
        return 0;
    }
    arena_init(&arena);
    const char *text = arena_copy(&arena, (const char *)data, size);
    if (data_figure_id_parse(&arena, text, &id)) {
        const char *again = data_figure_id_print(&arena, &id);
        CHECK(again == NULL || strcmp(again, text) == 0);
        resolve(&id, &arena);
    }
    arena_fini(&arena);
    return 0;
}
