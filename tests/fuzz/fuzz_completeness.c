/*
 * A question to /v1/completeness, as a query string, and its cursor. Whatever
 * comes in, it ends with faults or with a plan within its limits, the same
 * for the same question.
 */
#include "completeness/completeness_plan.h"
#include "completeness/completeness_rows.h"
#include "data_world.h"
#include "fuzz.h"
#include "http/target.h"
#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

#define MAX_INPUT 65536

static struct world *world_once(void)
{
    static struct world *world; /* what the target reads never changes */
    if (world == NULL) {
        world = world_new("S1 students 2023-03-01 4\n"
                          "S5 train 2023M01 7 P\n"
                          "S3 grads 2022AY 500\nS3 grads_up 2022AY 30\n");
    }
    return world;
}

static bool read_target(struct data_args *args, struct data_faults *faults,
                        const uint8_t *data, size_t size)
{
    struct request req = {0};
    struct error err = {0};
    char *target = malloc(size + 4);
    CHECK(target != NULL);
    memcpy(target, "/c?", 3);
    memcpy(target + 3, data, size);
    arena_init(&req.arena);
    bool good = target_parse(&req, target, size + 3, &err);
    for (int i = 0; good && i < req.param_count; i++) {
        data_args_add(args, faults->arena,
                      arena_dup(faults->arena, req.params[i].name),
                      req.params[i].value, faults);
    }
    arena_fini(&req.arena);
    free(target);
    return good;
}

static void check_plan(const struct completeness_plan *plan)
{
    struct completeness_start start;
    CHECK(plan->slot_count <= COMPLETENESS_MAX_SLOTS);
    for (int i = 0; i < COMPLETENESS_PARAMS; i++) {
        CHECK(plan->params[i] != NULL);
    }
    if (completeness_cursor_parse(plan, &start)) {
        CHECK(start.slot >= 0 && start.slot <= plan->slot_count);
    }
}

static void ask(struct arena *arena, const uint8_t *data, size_t size)
{
    const struct world *world = world_once();
    struct data_faults faults = {.arena = arena};
    struct data_args args = {.count = 0};
    struct data_context ctx = {.catalogue = world->cat, .arena = arena};
    struct completeness_query query;
    struct completeness_plan plan;

    if (!read_target(&args, &faults, data, size)) {
        return;
    }
    completeness_query_parse(&args, &ctx, &query, &faults);
    if (faults.count > 0) {
        CHECK(data_faults_status(&faults) >= 400);
        return;
    }
    CHECK(query.data.limit >= 1 && query.data.limit <= COMPLETENESS_LIST_MAX);
    CHECK(strlen(completeness_query_key(&query, arena)) > 0);
    completeness_plan_init(&plan, &query, world->cells, &ctx, &faults);
    if (faults.count == 0) {
        check_plan(&plan);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    if (size > MAX_INPUT) {
        return 0;
    }
    arena_init(&arena);
    ask(&arena, data, size);
    arena_fini(&arena);
    return 0;
}
