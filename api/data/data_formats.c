#include "data/data_formats.h"

static const struct data_format_info FORMATS[DATA_FORMAT_COUNT] = {
    [DATA_JSON] = {"json", "application/json",
                   "application/json; charset=utf-8", NULL},
    [DATA_CSV] = {"csv", "text/csv", "text/csv; charset=utf-8; header=present",
                  NULL},
    [DATA_NDJSON] = {"ndjson", "application/x-ndjson",
                     "application/x-ndjson; charset=utf-8", NULL},
};

const struct data_format_info *data_formats_info(enum data_format format)
{
    return &FORMATS[format];
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
