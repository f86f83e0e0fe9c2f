#include "cli_catalogue.h"

#include <stdio.h>
#include <string.h>

#include "ingest/csv_split.h"
#include "model/indicator.h"
#include "platform/arena.h"
#include "platform/macros.h"

#define MARK "\xEF\xBB\xBF"
#define MAX_ROWS (CATALOGUE_MAX_INDICATORS + CATALOGUE_MAX_MEMBERS)

enum column {
    CODE,
    NAME_ZH,
    NAME_EN,
    UNIT,
    KIND,
    NUMERATOR,
    DENOMINATOR,
    AGG_TIME,
    PERIOD_TYPE,
    BREAKDOWNS,
    DIRECTION,
    DECIMALS,
    DIMENSION,
    MEMBERSHIP,
    COLUMNS
};

static const char *const HEADINGS[COLUMNS] = {
    [CODE] = "code",
    [NAME_ZH] = "name_zh",
    [NAME_EN] = "name_en",
    [UNIT] = "unit",
    [KIND] = "kind",
    [NUMERATOR] = "numerator",
    [DENOMINATOR] = "denominator",
    [AGG_TIME] = "agg_time",
    [PERIOD_TYPE] = "period_type",
    [BREAKDOWNS] = "breakdowns",
    [DIRECTION] = "direction",
    [DECIMALS] = "decimals",
    [DIMENSION] = "dimension",
    [MEMBERSHIP] = "membership",
};

/* A row as texts; "" for what its file does not have. */
struct entry {
    const char *cells[COLUMNS];
};

/* The files as they are read. */
struct reading {
    struct arena arena;
    struct entry *indicators, *members;
    int indicator_count, member_count;
    int columns[COLUMNS]; /* of the file, from 1; 0: it has none */
};

/* --- rows --- */

static void take_header(struct reading *reading, const struct row *row)
{
    memset(reading->columns, 0, sizeof(reading->columns));
    for (int i = 0; i < row->count; i++) {
        for (int j = 0; j < COLUMNS; j++) {
            if (span_is(row->cells[i], HEADINGS[j])) {
                reading->columns[j] = i + 1;
            }
        }
    }
}

static bool take_row(struct reading *reading, const struct row *row)
{
    bool member = reading->columns[DIMENSION] > 0;
    int *count = member ? &reading->member_count : &reading->indicator_count;
    int most = member ? CATALOGUE_MAX_MEMBERS : CATALOGUE_MAX_INDICATORS;
    if (*count == most) {
        return false;
    }
    struct entry *entry =
        &(member ? reading->members : reading->indicators)[(*count)++];
    for (int i = 0; i < COLUMNS; i++) {
        int column = reading->columns[i];
        entry->cells[i] =
            column == 0 || column > row->count
                ? ""
                : arena_copy(&reading->arena, row->cells[column - 1].data,
                             row->cells[column - 1].len);
    }
    return true;
}

/* --- files --- */

static bool fail(const char *path, int line, const char *what)
{
    fprintf(stderr, "tvetstatd: %s:%d: %s\n", path, line, what);
    return false;
}

static bool take_line(struct reading *reading, struct csv_split *split,
                      struct span line, int number, bool *header)
{
    struct row row;
    switch (csv_split_line(split, line, number, &row)) {
    case CSV_BLANK:
    case CSV_CONTINUES:
        return true;
    case CSV_ROW:
        break;
    default:
        return false;
    }
    if (*header) {
        take_header(reading, &row);
        *header =
            reading->columns[CODE] == 0 ||
            (reading->columns[UNIT] == 0 && reading->columns[DIMENSION] == 0);
        return !*header;
    }
    return take_row(reading, &row);
}

static bool take_lines(struct reading *reading, const char *path,
                       struct span text)
{
    struct csv_split *split = csv_split_new(',');
    bool header = true;
    bool good = true;
    for (int number = 1; good && text.len > 0; number++) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data) + 1;
        good = take_line(reading, split, (struct span){text.data, len}, number,
                         &header);
        if (!good) {
            fail(path, number,
                 header ? "neither indicators nor dimensions" : "bad row");
        }
        text.data += len;
        text.len -= len;
    }
    csv_split_free(split);
    return good;
}

static bool take_file(struct reading *reading, const char *path)
{
    struct buffer text;
    if (!cli_read_file(path, CLI_CATALOGUE_MAX, &text)) {
        return false;
    }
    size_t mark = strlen(MARK);
    struct span all = {text.data, text.len};
    if (all.len >= mark && memcmp(all.data, MARK, mark) == 0) {
        all.data += mark;
        all.len -= mark;
    }
    bool good = take_lines(reading, path, all);
    buffer_fini(&text);
    return good;
}

/* --- the catalogue --- */

static int id_of(const struct reading *reading, const char *code)
{
    for (int i = 0; i < reading->indicator_count; i++) {
        if (strcmp(reading->indicators[i].cells[CODE], code) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static void add_indicator(struct catalogue *cat, const struct reading *reading,
                          int i)
{
    const char *const *cells = reading->indicators[i].cells;
    int numerator = id_of(reading, cells[NUMERATOR]);
    const char *unit =
        numerator == 0 ? "" : reading->indicators[numerator - 1].cells[UNIT];
    const struct indicator row = {
        .id = i + 1,
        .code = cells[CODE],
        .name_zh = cells[NAME_ZH],
        .name_en = cells[NAME_EN],
        .unit = cells[UNIT],
        .kind = indicator_kind_parse(cells[KIND]),
        .numerator = numerator,
        .denominator = id_of(reading, cells[DENOMINATOR]),
        .agg_schools = "",
        .agg_time = cells[AGG_TIME],
        .period_type = cells[PERIOD_TYPE],
        .breakdowns = cells[BREAKDOWNS],
        .direction = cells[DIRECTION],
        .source = "",
        .due_days = -1,
        .multiplier = indicator_multiplier(cells[UNIT], unit),
    };
    catalogue_add_indicator(cat, &row);
}

/* The dimension's id: the place of its first member. */
static int dimension_of(const struct reading *reading, int member)
{
    const char *code = reading->members[member].cells[DIMENSION];
    int first = 0;
    while (strcmp(reading->members[first].cells[DIMENSION], code) != 0) {
        first++;
    }
    return first + 1;
}

static void add_member(struct catalogue *cat, const struct reading *reading,
                       int i)
{
    const char *const *cells = reading->members[i].cells;
    int id = dimension_of(reading, i);
    const struct member row = {
        .id = i + 1,
        .dimension = id,
        .order = i,
        .code = cells[CODE],
        .name_zh = cells[NAME_ZH],
        .name_en = cells[NAME_EN],
        .note = "",
    };
    if (id == i + 1) {
        const struct dimension dimension = {
            .id = id,
            .code = cells[DIMENSION],
            .partition = strcmp(cells[MEMBERSHIP], "partition") == 0};
        catalogue_add_dimension(cat, &dimension);
    }
    catalogue_add_member(cat, &row);
}

static struct catalogue *build(const struct reading *reading)
{
    const struct area root = {
        .id = 1, .code = "0", .name_zh = "", .name_en = "", .level = "country"};
    struct catalogue *cat = catalogue_new();
    struct error err;
    catalogue_add_area(cat, &root);
    for (int i = 0; i < reading->indicator_count; i++) {
        add_indicator(cat, reading, i);
    }
    for (int i = 0; i < reading->member_count; i++) {
        add_member(cat, reading, i);
    }
    catalogue_set_revision(cat, 0, "");
    if (catalogue_finish(cat, &err)) {
        return cat;
    }
    char message[512];
    error_message(&err, LANG_EN, message, sizeof(message));
    fprintf(stderr, "tvetstatd: the catalogue is no good: %s\n",
            err.detail[0] == '\0' ? message : err.detail);
    catalogue_unref(cat);
    return NULL;
}

struct catalogue *cli_catalogue_read(const char *const *paths, int count)
{
    struct reading reading = {0};
    struct catalogue *cat = NULL;
    bool good = true;
    arena_init(&reading.arena);
    reading.indicators = arena_zalloc(&reading.arena, CATALOGUE_MAX_INDICATORS,
                                      sizeof(*reading.indicators));
    reading.members = arena_zalloc(&reading.arena, CATALOGUE_MAX_MEMBERS,
                                   sizeof(*reading.members));
    for (int i = 0; good && i < count; i++) {
        good = take_file(&reading, paths[i]);
    }
    if (good) {
        cat = build(&reading);
    }
    arena_fini(&reading.arena);
    return cat;
}
