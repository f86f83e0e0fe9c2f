#include "completeness/completeness_plan.h"

#include "data/data_terms.h"
#include "model/period.h"
#include "platform/buffer.h"
#include "platform/clock.h"

#define TOTAL 1 /* the breakdown without members */

/* The statement's arrays while they grow. */
struct building {
    struct completeness_plan *plan;
    const struct cells *cells;
    struct data_known *known;
    int cell_count;
    struct buffer texts[COMPLETENESS_PARAMS];
};

enum { CELLS, SLOTS, DUES, NEEDED, FIRST_DAYS, LAST_DAYS, AREAS, FEW };

/* Of more schools than one in so many, it is quicker to read them all. */
#define FEW_OF 8

static void add_text(struct building *build, int which, const char *text)
{
    struct buffer *out = &build->texts[which];
    buffer_add_char(out, out->len == 0 ? '{' : ',');
    buffer_add_str(out, text);
}

static void add_number(struct building *build, int which, int64_t number)
{
    struct buffer *out = &build->texts[which];
    buffer_add_char(out, out->len == 0 ? '{' : ',');
    buffer_add_int(out, number);
}

static void add_day(struct building *build, int which, int yyyymmdd)
{
    struct buffer *out = &build->texts[which];
    buffer_add_char(out, out->len == 0 ? '{' : ',');
    buffer_printf(out, "%04d-%02d-%02d", yyyymmdd / 10000, yyyymmdd / 100 % 100,
                  yyyymmdd % 100);
}

/* `due` 0: a cell of the base. */
static void add_cell(struct building *build, int indicator, int period,
                     int64_t due)
{
    int cell = cells_find_stored(build->cells, indicator, TOTAL, period);
    if (cell == 0) {
        return; /* nobody ever reported it */
    }
    add_number(build, CELLS, cell);
    add_number(build, SLOTS, build->plan->slot_count + 1);
    if (due != 0) {
        add_number(build, DUES, due);
    } else {
        add_text(build, DUES, "NULL");
    }
    build->cell_count++;
}

/* Each cell has a day of its own; the slot's is the last of them. */
static void add_part(struct building *build, const struct data_term *part,
                     struct completeness_slot *slot)
{
    const struct indicator *indicator =
        catalogue_indicator_by_id(build->plan->cat, part->indicator);
    int days = indicator->due_days >= 0 ? indicator->due_days
                                        : build->plan->query->due_days;
    for (int i = 0; i < part->count; i++) {
        int period = part->periods[i];
        int64_t due = clock_begin(period_last_day(period), days + 1);
        add_cell(build, part->indicator, period, due);
        slot->due = due > slot->due ? due : slot->due;
        slot->expected = part->last ? period : slot->expected;
    }
    slot->needed += part->count > 0 ? part->count : 1;
}

/* What the schools reported a year before; of a ratio, the denominator. */
static void add_base(struct building *build, const struct indicator *indicator,
                     int period)
{
    struct data_terms terms;
    data_terms_of(build->known, indicator, period_year_before(period), 0,
                  &terms);
    const struct data_term *part = &terms.parts[terms.count - 1];
    for (int i = 0; i < part->count; i++) {
        add_cell(build, part->indicator, part->periods[i], 0);
    }
}

static void add_slot(struct building *build, const struct indicator *indicator,
                     int period)
{
    struct completeness_plan *plan = build->plan;
    struct completeness_slot *slot = &plan->slots[plan->slot_count];
    struct data_terms terms;

    *slot = (struct completeness_slot){
        .indicator = indicator,
        .asked = period,
        .expected = period,
    };
    data_terms_of(build->known, indicator, period, 0, &terms);
    for (int i = 0; terms.fits && i < terms.count; i++) {
        add_part(build, &terms.parts[i], slot);
    }
    if (terms.fits) {
        add_base(build, indicator, period);
    }
    add_number(build, NEEDED, slot->needed);
    add_day(build, FIRST_DAYS, period_first_day(slot->expected));
    add_day(build, LAST_DAYS, period_last_day(slot->expected));
    plan->slot_count++;
}

static void add_slots(struct building *build)
{
    const struct data_query *query = &build->plan->query->data;
    for (int i = 0; i < query->indicator_count; i++) {
        for (int j = 0; j < query->period_count; j++) {
            add_slot(build, query->indicators[i], query->periods[j]);
        }
    }
}

/* A list is of the schools of the areas that were asked for, whatever `by`
 * says. */
static void add_areas(struct building *build)
{
    const struct completeness_plan *plan = build->plan;
    const struct data_query *query = &plan->query->data;
    for (int i = 0; plan->query->list && i < query->area_count; i++) {
        add_number(build, AREAS, query->areas[i]->id);
    }
    for (int i = 0; !plan->query->list && i < plan->places.count; i++) {
        add_number(build, AREAS, plan->places.list[i].area->id);
    }
}

static long long count_schools(const struct completeness_plan *plan)
{
    const struct data_query *query = &plan->query->data;
    long long schools = 0;
    for (int i = 0; i < query->area_count; i++) {
        schools += catalogue_schools_below(plan->cat, query->areas[i]);
    }
    return schools;
}

static void add_few(struct building *build)
{
    const struct completeness_plan *plan = build->plan;
    size_t all = 0;
    (void)catalogue_schools(plan->cat, &all);
    bool few = count_schools(plan) * FEW_OF < (long long)all;
    buffer_add_str(&build->texts[FEW], few ? "true" : "false");
}

static void finish_texts(struct building *build)
{
    for (int i = 0; i < COMPLETENESS_PARAMS; i++) {
        struct buffer *out = &build->texts[i];
        if (i != FEW) {
            buffer_add_str(out, out->len == 0 ? "{}" : "}");
        }
        build->plan->params[i] =
            arena_copy(build->plan->arena, out->data, out->len);
        buffer_fini(out);
    }
}

static void measure(const struct building *build, struct data_faults *faults)
{
    const struct completeness_plan *plan = build->plan;
    long long rows = (long long)plan->slot_count * plan->places.count;
    long long schools = count_schools(plan);
    int cells = build->cell_count > plan->slot_count ? build->cell_count
                                                     : plan->slot_count;
    if (!plan->query->list && rows > COMPLETENESS_MAX_ROWS) {
        data_faults_too_many(faults, "by", "rows", rows, COMPLETENESS_MAX_ROWS);
    } else if (cells * schools > COMPLETENESS_MAX_PAIRS) {
        data_faults_too_many(faults, "period", "cells", cells * schools,
                             COMPLETENESS_MAX_PAIRS);
    }
}

void completeness_plan_init(struct completeness_plan *plan,
                            const struct completeness_query *query,
                            const struct cells *cells,
                            const struct data_context *ctx,
                            struct data_faults *faults)
{
    struct building build = {
        .plan = plan,
        .cells = cells,
        .known = data_known_new(ctx->catalogue, ctx->arena, query->data.asof),
    };
    size_t slots =
        (size_t)query->data.indicator_count * (size_t)query->data.period_count;

    *plan = (struct completeness_plan){
        .query = query,
        .cat = ctx->catalogue,
        .arena = ctx->arena,
        .slots = arena_alloc(ctx->arena, slots * sizeof(*plan->slots)),
    };
    if (slots > COMPLETENESS_MAX_SLOTS) {
        data_faults_too_many(faults, "period", "periods", (long long)slots,
                             COMPLETENESS_MAX_SLOTS);
        return;
    }
    for (int i = 0; i < COMPLETENESS_PARAMS; i++) {
        buffer_init(&build.texts[i], 0);
    }
    data_places_find(&query->data, plan->cat, plan->arena, &plan->places);
    add_slots(&build);
    add_areas(&build);
    add_few(&build);
    measure(&build, faults);
    finish_texts(&build);
}
