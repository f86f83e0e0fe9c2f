#include "data_world.h"

#include "data/data_roll.h"
#include "data/data_status.h"
#include "platform/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what there is --- */

static const struct area AREAS[] = {
    {.id = 1, .code = "CN", .name_zh = "全国", .level = "country"},
    {2, 1, "T1", "试验市", "Test City", "prefecture", 0, 0, 0, 0},
    {3, 2, "T11", "东县", "East County", "county", 0, 0, 0, 0},
    {4, 2, "T12", "西县", "West County", "county", 0, 0, 0, 0},
    {5, 2, "T13", "空县", "", "county", 0, 0, 0, 0},
    {6, 1, "U1", "邻市", "", "prefecture", 0, 0, 0, 0},
    {7, 6, "U11", "邻县", "", "county", 0, 0, 0, 0},
};

static const struct school SCHOOLS[] = {
    {.id = 1, .area = 3, .code = "S1", .name_zh = "一校", .name_en = "One"},
    {.id = 2, .area = 3, .code = "S2", .name_zh = "二校"},
    {.id = 3, .area = 4, .code = "S3", .name_zh = "三校", .closed = 20230831},
    {.id = 4, .area = 2, .code = "S4", .name_zh = "四校"},
    {.id = 5, .area = 7, .code = "S5", .name_zh = "五校"},
};

#define PLAIN(i, c, zh, u, k, time, type, dec)                             \
    {                                                                      \
        .id = (i), .code = (c), .name_zh = (zh), .unit = (u), .kind = (k), \
        .agg_schools = "sum", .agg_time = (time), .period_type = (type),   \
        .decimals = (dec), .due_days = -1, .multiplier = 1                 \
    }
#define RATIO(i, c, u, num, den, time, type, mult)                         \
    {                                                                      \
        .id = (i), .code = (c), .name_zh = (c), .unit = (u),               \
        .kind = INDICATOR_RATIO, .numerator = (num), .denominator = (den), \
        .agg_schools = "ratio_of_sums", .agg_time = (time),                \
        .period_type = (type), .decimals = 2, .due_days = -1,              \
        .multiplier = (mult)                                               \
    }

#define SETS(i, c, time, type)                                       \
    {                                                                \
        .id = (i), .code = (c), .name_zh = (c), .unit = "家",        \
        .kind = INDICATOR_DISTINCT, .agg_schools = "distinct_union", \
        .agg_time = (time), .period_type = (type), .multiplier = 1,  \
        .from_partnerships = true                                    \
    }

static const struct indicator INDICATORS[] = {
    PLAIN(1, "students", "在校生", "人", INDICATOR_STOCK, "last",
          "point_in_time", 0),
    PLAIN(2, "train", "培训", "人次", INDICATOR_FLOW, "sum", "month", 0),
    PLAIN(3, "grads", "毕业生", "人", INDICATOR_FLOW, "sum", "school_year", 0),
    PLAIN(4, "grads_up", "升学", "人", INDICATOR_FLOW, "sum", "school_year", 0),
    RATIO(5, "up_rate", "%", 4, 3, "ratio_of_sums", "school_year", 100),
    RATIO(6, "intensity", "人次/人", 2, 1, "flow_ytd_over_stock_last",
          "calendar_year", 1),
    PLAIN(7, "equip", "设备", "万元", INDICATOR_STOCK, "last", "point_in_time",
          2),
    RATIO(8, "equip_per", "元/人", 7, 1, "ratio_at_last", "point_in_time",
          10000),
    PLAIN(9, "firms", "企业", "家", INDICATOR_DISTINCT, "distinct_asof",
          "point_in_time", 0),
    PLAIN(10, "awards", "获奖", "项", INDICATOR_FLOW, "sum", "calendar_year",
          0),
    SETS(11, "partners", "distinct_asof", "point_in_time"),
    SETS(12, "settled", "distinct_union", "month"),
};

static const struct dimension DIMENSIONS[] = {
    {.id = 1, .code = "gender", .partition = true},
    {.id = 2, .code = "tier"},
    {.id = 3, .code = "system", .partition = true},
    {.id = 4, .code = "ent_tier"},
    {.id = 5, .code = "depth", .partition = true},
};

static const struct member MEMBERS[] = {
    {11, 1, 1, "1", "男", "Male", ""}, {12, 1, 2, "2", "女", "Female", ""},
    {21, 2, 1, "c", "央企", "", ""},   {22, 2, 2, "p", "龙头", "", ""},
    {31, 3, 1, "a", "甲", "", ""},     {32, 3, 2, "b,c", "乙", "", ""},
    {41, 4, 1, "central", "", "", ""}, {42, 4, 2, "srdi", "", "", ""},
    {51, 5, 1, "deep", "", "", ""},    {52, 5, 2, "ordinary", "", "", ""},
};

static int dimension_of(const struct cells_members *self, int member)
{
    (void)self;
    return member / 10;
}

static bool is_partition(const struct cells_members *self, int dimension)
{
    (void)self;
    return dimension != 2;
}

static const struct cells_members KNOWN = {dimension_of, is_partition};

/* --- reports --- */

static int id_of(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(SCHOOLS); i++) {
        if (strcmp(SCHOOLS[i].code, code) == 0) {
            return SCHOOLS[i].id;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(INDICATORS); i++) {
        if (strcmp(INDICATORS[i].code, code) == 0) {
            return INDICATORS[i].id;
        }
    }
    CHECK(false);
    return 0;
}

static void read_members(struct world_report *report, char *text)
{
    char *rest = NULL;
    for (char *item = strtok_r(text, ";", &rest); item != NULL;
         item = strtok_r(NULL, ";", &rest)) {
        for (size_t i = 0; i < ARRAY_LEN(MEMBERS); i++) {
            const struct member *row = &MEMBERS[i];
            char name[40];
            snprintf(name, sizeof(name), "%s=%s",
                     DIMENSIONS[row->dimension - 1].code, row->code);
            if (strcmp(name, item) == 0) {
                report->members[report->count++] = row->id;
            }
        }
    }
    CHECK(report->count > 0);
}

static void read_report(struct world_report *report, char *line)
{
    char *words[6] = {NULL};
    int count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(line, " ", &rest); word != NULL && count < 6;
         word = strtok_r(NULL, " ", &rest)) {
        words[count++] = word;
    }
    CHECK(count >= 4);
    int at = 3;
    *report = (struct world_report){.status = 'A'};
    report->school = id_of(words[0]);
    report->indicator = id_of(words[1]);
    CHECK(period_parse(words[2], strlen(words[2]), &report->period));
    if (strchr(words[at], '=') != NULL) {
        read_members(report, words[at++]);
    }
    report->present = strcmp(words[at], "-") != 0;
    report->value = report->present ? strtoll(words[at], NULL, 10) : 0;
    report->status = report->present ? 'A' : 'O';
    if (words[at + 1] != NULL) {
        report->status = words[at + 1][0];
    }
}

static void add_reports(struct world *world, const char *text)
{
    char *copy = arena_dup(&world->arena, text);
    char *rest = NULL;
    for (char *line = strtok_r(copy, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        CHECK(world->report_count < WORLD_MAX_REPORTS);
        read_report(&world->reports[world->report_count++], line);
    }
}

static void intern_reports(struct world *world)
{
    for (int i = 0; i < world->report_count; i++) {
        const struct world_report *report = &world->reports[i];
        struct coverage coverage = {.indicator = report->indicator,
                                    .period = report->period};
        int breakdown = cells_intern_breakdown(world->cells, &KNOWN,
                                               report->members, report->count);
        CHECK(cells_intern(world->cells, &KNOWN, report->indicator, breakdown,
                           report->period) != 0);
        catalogue_add_coverage(world->cat, &coverage);
    }
    cells_commit(world->cells);
}

struct world *world_new(const char *reports)
{
    return world_new_broken(reports, NULL, 0);
}

struct world *world_new_broken(const char *reports,
                               const struct definition_break *breaks, int count)
{
    struct error err = {0};
    struct world *world = calloc(1, sizeof(*world));
    CHECK(world != NULL);
    arena_init(&world->arena);
    buffer_init(&world->body, 0);
    world->cat = catalogue_new();
    world->cells = cells_new();
    world->default_rows = 1000;
    for (size_t i = 0; i < ARRAY_LEN(AREAS); i++) {
        catalogue_add_area(world->cat, &AREAS[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(SCHOOLS); i++) {
        catalogue_add_school(world->cat, &SCHOOLS[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(INDICATORS); i++) {
        catalogue_add_indicator(world->cat, &INDICATORS[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(DIMENSIONS); i++) {
        catalogue_add_dimension(world->cat, &DIMENSIONS[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(MEMBERS); i++) {
        catalogue_add_member(world->cat, &MEMBERS[i]);
    }
    for (int i = 0; i < count; i++) {
        catalogue_add_break(world->cat, &breaks[i]);
    }
    add_reports(world, reports);
    intern_reports(world);
    catalogue_set_revision(world->cat, 7, "2024-09-12T08:00:00Z");
    CHECK(catalogue_finish(world->cat, &err));
    return world;
}

void world_free(struct world *world)
{
    catalogue_unref(world->cat);
    cells_free(world->cells);
    buffer_fini(&world->body);
    arena_fini(&world->arena);
    free(world);
}

/* --- reading a window --- */

static bool has_member(const int *members, int count, int member)
{
    for (int i = 0; i < count; i++) {
        if (members[i] == member) {
            return true;
        }
    }
    return false;
}

/* Everything that the cell names, and beside it only what may be dropped. */
static bool counts_in(const struct world_report *report,
                      const struct breakdown *cell)
{
    for (int i = 0; i < cell->count; i++) {
        if (!has_member(report->members, report->count, cell->members[i])) {
            return false;
        }
    }
    for (int i = 0; i < report->count; i++) {
        int member = report->members[i];
        if (!has_member(cell->members, cell->count, member) &&
            !is_partition(&KNOWN, dimension_of(&KNOWN, member))) {
            return false;
        }
    }
    return true;
}

/* The school's figure: what it reported at the cell, else the sum below. */
static bool figure_of(const struct world *world, int school,
                      const struct cell *cell, struct data_total *out)
{
    const struct breakdown *breakdown =
        cells_breakdown(world->cells, cell->breakdown);
    bool exact = false;
    bool found = false;
    *out = (struct data_total){0};
    for (int i = 0; i < world->report_count; i++) {
        const struct world_report *report = &world->reports[i];
        if (report->school != school || report->indicator != cell->indicator ||
            report->period != cell->period || !counts_in(report, breakdown)) {
            continue;
        }
        bool here = report->count == breakdown->count;
        if (exact && !here) {
            continue;
        }
        if (here && !exact) {
            *out = (struct data_total){0};
        }
        exact = exact || here;
        found = true;
        out->sum += report->value;
        out->reported |= report->present;
        out->statuses |= data_status_bit(report->status);
    }
    out->missing = found && out->reported == 0;
    return found;
}

bool world_figure(const struct world *world, int school, int cell,
                  struct data_total *out)
{
    return figure_of(world, school, cells_cell(world->cells, cell), out);
}

static bool school_figure(const struct world *world,
                          const struct data_window *window, int slot,
                          int school, struct data_total *sum)
{
    bool found = false;
    *sum = (struct data_total){0};
    for (int i = 0; i < window->cell_count; i++) {
        struct data_total one;
        if (window->cells[i].slot == slot &&
            figure_of(world, school,
                      cells_cell(world->cells, window->cells[i].cell), &one)) {
            found = true;
            sum->sum += one.sum;
            sum->reported |= one.reported;
            sum->statuses |= one.statuses;
        }
    }
    sum->missing = found && sum->reported == 0;
    return found;
}

/* As the statements do: schools by themselves, or added up by area. */
static void fill_slot(struct world *world, struct data_window *window, int slot)
{
    const struct data_places *places = &window->plan->places;
    bool by_school = window->plan->query->by_school;
    for (size_t i = 0; i < ARRAY_LEN(SCHOOLS); i++) {
        struct data_total figure;
        const struct school *school =
            catalogue_school_by_id(world->cat, SCHOOLS[i].id);
        const struct area *home =
            catalogue_area_by_id(world->cat, school->area);
        if (!school_figure(world, window, slot, school->id, &figure)) {
            continue;
        }
        if (by_school) {
            data_window_add_school(window, slot, school->id, &figure);
        }
        for (int j = 0; !by_school && j < window->place_count; j++) {
            const struct area *area = places->list[window->place_from + j].area;
            if (area_contains(area, home)) {
                data_window_add_total(window, slot, area->id, &figure);
            }
        }
    }
}

static void fill_roll(struct world *world, struct data_window *window)
{
    for (int slot = 0; slot < window->slot_count; slot++) {
        for (size_t i = 0; i < ARRAY_LEN(SCHOOLS); i++) {
            struct data_total figure;
            if (school_figure(world, window, slot, SCHOOLS[i].id, &figure)) {
                data_roll_take(window, slot, SCHOOLS[i].id, &figure);
            }
        }
    }
}

void world_fill(struct world *world, struct data_window *window)
{
    world->reads++;
    if (window->roll != NULL) {
        fill_roll(world, window);
        return;
    }
    for (int slot = 0; slot < window->slot_count; slot++) {
        fill_slot(world, window, slot);
    }
}

/* --- questions --- */

static void read_args(struct world *world, const char *question,
                      struct data_args *args)
{
    struct http_param params[HTTP_MAX_PARAMS];
    int count = 0;
    char *rest = NULL;
    char *copy = arena_dup(&world->arena, question);
    for (char *item = strtok_r(copy, "&", &rest); item != NULL;
         item = strtok_r(NULL, "&", &rest)) {
        char *value = strchr(item, '=');
        CHECK(value != NULL && count < HTTP_MAX_PARAMS);
        *value = '\0';
        params[count++] = (struct http_param){item, value + 1};
    }
    data_args_from_params(args, &world->arena, params, count, &world->faults);
}

static struct data_context context(struct world *world)
{
    return (struct data_context){
        .catalogue = world->cat,
        .arena = &world->arena,
        .lang = LANG_ZH,
        .default_rows = world->default_rows,
        .max_rows = 5000,
        .whole = true,
        .small_base = 10,
        .min_coverage = world->min_coverage,
    };
}

bool world_parse(struct world *world, const char *question)
{
    struct data_args args = {.count = 0};
    struct data_context ctx = context(world);
    world->faults = (struct data_faults){.arena = &world->arena};
    if (*question == '{') {
        data_args_from_json(&args, &world->arena, question, strlen(question),
                            &world->faults);
    } else {
        read_args(world, question, &args);
    }
    data_query_parse(&args, &ctx, &world->query, &world->faults);
    return world->faults.count == 0;
}

static void answer(struct world *world)
{
    struct data_page page;
    struct data_context ctx = context(world);
    data_page_init(&page, &world->query, &world->cells, &ctx, &world->faults);
    if (world->faults.count == 0) {
        while (data_page_next(&page)) {
            world_fill(world, &page.window);
            data_page_take(&page);
        }
        world->cursor = data_page_cursor(&page);
        struct error err = {0};
        CHECK(data_page_write(&page, 7, false, &world->body, &err));
    }
    data_page_fini(&page);
}

const char *world_ask(struct world *world, const char *question)
{
    buffer_clear(&world->body);
    buffer_add_str(&world->body, "");
    world->cursor = NULL;
    if (world_parse(world, question)) {
        answer(world);
    }
    return world->body.data;
}

const char *world_member(struct world *world, const char *question,
                         const char *format, const char *key)
{
    char text[512];
    snprintf(text, sizeof(text), "%s&format=%s", question, format);
    const char *answer = world_ask(world, text);
    CHECK(world->faults.count == 0);
    snprintf(text, sizeof(text), "\"%s\":", key);
    const char *found = strstr(answer, text);
    CHECK(found != NULL);
    return found;
}

const char *world_rows(struct world *world, const char *question)
{
    static const char MARK[] = "\"rows\":[";
    const char *body = world_ask(world, question);
    const char *rows = strstr(body, MARK);
    if (rows == NULL) {
        return body;
    }
    rows += strlen(MARK);
    return arena_copy(&world->arena, rows, strlen(rows) - strlen("]}\n"));
}

const char *world_faults(struct world *world, const char *question)
{
    struct buffer out;
    buffer_init(&out, 0);
    buffer_add_str(&out, "");
    world_ask(world, question);
    for (int i = 0; i < world->faults.count; i++) {
        const struct data_fault *fault = &world->faults.list[i];
        buffer_printf(&out, "%s%s %s", i > 0 ? "; " : "",
                      fault_code(fault->fault), fault->path);
    }
    const char *text = arena_copy(&world->arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}
