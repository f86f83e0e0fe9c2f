#include "data/data_formats.h"

#include "data/data_people.h"
#include "data/data_sdmx.h"
#include "data/data_xlsx.h"
#include "formats/sdmx.h"
#include "platform/nameless_file.h"

#include <string.h>
#include <unistd.h>

/* What takes 2 to 4 ms: docs/formats.md has the measurements. */
#define PEOPLE_AT_ONCE 2000
#define SDMX_AT_ONCE 1000
#define XLSX_AT_ONCE 100

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

static const struct data_format_info FORMATS[DATA_FORMAT_COUNT] = {
    [DATA_JSON] = {"json", "application/json",
                   "application/json; charset=utf-8", NULL, 0, NULL},
    [DATA_CSV] = {"csv", "text/csv", "text/csv; charset=utf-8; header=present",
                  NULL, 0, NULL},
    [DATA_NDJSON] = {"ndjson", "application/x-ndjson",
                     "application/x-ndjson; charset=utf-8", NULL, 0, NULL},
    [DATA_SDMX_JSON] = {"sdmx-json", "application/vnd.sdmx.data+json",
                        SDMX_JSON_TYPE, data_sdmx_json_write, SDMX_AT_ONCE,
                        NULL},
    [DATA_SDMX_CSV] = {"sdmx-csv", "application/vnd.sdmx.data+csv",
                       SDMX_CSV_TYPE, data_sdmx_csv_write, SDMX_AT_ONCE, NULL},
    [DATA_XLSX] = {"xlsx", DATA_XLSX_TYPE, DATA_XLSX_TYPE, write_xlsx,
                   XLSX_AT_ONCE, "xlsx"},
};

static const struct data_format_info PEOPLE = {
    "csv",
    "text/csv",
    "text/csv; charset=utf-8; header=present",
    data_people_write,
    PEOPLE_AT_ONCE,
    NULL};

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
