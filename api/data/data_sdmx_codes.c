#include "data/data_sdmx_codes.h"

#include <stdio.h>
#include <string.h>

#include "data/data_lexicon.h"
#include "data/data_sdmx_period.h"
#include "formats/sdmx_id.h"
#include "platform/check.h"

static struct sdmx_value *values_of(const struct data_sdmx_codes *codes,
                                    int count)
{
    return arena_zalloc(codes->arena, (size_t)count, sizeof(struct sdmx_value));
}

/* Everything has a name, if only its code. */
static struct words name_of(const char *zh, const char *en, const char *code)
{
    bool none = *zh == '\0' && *en == '\0';
    return (struct words){none ? code : zh, en};
}

static struct sdmx_component *add(struct sdmx_message *message, const char *id,
                                  struct words name, const char *role)
{
    struct sdmx_component *component =
        sdmx_add(message, SDMX_DIMENSION, id, name);
    component->role = role;
    return component;
}

/* --- how often --- */

static const struct frequency {
    const char *id;
    struct words name;
} FREQUENCIES[] = {
    {"A", {"年度", "Annual"}},
    {"S", {"半年度", "Half-yearly"}},
    {"Q", {"季度", "Quarterly"}},
    {"M", {"月度", "Monthly"}},
    {"_Z", {"时点", "Not applicable (point in time)"}},
    {"_O", {"年初累计", "Other (year to date)"}},
};

static struct words frequency_name(const char *id)
{
    for (size_t i = 0; i < ARRAY_LEN(FREQUENCIES); i++) {
        if (strcmp(FREQUENCIES[i].id, id) == 0) {
            return FREQUENCIES[i].name;
        }
    }
    CHECK(!"a frequency with a name");
    return FREQUENCIES[0].name;
}

static int find_frequency(const struct data_sdmx_codes *codes, const char *id)
{
    int at = 0;
    while (at < codes->frequency_count &&
           strcmp(codes->frequencies[at], id) != 0) {
        at++;
    }
    return at;
}

int data_sdmx_codes_frequency(const struct data_sdmx_codes *codes, int period)
{
    const struct data_query *query = codes->grid->plan->query;
    return find_frequency(
        codes, data_sdmx_period_frequency(query->periods[period], query->ytd));
}

static void add_frequencies(struct data_sdmx_codes *codes,
                            struct sdmx_message *message)
{
    const struct data_query *query = codes->grid->plan->query;
    struct sdmx_component *component =
        add(message, "FREQ", (struct words){"频度", "Frequency"}, "FREQ");
    for (int i = 0; i < query->period_count; i++) {
        const char *id =
            data_sdmx_period_frequency(query->periods[i], query->ytd);
        int at = find_frequency(codes, id);
        if (at == codes->frequency_count) {
            CHECK(at < DATA_SDMX_FREQUENCIES);
            codes->frequencies[codes->frequency_count++] = id;
        }
    }
    struct sdmx_value *values = values_of(codes, codes->frequency_count);
    for (int i = 0; i < codes->frequency_count; i++) {
        values[i].id = codes->frequencies[i];
        values[i].name = frequency_name(values[i].id);
    }
    component->values = values;
    component->count = codes->frequency_count;
}

/* --- what, where --- */

static void add_indicators(const struct data_sdmx_codes *codes,
                           struct sdmx_message *message)
{
    const struct data_query *query = codes->grid->plan->query;
    struct sdmx_component *component =
        add(message, "INDICATOR", data_lexicon_column("indicator"), NULL);
    struct sdmx_value *values = values_of(codes, query->indicator_count);
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        values[i].id = row->code;
        values[i].name = name_of(row->name_zh, row->name_en, row->code);
    }
    component->values = values;
    component->count = query->indicator_count;
}

static void set_area(const struct data_sdmx_codes *codes,
                     const struct area *area, struct sdmx_value *value)
{
    const struct area *parent =
        catalogue_area_by_id(codes->grid->plan->cat, area->parent);
    value->id = area->code;
    value->name = name_of(area->name_zh, area->name_en, area->code);
    value->parent = parent != NULL ? parent->code : NULL;
}

/* Only those of rows: there may be very many places without. Places of one
 * area stand together, and so do the rows of one place in every run of an
 * indicator. */
static void add_areas(struct data_sdmx_codes *codes,
                      struct sdmx_message *message)
{
    const struct data_plan *plan = codes->grid->plan;
    int last = catalogue_last_area_id(plan->cat);
    int *known = arena_zalloc(codes->arena, (size_t)last + 1, sizeof(int));
    struct sdmx_component *component =
        add(message, "REF_AREA", data_lexicon_column("area"), "REF_AREA");
    struct sdmx_value *values = values_of(codes, plan->places.count + 1);
    for (int i = 0; i < codes->grid->count; i++) {
        int place = data_grid_series(codes->grid, i).place;
        const struct area *area = plan->places.list[place].area;
        if (known[area->id] == 0) {
            set_area(codes, area, &values[component->count]);
            known[area->id] = ++component->count;
        }
        codes->areas[place] = known[area->id] - 1;
    }
    if (component->count == 0) {
        set_area(codes, plan->query->areas[0], &values[component->count++]);
    }
    component->values = values;
}

static void set_school(const struct school *school, struct sdmx_value *value)
{
    value->id = school->code;
    value->name = name_of(school->name_zh, school->name_en, school->code);
}

static void add_schools(struct data_sdmx_codes *codes,
                        struct sdmx_message *message)
{
    const struct data_plan *plan = codes->grid->plan;
    struct sdmx_component *component =
        add(message, "SCHOOL", data_lexicon_column("school"), NULL);
    struct sdmx_value *values = values_of(codes, plan->places.count + 1);
    for (int i = 0; i < codes->grid->count; i++) {
        int place = data_grid_series(codes->grid, i).place;
        if (codes->schools[place] < 0) {
            set_school(plan->places.list[place].school,
                       &values[component->count]);
            codes->schools[place] = component->count++;
        }
    }
    if (component->count == 0) {
        values[component->count++] =
            (struct sdmx_value){.id = "_Z", .name = {"无", "None"}};
    }
    component->values = values;
}

/* --- breakdowns --- */

static void set_member(const struct data_sdmx_codes *codes,
                       const struct member *member, struct sdmx_value *value)
{
    value->id = sdmx_id(codes->arena, member->code);
    value->code = value->id != member->code ? member->code : NULL;
    value->name = name_of(member->name_zh, member->name_en, member->code);
}

static void join(struct buffer *out, const char *between, const char *text)
{
    if (out->len > 0) {
        buffer_add_str(out, between);
    }
    buffer_add_str(out, text);
}

static const char *keep(const struct data_sdmx_codes *codes,
                        struct buffer *text)
{
    const char *kept = arena_copy(codes->arena, text->data, text->len);
    buffer_fini(text);
    return kept;
}

/* The one value of a dimension whose members are added up: "1@2". */
static void set_sum(const struct data_sdmx_codes *codes,
                    const struct data_axis *axis, struct sdmx_value *value)
{
    struct buffer id;
    struct buffer zh;
    struct buffer en;
    buffer_init(&id, 0);
    buffer_init(&zh, 0);
    buffer_init(&en, 0);
    for (int i = 0; i < axis->count; i++) {
        struct sdmx_value one = {0};
        set_member(codes, axis->members[i], &one);
        join(&id, "@", one.id);
        join(&zh, "+", words_in(&one.name, LANG_ZH));
        join(&en, " + ", words_in(&one.name, LANG_EN));
    }
    value->id = keep(codes, &id);
    value->name.zh = keep(codes, &zh);
    value->name.en = keep(codes, &en);
}

static void add_axis(const struct data_sdmx_codes *codes,
                     const struct data_axis *axis, struct sdmx_message *message)
{
    const char *code = axis->dimension->code;
    struct sdmx_component *component =
        add(message, sdmx_component_id(codes->arena, code),
            (struct words){code, code}, NULL);
    bool one = !axis->by && axis->count > 1;
    struct sdmx_value *values = values_of(codes, axis->count);
    for (int i = 0; i < axis->count && !one; i++) {
        set_member(codes, axis->members[i], &values[i]);
    }
    if (one) {
        set_sum(codes, axis, values);
    }
    component->values = values;
    component->count = one ? 1 : axis->count;
}

/* --- when --- */

static void add_periods(const struct data_sdmx_codes *codes,
                        struct sdmx_message *message)
{
    const struct data_query *query = codes->grid->plan->query;
    struct sdmx_component *component = add(
        message, "TIME_PERIOD", data_lexicon_column("period"), "TIME_PERIOD");
    struct sdmx_value *values = values_of(codes, query->period_count);
    for (int i = 0; i < query->period_count; i++) {
        int period = query->periods[i];
        char *text = arena_alloc(codes->arena, DATA_SDMX_PERIOD_SIZE);
        data_sdmx_period_print(period, query->ytd, text);
        if (data_sdmx_period_is_id(query->ytd)) {
            values[i].id = text;
            values[i].name =
                (struct words){query->period_texts[i], query->period_texts[i]};
        } else {
            values[i].code = text;
        }
        int last = query->ytd == 0
                       ? period
                       : period_month(period / PERIOD_YEAR, query->ytd);
        values[i].first = period_first_day(period);
        values[i].last = period_last_day(last);
    }
    component->type = "ObservationalTimePeriod";
    component->values = values;
    component->count = query->period_count;
}

/* --- all of them --- */

void data_sdmx_codes_init(struct data_sdmx_codes *codes,
                          const struct data_grid *grid, struct arena *arena,
                          struct sdmx_message *message)
{
    const struct data_query *query = grid->plan->query;
    size_t places = (size_t)grid->plan->places.count + 1;
    *codes = (struct data_sdmx_codes){.grid = grid, .arena = arena};
    codes->areas = arena_alloc(arena, places * sizeof(int));
    codes->schools = arena_alloc(arena, places * sizeof(int));
    memset(codes->schools, -1, places * sizeof(int));
    add_frequencies(codes, message);
    add_indicators(codes, message);
    add_areas(codes, message);
    if (query->by_school) {
        add_schools(codes, message);
    }
    for (int i = 0; i < query->axis_count; i++) {
        add_axis(codes, &query->axes[i], message);
    }
    add_periods(codes, message);
}

void data_sdmx_codes_keys(const struct data_sdmx_codes *codes, int row,
                          int *keys)
{
    const struct data_query *query = codes->grid->plan->query;
    struct data_series series = data_grid_series(codes->grid, row);
    int period = codes->grid->periods[row];
    int at = 0;
    keys[at++] = data_sdmx_codes_frequency(codes, period);
    keys[at++] = series.indicator;
    keys[at++] = codes->areas[series.place];
    if (query->by_school) {
        keys[at++] = codes->schools[series.place];
    }
    int rest = series.combo;
    for (int i = query->by_axes - 1; i >= 0; i--) {
        keys[at + i] = rest % query->axes[i].count;
        rest /= query->axes[i].count;
    }
    at += query->by_axes;
    for (int i = query->by_axes; i < query->axis_count; i++) {
        keys[at++] = 0;
    }
    keys[at] = period;
}
