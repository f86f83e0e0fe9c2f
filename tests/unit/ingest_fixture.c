#include "ingest_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/blank_token.h"
#include "model/period.h"
#include "platform/check.h"
#include "platform/macros.h"

static void keep(char *to, const char *text)
{
    snprintf(to, SEEN_TEXT, "%s", text == NULL ? "" : text);
}

static void on_observation(struct sink *sink, const struct observation *obs)
{
    struct fixture *fixture = CONTAINER_OF(sink, struct fixture, sink);
    int at = fixture->observation_count++;
    if (fixture->on_observation != NULL) {
        fixture->on_observation(fixture, obs);
    }
    if (at >= SEEN_MAX) {
        return;
    }
    struct seen_observation *seen = &fixture->observations[at];
    *seen = (struct seen_observation){
        .line = obs->line,
        .cell = obs->cell,
        .school = obs->school,
        .has_value = obs->has_value,
        .value = obs->value,
        .status = obs->status,
    };
    keep(seen->note, obs->note);
}

static void on_record(struct sink *sink, int line, const char *const *fields,
                      int count)
{
    struct fixture *fixture = CONTAINER_OF(sink, struct fixture, sink);
    int at = fixture->record_count++;
    if (at >= SEEN_MAX) {
        return;
    }
    struct seen_record *seen = &fixture->records[at];
    seen->line = line;
    seen->count = count;
    for (int i = 0; i < count; i++) {
        seen->absent[i] = fields[i] == NULL;
        keep(seen->fields[i], fields[i]);
    }
}

static void on_fault(struct sink *sink, const struct sink_fault *fault)
{
    struct fixture *fixture = CONTAINER_OF(sink, struct fixture, sink);
    int at = fixture->fault_count++;
    if (at >= SEEN_MAX) {
        return;
    }
    struct seen_fault *seen = &fixture->faults[at];
    seen->line = fault->line;
    seen->number = fault->number;
    seen->fault = fault->fault;
    keep(seen->column, fault->column);
    keep(seen->value, fault->value);
    for (int i = 0; i < 3; i++) {
        keep(seen->args[i], fault->args[i]);
    }
}

static void on_warning(struct sink *sink, const char *code, const char *subject)
{
    struct fixture *fixture = CONTAINER_OF(sink, struct fixture, sink);
    int at = fixture->warning_count++;
    if (at < SEEN_MAX) {
        keep(fixture->warnings[at].code, code);
        keep(fixture->warnings[at].subject, subject);
    }
}

static const struct sink_ops FIXTURE_OPS = {
    .observation = on_observation,
    .record = on_record,
    .fault = on_fault,
    .warning = on_warning,
};

struct fixture *fixture_of(struct catalogue *cat)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    CHECK(fixture != NULL);
    fixture->sink.ops = &FIXTURE_OPS;
    fixture->cat = cat;
    fixture->cells = cells_new();
    fixture->newcomers = newcomers_new(cat);
    fixture->options.kind = IMPORT_OBSERVATIONS;
    fixture->options.format = READER_CSV;
    fixture->options.today = 20240915;
    return fixture;
}

static void add_areas(struct catalogue *cat)
{
    static const struct area AREAS[] = {
        {.id = 1, .code = "R", .name_zh = "全市", .level = "prefecture"},
        {.id = 2, .parent = 1, .code = "A1", .name_zh = "甲区"},
        {.id = 3, .parent = 1, .code = "A2", .name_zh = "乙区"},
    };
    for (size_t i = 0; i < ARRAY_LEN(AREAS); i++) {
        struct area row = AREAS[i];
        row.name_en = "";
        row.level = row.level == NULL ? "county" : row.level;
        catalogue_add_area(cat, &row);
    }
}

static void add_blank_tokens(struct catalogue *cat)
{
    static const struct blank_token ROWS[] = {
        {.token = "", .status = 'O'},
        {.token = "—", .status = 'M'},
        {.token = "暂无", .status = 'L'},
        {.token = "无", .zero = true, .status = 'A', .log = "zero_from_word"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        struct blank_token row = ROWS[i];
        row.meaning_zh = row.meaning_en = "";
        row.log = row.log == NULL ? "" : row.log;
        catalogue_add_blank_token(cat, &row);
    }
}

static void add_schools(struct catalogue *cat)
{
    static const struct school SCHOOLS[] = {
        {.id = 1, .area = 2, .code = "S1", .name_zh = "第一职校"},
        {.id = 2,
         .area = 3,
         .code = "S2",
         .name_zh = "第二职校",
         .closed = 20200831},
        {.id = 3, .area = 2, .code = "0034", .name_zh = "第三职校"},
    };
    for (size_t i = 0; i < ARRAY_LEN(SCHOOLS); i++) {
        struct school row = SCHOOLS[i];
        row.name_en = row.level = row.type = row.ownership = "";
        catalogue_add_school(cat, &row);
    }
}

static void add_indicators(struct catalogue *cat)
{
    static const struct indicator INDICATORS[] = {
        {.id = 1,
         .code = "train",
         .kind = INDICATOR_FLOW,
         .period_type = "month"},
        {.id = 2,
         .code = "fund",
         .kind = INDICATOR_FLOW,
         .period_type = "calendar_year",
         .decimals = 2},
        {.id = 3,
         .code = "intake",
         .kind = INDICATOR_FLOW,
         .period_type = "school_year"},
        {.id = 4,
         .code = "students",
         .kind = INDICATOR_STOCK,
         .period_type = "point_in_time"},
        {.id = 5,
         .code = "teachers",
         .kind = INDICATOR_STOCK,
         .period_type = "point_in_time"},
        {.id = 6,
         .code = "ratio",
         .kind = INDICATOR_RATIO,
         .numerator = 4,
         .denominator = 5,
         .period_type = "point_in_time"},
        {.id = 7,
         .code = "firms",
         .kind = INDICATOR_DISTINCT,
         .period_type = "point_in_time"},
    };
    for (size_t i = 0; i < ARRAY_LEN(INDICATORS); i++) {
        struct indicator row = INDICATORS[i];
        row.name_zh = row.name_en = row.unit = row.code;
        row.agg_schools = row.agg_time = "sum";
        row.breakdowns = row.direction = row.source = "";
        row.multiplier = 1;
        catalogue_add_indicator(cat, &row);
    }
}

static void add_dimensions(struct catalogue *cat)
{
    static const struct dimension DIMENSIONS[] = {
        {.id = 1, .code = "gender", .partition = true},
        {.id = 2, .code = "grade", .partition = true},
        {.id = 3, .code = "group", .partition = false},
    };
    static const struct member MEMBERS[] = {
        {.id = 1, .dimension = 1, .order = 1, .code = "1"},
        {.id = 2, .dimension = 1, .order = 2, .code = "2"},
        {.id = 3, .dimension = 2, .order = 1, .code = "1"},
        {.id = 4, .dimension = 2, .order = 2, .code = "2"},
        {.id = 5, .dimension = 2, .order = 3, .code = "3"},
        {.id = 6, .dimension = 3, .order = 1, .code = "staff"},
        {.id = 7, .dimension = 3, .order = 2, .code = "migrant"},
    };
    for (size_t i = 0; i < ARRAY_LEN(DIMENSIONS); i++) {
        catalogue_add_dimension(cat, &DIMENSIONS[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(MEMBERS); i++) {
        struct member row = MEMBERS[i];
        row.name_zh = row.name_en = row.code;
        row.note = "";
        catalogue_add_member(cat, &row);
    }
}

struct fixture *fixture_new(void)
{
    struct error err;
    struct catalogue *cat = catalogue_new();
    add_areas(cat);
    add_schools(cat);
    add_blank_tokens(cat);
    add_indicators(cat);
    add_dimensions(cat);
    CHECK(catalogue_finish(cat, &err));
    return fixture_of(cat);
}

void fixture_free(struct fixture *fixture)
{
    newcomers_free(fixture->newcomers);
    cells_free(fixture->cells);
    catalogue_unref(fixture->cat);
    free(fixture);
}

static int file_of(const char *text, size_t len)
{
    int fd = memfd_create("import", MFD_CLOEXEC);
    CHECK(fd >= 0);
    while (len > 0) {
        ssize_t put = write(fd, text, len);
        CHECK(put > 0);
        text += put;
        len -= (size_t)put;
    }
    return fd;
}

static void forget(struct fixture *fixture)
{
    fixture->observation_count = 0;
    fixture->record_count = 0;
    fixture->fault_count = 0;
    fixture->warning_count = 0;
    memset(fixture->sums, 0, sizeof(fixture->sums));
}

void fixture_read(struct fixture *fixture, const char *text, size_t len)
{
    struct error err;
    enum reader_state state = READER_MORE;
    int fd = file_of(text, len);
    forget(fixture);
    struct reader *reader =
        reader_new(fd, &fixture->options, fixture->cat, fixture->cells,
                   fixture->newcomers, &fixture->sink);
    while (state == READER_MORE) {
        state = reader_step(reader, &err);
    }
    CHECK(state == READER_DONE);
    fixture->rows = reader_rows(reader);
    fixture->verdict = reader_verdict(reader);
    reader_free(reader);
    close(fd);
}

void fixture_read_text(struct fixture *fixture, const char *text)
{
    fixture_read(fixture, text, strlen(text));
}

char *fixture_data(const char *name, size_t *len)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", TEST_DATA, name);
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL); /* tests/data is not there */
    CHECK(fseek(file, 0, SEEK_END) == 0);
    *len = (size_t)ftell(file);
    rewind(file);
    char *data = malloc(*len + 1);
    CHECK(data != NULL);
    CHECK(fread(data, 1, *len, file) == *len);
    data[*len] = '\0';
    fclose(file);
    return data;
}

void fixture_read_data(struct fixture *fixture, const char *name)
{
    size_t len = 0;
    char *data = fixture_data(name, &len);
    fixture_read(fixture, data, len);
    free(data);
}

static const char *member_code(const struct fixture *fixture, int id,
                               const char **dimension)
{
    size_t count = 0;
    const struct member *row = catalogue_member_by_id(fixture->cat, id);
    const struct member *fresh = newcomers_members(fixture->newcomers, &count);
    for (size_t i = 0; i < count && row == NULL; i++) {
        row = fresh[i].id == id ? &fresh[i] : NULL;
    }
    CHECK(row != NULL);
    *dimension = catalogue_dimension_by_id(fixture->cat, row->dimension)->code;
    return row->code;
}

const char *fixture_cell(const struct fixture *fixture, int cell)
{
    static char text[512];
    char period[PERIOD_TEXT_SIZE];
    const struct cell *row = cells_cell(fixture->cells, cell);
    CHECK(row != NULL);
    const struct breakdown *breakdown =
        cells_breakdown(fixture->cells, row->breakdown);
    int len =
        snprintf(text, sizeof(text), "%s/",
                 catalogue_indicator_by_id(fixture->cat, row->indicator)->code);
    for (int i = 0; i < breakdown->count; i++) {
        const char *dimension = NULL;
        const char *code =
            member_code(fixture, breakdown->members[i], &dimension);
        len += snprintf(text + len, sizeof(text) - (size_t)len, "%s%s=%s",
                        i > 0 ? "," : "", dimension, code);
    }
    period_print(row->period, period);
    snprintf(text + len, sizeof(text) - (size_t)len, "/%s", period);
    return text;
}
