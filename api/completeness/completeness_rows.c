#include "completeness/completeness_rows.h"

#include "completeness/completeness_table.h"
#include "data/data_base64.h"
#include "data/data_row.h"
#include "data/data_warnings.h"
#include "formats/table.h"
#include "model/period.h"
#include "platform/clock.h"
#include "stats/rounding.h"

#include <stdlib.h>
#include <string.h>

static const char *const SUMMARY[] = {
    "indicator", "area",    "period", "expected", "reported",     "missing",
    "silent",    "on_time", "due",    "rate",     "on_time_rate", "weighted"};
static const char *const LIST[] = {"indicator", "period",  "area",  "school",
                                   "name_zh",   "name_en", "state", "due"};

int64_t completeness_revision(const struct db_result *result)
{
    return db_int(result, 0, 0);
}

/* --- cells that both tables have --- */

static void put_period(struct table_cell **at, struct arena *arena, int period)
{
    char text[PERIOD_TEXT_SIZE];
    period_print(period, text);
    data_row_text(at, arena_dup(arena, text));
}

static void put_due(struct table_cell **at, struct arena *arena, int64_t due)
{
    struct buffer text;
    int day = clock_date(due - 1);
    buffer_init(&text, 64);
    buffer_printf(&text, "%04d-%02d-%02d", day / 10000, day / 100 % 100,
                  day % 100);
    data_row_text(at, arena_copy(arena, text.data, text.len));
    buffer_fini(&text);
}

/* --- the summary --- */

/* What the statement said of one slot at one place; zeroed: nothing. */
struct tally {
    int expected, reported, missing, on_time;
    bool weighted;
    int64_t weight, weight_reported;
};

static struct tally *tally_of(const struct completeness_plan *plan,
                              struct tally *tallies, int slot, int place)
{
    return &tallies[(size_t)slot * (size_t)plan->places.count + (size_t)place];
}

/* By area id, the index of its place plus one. */
static int *index_places(const struct completeness_plan *plan)
{
    int *index =
        arena_zalloc(plan->arena, (size_t)catalogue_last_area_id(plan->cat) + 1,
                     sizeof(int));
    for (int i = 0; i < plan->places.count; i++) {
        index[plan->places.list[i].area->id] = i + 1;
    }
    return index;
}

static struct tally *read_tallies(const struct completeness_answer *answer)
{
    enum {
        REVISION,
        ASOF,
        SLOT,
        AREA,
        EXPECTED,
        REPORTED,
        MISSING,
        ON_TIME,
        WEIGHT,
        OF_THEM
    };
    const struct completeness_plan *plan = answer->plan;
    const struct db_result *result = answer->result;
    const int *places = index_places(plan);
    struct tally *tallies = arena_zalloc(
        plan->arena, (size_t)plan->slot_count * (size_t)plan->places.count + 1,
        sizeof(*tallies));

    for (int i = 0; i < db_rows(result); i++) {
        int slot = (int)db_int(result, i, SLOT) - 1;
        int place = slot >= 0 ? places[db_int(result, i, AREA)] - 1 : -1;
        if (place < 0) {
            continue;
        }
        *tally_of(plan, tallies, slot, place) = (struct tally){
            .expected = (int)db_int(result, i, EXPECTED),
            .reported = (int)db_int(result, i, REPORTED),
            .missing = (int)db_int(result, i, MISSING),
            .on_time = (int)db_int(result, i, ON_TIME),
            .weighted =
                !plan->query->counts_only && !db_is_null(result, i, WEIGHT),
            .weight = db_int(result, i, WEIGHT),
            .weight_reported = db_int(result, i, OF_THEM), /* NULL: 0 */
        };
    }
    return tallies;
}

/* part / whole in per cent; null where there is no whole. */
static void put_share(struct table_cell **at, int64_t part, int64_t whole,
                      int digits)
{
    int64_t share = 0;
    bool known = whole > 0 && rounding_scale(part, whole, 100, digits, &share);
    data_row_number(at, known, share, digits);
}

static void put_counts(struct table_cell **at, const struct tally *tally)
{
    const int counts[] = {tally->expected, tally->reported, tally->missing,
                          tally->expected - tally->reported - tally->missing,
                          tally->on_time};
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        data_row_number(at, true, counts[i], 0);
    }
}

static void fill_summary(const struct completeness_plan *plan, int number,
                         const struct data_place *place,
                         const struct tally *tally, struct table_cell *at)
{
    const struct completeness_slot *slot = &plan->slots[number];
    int digits = plan->query->data.digits;

    data_row_text(&at, slot->indicator->code);
    data_row_text(&at, place->area->code);
    put_period(&at, plan->arena, slot->asked);
    put_counts(&at, tally);
    put_due(&at, plan->arena, slot->due);
    put_share(&at, tally->reported, tally->expected, digits);
    put_share(&at, tally->on_time, tally->expected, digits);
    put_share(&at, tally->weight_reported, tally->weighted ? tally->weight : 0,
              digits);
}

static void write_summary(const struct completeness_answer *answer,
                          struct completeness_table *table)
{
    const struct completeness_plan *plan = answer->plan;
    struct tally *tallies = read_tallies(answer);
    struct table_cell cells[ARRAY_LEN(SUMMARY)];
    int periods = plan->query->data.period_count;

    for (int first = 0; first < plan->slot_count; first += periods) {
        for (int i = 0; i < plan->places.count * periods; i++) {
            int slot = first + i % periods;
            int place = i / periods;
            if (plan->slots[slot].needed == 0) {
                continue;
            }
            fill_summary(plan, slot, &plan->places.list[place],
                         tally_of(plan, tallies, slot, place), cells);
            completeness_table_row(table, cells);
        }
    }
}

/* --- the list --- */

enum {
    LIST_REVISION,
    LIST_ASOF,
    LIST_SLOT,
    LIST_SCHOOL,
    LIST_AREA,
    LIST_STATE
};

static void fill_school(const struct completeness_answer *answer, int row,
                        struct table_cell *at)
{
    const struct completeness_plan *plan = answer->plan;
    const struct db_result *result = answer->result;
    const struct completeness_slot *slot =
        &plan->slots[db_int(result, row, LIST_SLOT) - 1];
    const struct school *school = catalogue_school_by_id(
        plan->cat, (int)db_int(result, row, LIST_SCHOOL));
    const struct area *area =
        catalogue_area_by_id(plan->cat, (int)db_int(result, row, LIST_AREA));

    data_row_text(&at, slot->indicator->code);
    put_period(&at, plan->arena, slot->asked);
    data_row_text(&at, area->code);
    data_row_text(&at, school->code);
    data_row_text(&at, school->name_zh);
    data_row_text(&at, school->name_en);
    data_row_text(&at,
                  arena_dup(plan->arena, db_text(result, row, LIST_STATE)));
    put_due(&at, plan->arena, slot->due);
}

/* Rows of this page; the statement was asked for one more. */
static int list_rows(const struct completeness_answer *answer)
{
    int rows = db_rows(answer->result);
    int limit = answer->plan->query->data.limit;
    if (db_is_null(answer->result, 0, LIST_SLOT)) {
        return 0;
    }
    return rows < limit ? rows : limit;
}

static void write_list(const struct completeness_answer *answer,
                       struct completeness_table *table)
{
    struct table_cell cells[ARRAY_LEN(LIST)];
    int rows = list_rows(answer);
    for (int i = 0; i < rows; i++) {
        fill_school(answer, i, cells);
        completeness_table_row(table, cells);
    }
}

/* --- cursors: indicator, period and school of the last row --- */

#define SEPARATOR '\x1f' /* no code holds control characters */
#define MAX_CURSOR 512

static const char *print_cursor(const struct completeness_answer *answer)
{
    const struct completeness_plan *plan = answer->plan;
    int rows = list_rows(answer);
    if (!plan->query->list || db_rows(answer->result) <= rows || rows == 0) {
        return NULL;
    }
    int slot = (int)db_int(answer->result, rows - 1, LIST_SLOT) - 1;
    int school = (int)db_int(answer->result, rows - 1, LIST_SCHOOL);
    char period[PERIOD_TEXT_SIZE];
    struct buffer text;

    period_print(plan->slots[slot].asked, period);
    buffer_init(&text, MAX_CURSOR);
    buffer_printf(&text, "%s%c%s%c%s", plan->slots[slot].indicator->code,
                  SEPARATOR, period, SEPARATOR,
                  catalogue_school_by_id(plan->cat, school)->code);
    const char *cursor = data_base64_print(plan->arena, text.data, text.len);
    buffer_fini(&text);
    return cursor;
}

static int find_slot(const struct completeness_plan *plan, const char *code,
                     const char *period_text)
{
    int period = 0;
    if (!period_parse(period_text, strlen(period_text), &period)) {
        return 0;
    }
    for (int i = 0; i < plan->slot_count; i++) {
        if (strcmp(plan->slots[i].indicator->code, code) == 0 &&
            plan->slots[i].asked == period) {
            return i + 1;
        }
    }
    return 0;
}

bool completeness_cursor_parse(const struct completeness_plan *plan,
                               struct completeness_start *start)
{
    size_t len = 0;
    *start = (struct completeness_start){.school = ""};
    if (plan->query->data.cursor == NULL) {
        return true;
    }
    char *rest = data_base64_parse(plan->arena, plan->query->data.cursor, &len);
    if (rest == NULL || strlen(rest) != len) {
        return false;
    }
    const char *code = strsep(&rest, "\x1f");
    const char *period = strsep(&rest, "\x1f");
    if (period == NULL || rest == NULL) {
        return false;
    }
    start->slot = find_slot(plan, code, period);
    start->school = rest;
    return start->slot != 0 &&
           catalogue_school(plan->cat, rest, strlen(rest)) != NULL;
}

/* --- all of it --- */

static void warn(const struct completeness_plan *plan,
                 struct data_warnings *warnings)
{
    const struct data_query *query = &plan->query->data;
    for (int i = 0; i < plan->slot_count; i++) {
        if (plan->slots[i].needed == 0) {
            data_warnings_add(warnings, DATA_WARN_PERIOD_TYPE,
                              plan->slots[i].indicator->code,
                              plan->slots[i].asked);
        }
    }
    if (query->spread != DATA_ITSELF && plan->places.outside > 0) {
        data_warnings_add(warnings, DATA_WARN_SCHOOLS_OUTSIDE,
                          query->areas[0]->code, 0);
    }
}

void completeness_write(const struct completeness_answer *answer,
                        struct buffer *out)
{
    const struct completeness_plan *plan = answer->plan;
    bool list = plan->query->list;
    struct data_warnings warnings = {0};
    struct completeness_table table = {
        .query = &plan->query->data,
        .cat = plan->cat,
        .warnings = &warnings,
        .revision = answer->revision,
        .asof = db_int(answer->result, 0, LIST_ASOF),
        .synthetic = answer->synthetic,
        .next = print_cursor(answer),
        .out = out,
    };
    warn(plan, &warnings);
    completeness_table_begin(&table, list ? LIST : SUMMARY,
                             list ? (int)ARRAY_LEN(LIST)
                                  : (int)ARRAY_LEN(SUMMARY));
    if (list) {
        write_list(answer, &table);
    } else {
        write_summary(answer, &table);
    }
    completeness_table_end(&table);
}
