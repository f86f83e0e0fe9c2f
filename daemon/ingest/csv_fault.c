#include "ingest/csv_fault.h"

struct wording {
    enum fault fault;
    const char *arg;
};

static const struct wording WORDINGS[] = {
    [CSV_BAD_QUOTE] = {FAULT_BAD_CSV, NULL},
    [CSV_LONG_FIELD] = {FAULT_FIELD_TOO_LONG, "65536"},
    [CSV_LONG_ROW] = {FAULT_ROW_TOO_LONG, "1048576"},
    [CSV_MANY_FIELDS] = {FAULT_TOO_MANY_COLUMNS, "1024"},
};

void csv_fault_tell(struct complaints *complaints, enum csv_result result,
                    int line, bool spoils)
{
    struct place at = {line, NULL};
    const struct wording *wording = &WORDINGS[result];
    const char *const args[3] = {wording->arg, NULL, NULL};
    if (spoils) {
        complain_file_with(complaints, &at, wording->fault, args);
    } else {
        complain_with(complaints, &at, wording->fault, args, span_of(NULL));
    }
}

enum csv_result csv_fault_of_long_line(struct span line, char delimiter)
{
    size_t tail = line.len < ROW_MAX_FIELD ? line.len : ROW_MAX_FIELD;
    for (size_t i = line.len - tail; i < line.len; i++) {
        if (line.data[i] == delimiter) {
            return CSV_LONG_ROW;
        }
    }
    return CSV_LONG_FIELD;
}
