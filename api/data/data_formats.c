#include "data/data_formats.h"

#include "data/data_echarts.h"
#include "data/data_jsonstat.h"
#include "data/data_people.h"
#include "data/data_sdmx.h"
#include "data/data_xlsx.h"
#include "formats/sdmx.h"
#include "model/decimal.h"
#include "platform/nameless_file.h"

#include <string.h>
#include <unistd.h>

/* What takes 2 to 4 ms: docs/formats.md has the measurements. */
#define PEOPLE_AT_ONCE 2000
#define SDMX_AT_ONCE 1000
#define XLSX_AT_ONCE 100
#define CHARTS_AT_ONCE 500
#define JSONSTAT_AT_ONCE 2000

static bool write_xlsx(const struct data_grid *grid, struct buffer *out,
                       struct error *err)
{
    int fd = nameless_file_open(err);
    if (fd < 0) {
        return false;
    }
    bool written = data_xlsx_write(grid, fd, err);
    bool good = written && nameless_file_read(fd, out);
    close(fd);
    return good || (written && error_detail(err, FAULT_INTERNAL,
                                            "could not read a workbook"));
}

#define CSV_TYPE "text/csv; charset=utf-8; header=present"
#define JSON_TYPE "application/json; charset=utf-8"

/* JSON-stat and options of charts are plain JSON by their own documents, so
 * there is a type to ask for them by, and the answer's type is that of JSON. */
static const struct data_format_info FORMATS[DATA_FORMAT_COUNT] = {
    [DATA_JSON] = {.name = "json",
                   .accept = "application/json",
                   .type = JSON_TYPE},
    [DATA_CSV] = {.name = "csv", .accept = "text/csv", .type = CSV_TYPE},
    [DATA_NDJSON] = {.name = "ndjson",
                     .accept = "application/x-ndjson",
                     .type = "application/x-ndjson; charset=utf-8"},
    [DATA_ECHARTS] = {.name = "echarts",
                      .accept = "application/vnd.tvetstat.echarts+json",
                      .type = JSON_TYPE,
                      .write = data_echarts_write,
                      .rows_at_once = CHARTS_AT_ONCE,
                      .single = true,
                      .check = data_echarts_check},
    [DATA_JSONSTAT] = {.name = "jsonstat",
                       .accept = "application/vnd.tvetstat.jsonstat+json",
                       .type = JSON_TYPE,
                       .write = data_jsonstat_write,
                       .rows_at_once = JSONSTAT_AT_ONCE,
                       .single = true},
    [DATA_SDMX_JSON] = {.name = "sdmx-json",
                        .accept = "application/vnd.sdmx.data+json",
                        .type = SDMX_JSON_TYPE,
                        .write = data_sdmx_json_write,
                        .rows_at_once = SDMX_AT_ONCE},
    [DATA_SDMX_CSV] = {.name = "sdmx-csv",
                       .accept = "application/vnd.sdmx.data+csv",
                       .type = SDMX_CSV_TYPE,
                       .write = data_sdmx_csv_write,
                       .rows_at_once = SDMX_AT_ONCE},
    [DATA_XLSX] = {.name = "xlsx",
                   .accept = DATA_XLSX_TYPE,
                   .type = DATA_XLSX_TYPE,
                   .write = write_xlsx,
                   .rows_at_once = XLSX_AT_ONCE,
                   .file = "xlsx"},
};

static const struct data_format_info PEOPLE = {
    .name = "csv",
    .accept = "text/csv",
    .type = CSV_TYPE,
    .write = data_people_write,
    .rows_at_once = PEOPLE_AT_ONCE,
};

const struct data_format_info *data_formats_info(enum data_format format)
{
    return &FORMATS[format];
}

const struct data_format_info *data_formats_of(const struct data_query *query)
{
    bool people = query->format == DATA_CSV && query->bom &&
                  query->labels != DATA_LABELS_ID;
    return people ? &PEOPLE : &FORMATS[query->format];
}

static bool refuse_rows(const struct data_grid *grid, struct error *err)
{
    const struct data_plan *plan = grid->plan;
    char most[DECIMAL_TEXT_SIZE];
    char limit[DECIMAL_TEXT_SIZE];
    decimal_print(most, plan->series * plan->query->period_count, 0);
    decimal_print(limit, plan->query->limit, 0);
    return error_set(err, FAULT_ANSWER_TOO_LONG, most, limit,
                     FORMATS[plan->query->format].name);
}

bool data_formats_check(const struct data_format_info *info,
                        const struct data_grid *grid, struct error *err)
{
    if (info->single && grid->next != NULL) {
        return refuse_rows(grid, err);
    }
    return info->check == NULL || info->check(grid, err);
}

const char *data_formats_file(const char *type)
{
    for (int i = 0; i < DATA_FORMAT_COUNT; i++) {
        if (strcmp(FORMATS[i].type, type) == 0) {
            return FORMATS[i].file;
        }
    }
    return NULL;
}

int data_formats_names(bool whole, const char **out)
{
    int count = 0;
    for (int i = 0; i < DATA_FORMAT_COUNT; i++) {
        if (whole || FORMATS[i].write == NULL) {
            out[count++] = FORMATS[i].name;
        }
    }
    return count;
}
