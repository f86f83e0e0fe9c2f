/*
 * The name of a figure. Whatever comes in, it is refused or it is the very
 * text that its parts are printed as; and one that the catalogue knows has
 * cells and a figure.
 */
#include "data/data_single.h"
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
                          "S5 train 2023M01 tier=c 7 P\n"
                          "S3 grads 2022AY 500\nS3 grads_up 2022AY 30\n");
    }
    return world;
}

static void resolve(const struct data_figure_id *id, struct arena *arena)
{
    const struct world *world = world_once();
    const struct data_context ctx = {
        .catalogue = world->cat,
        .arena = arena,
        .default_rows = 1,
        .max_rows = 1,
    };
    struct data_single single;
    struct data_sources sources;
    struct data_figure figure;
    if (data_single_init(&single, id, &world->cells, &ctx)) {
        CHECK(data_single_sources(&single, &sources));
        CHECK(sources.count == 0); /* nothing was read */
        data_single_make(&single, &figure);
        CHECK(!figure.figure.present);
    }
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
