/*
 * A question as a query string or a JSON body, then its cursor. Whatever comes
 * in, the parser ends with faults or with a question that, written as its
 * canonical text, is the same question again; and a page of it can be made.
 */
#include "data/data_canonical.h"
#include "data_world.h"
#include "fuzz.h"
#include "http/target.h"
#include "platform/check.h"
#include "platform/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_INPUT 65536
#define MAX_ROWS 500

static struct world *world_once(void)
{
    static struct world *world; /* what the target reads never changes */
    if (world == NULL) {
        world = world_new("S1 students 2023-03-01 gender=1;system=b,c 4\n"
                          "S2 students 2022-03-01 gender=2 6\n"
                          "S5 train 2023M01 tier=c 7 P\n"
                          "S3 grads 2022AY 500\nS3 grads_up 2022AY 30\n");
    }
    return world;
}

struct question {
    struct arena arena;
    struct data_context ctx;
    struct data_faults faults;
    struct data_args args;
    struct data_query query;
};

static void begin(struct question *question, const struct world *world)
{
    memset(question, 0, sizeof(*question));
    arena_init(&question->arena);
    question->faults.arena = &question->arena;
    question->ctx = (struct data_context){
        .catalogue = world->cat,
        .arena = &question->arena,
        .whole = true,
        .default_rows = 100,
        .max_rows = MAX_ROWS,
    };
}

static bool read_target(struct question *question, const char *text, size_t len)
{
    struct request req = {0};
    struct error err = {0};
    char *target = malloc(len + 4);
    CHECK(target != NULL);
    memcpy(target, "/d?", 3);
    memcpy(target + 3, text, len);
    arena_init(&req.arena);
    bool good = target_parse(&req, target, len + 3, &err);
    if (good) {
        for (int i = 0; i < req.param_count; i++) {
            data_args_add(&question->args, &question->arena,
                          arena_dup(&question->arena, req.params[i].name),
                          req.params[i].value, &question->faults);
        }
    }
    arena_fini(&req.arena);
    free(target);
    return good;
}

static bool parse(struct question *question, const char *text, size_t len)
{
    if (len > 0 && text[0] == '{') {
        data_args_from_json(&question->args, &question->arena, text, len,
                            &question->faults);
    } else if (!read_target(question, text, len)) {
        return false;
    }
    data_query_parse(&question->args, &question->ctx, &question->query,
                     &question->faults);
    CHECK(question->faults.count == 0 ||
          data_faults_status(&question->faults) >= 400);
    return question->faults.count == 0;
}

static void check_bounds(const struct data_query *query)
{
    CHECK(query->indicator_count >= 1 &&
          query->indicator_count <= DATA_MAX_INDICATORS);
    CHECK(query->area_count >= 1 && query->area_count <= DATA_MAX_AREAS);
    CHECK(query->period_count >= 0 && query->period_count <= DATA_MAX_PERIODS);
    for (int i = 1; i < query->period_count; i++) {
        CHECK(query->periods[i - 1] < query->periods[i]);
    }
    CHECK(query->axis_count <= DATA_MAX_AXES);
    CHECK(data_query_summed(query) <= DATA_MAX_SUMMED);
    CHECK(query->limit >= 1 && query->limit <= MAX_ROWS);
}

/* Members with a comma can only be said in JSON. */
static bool has_comma(const struct data_query *query)
{
    for (int i = 0; i < query->axis_count; i++) {
        for (int j = 0; j < query->axes[i].count; j++) {
            if (strchr(query->axes[i].members[j]->code, ',') != NULL) {
                return true;
            }
        }
    }
    return false;
}

static void ask_again(const struct question *before, const struct world *world)
{
    struct question again;
    struct question *out = &again;
    struct arena arena;
    arena_init(&arena);
    const char *key = data_canonical_key(&before->query, &arena);
    const char *question = strchr(key, '?') + 1;
    if (before->query.period_count > 0 && !has_comma(&before->query)) {
        begin(out, world);
        CHECK(parse(out, question, strlen(question)));
        CHECK(strcmp(data_canonical_key(&out->query, &arena), key) == 0);
        arena_fini(&out->arena);
    }
    arena_fini(&arena);
}

/* Nothing was reported, as far as the windows know. */
static void make_page(struct question *question, const struct world *world)
{
    struct data_page page;
    struct buffer out;
    buffer_init(&out, 0);
    data_page_init(&page, &question->query, &world->cells, &question->ctx,
                   &question->faults);
    if (question->faults.count == 0) {
        while (data_page_next(&page)) {
            data_page_take(&page);
        }
        struct error err = {0};
        CHECK(data_page_write(&page, 1, false, &out, &err));
        CHECK(question->query.format == DATA_XLSX ||
              utf8_valid(out.data != NULL ? out.data : "", out.len));
    }
    data_page_fini(&page);
    buffer_fini(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct world *world = world_once();
    struct question question;
    if (size > MAX_INPUT) {
        return 0;
    }
    begin(&question, world);
    if (parse(&question, (const char *)data, size)) {
        check_bounds(&question.query);
        ask_again(&question, world);
        make_page(&question, world);
    }
    arena_fini(&question.arena);
    return 0;
}
