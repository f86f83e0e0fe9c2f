/*
 * What an answer must not keep quiet about. Each kind is said once per subject
 * and period.
 */
#ifndef TVS_DATA_WARNINGS_H
#define TVS_DATA_WARNINGS_H

#include "formats/json_writer.h"
#include "platform/arena.h"
#include "platform/fault.h"

#define DATA_WARNINGS_MAX 100

enum data_warning {
    DATA_WARN_NO_DATA,
    DATA_WARN_PERIOD_TYPE,
    DATA_WARN_INCOMPLETE_PERIOD,
    DATA_WARN_DATES_DIFFER,
    DATA_WARN_PARTS_DIFFER,
    DATA_WARN_DENOMINATOR,
    DATA_WARN_SCHOOLS_OUTSIDE,
    DATA_WARN_AREA_NOT_VALID,
    DATA_WARN_UNEVEN_MONTHS,
    DATA_WARN_SETS_CUT,
    DATA_WARN_BREAK,
};

struct data_warning_row {
    enum data_warning kind;
    const char *subject; /* an indicator's or area's code, or "" */
    int period;          /* 0: of none */
};

/* Zeroed to begin with. Warnings beyond the maximum are dropped. */
struct data_warnings {
    struct data_warning_row list[DATA_WARNINGS_MAX];
    int count;
};

/* `subject` is kept, not copied, and compared as a pointer. */
void data_warnings_add(struct data_warnings *warnings, enum data_warning kind,
                       const char *subject, int period);
/* "no_data", ... */
const char *data_warning_code(enum data_warning kind);
/* What it says; in the arena. */
const char *data_warning_message(const struct data_warning_row *row,
                                 enum lang lang, struct arena *arena);
/* An array of {"code","message","subject"}. */
void data_warnings_write(const struct data_warnings *warnings, enum lang lang,
                         struct json_writer *json);

#endif
