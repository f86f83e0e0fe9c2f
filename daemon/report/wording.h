/*
 * How a change is said: the verb for its sign and its kind, and what is said
 * where there is none to compute. Counts grow and fall by per cent, rates by
 * percentage points; the sign is in the verb alone. Where less is better the
 * verbs do not judge. docs/report-templates.md, "Wording".
 */
#ifndef TVS_REPORT_WORDING_H
#define TVS_REPORT_WORDING_H

#include <stdbool.h>

#include "platform/arena.h"
#include "platform/buffer.h"
#include "report/numeral.h"
#include "report/report_piece.h"
#include "report/report_value.h"

#define WORDING_DIGITS 2 /* decimals of per cent and points */

/* With what it is compared: 上年同期; "the same period of 2023", and as a time
 * "in the same period of 2023". */
struct wording_prior {
    const char *noun;
    const char *time; /* English only */
};

/* A change that is to be said. */
struct wording {
    struct numeral_style style;
    const struct report_value *value;
    const struct report_slot *slot; /* chg, pp, abs, net, size, words, judge */
    struct wording_prior prior;
    bool other_year; /* the value ends in another year than the report's */
    int64_t flat_pct, flat_pp; /* scaled by 10^REPORT_SCALE */
    bool has_material;
    int64_t material; /* likewise: from there on a change is judged */
};

/* What was said, as a number. */
struct wording_number {
    bool known;
    int64_t value;
    int decimals;
};

enum wording_result {
    WORDING_SAID,
    WORDING_NOTHING, /* there is nothing to judge */
    WORDING_MISSING, /* no change: wording_reason() says why */
};

enum wording_result wording_write(const struct wording *wording,
                                  struct buffer *out,
                                  struct wording_number *number);
/* CUR_MISSING, BASE_MISSING, BREAK, COVERAGE; CHANGE_OK where there is a
 * change. */
enum change_reason wording_reason(const struct report_value *value);

/* "上年同期", "上年", "上年末", by what the value is compared with. `part`:
 * the report is of a part of its year. */
struct wording_prior wording_prior(const struct report_value *value, int year,
                                   bool part, enum lang lang,
                                   struct arena *arena);
/* The same for the template's own `than`. */
struct wording_prior wording_than(const char *than, struct arena *arena);

#endif
