/*
 * Sentences with their figures. A slot outside an optional clause whose
 * figure is missing or suppressed fails the text; the sentence then takes its
 * next alternative, and without one has no text but names what it lacks.
 */
#ifndef TVS_REPORT_REPORT_FILL_H
#define TVS_REPORT_REPORT_FILL_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/arena.h"
#include "report/report_plan.h"
#include "report/report_template.h"
#include "report/report_value.h"

/* A slot that was printed. */
struct report_printed {
    const char *slot; /* "train_persontimes", "train_persontimes:chg", "a/b" */
    const char *text; /* as it stands in the sentence */
    bool has_value;   /* it is a number: value, scaled by 10^decimals */
    int64_t value;
    int decimals;
    int figure;            /* index into the template's figures; -1: none */
    const char *figure_id; /* of the (first) figure; "" */
};

struct report_lacking {
    const char *slot;
    enum report_state state; /* REPORT_MISSING or REPORT_SUPPRESSED */
    int figure;              /* -1: none */
};

struct report_said {
    const struct report_sentence *sentence; /* id, blank, section */
    const char *text;                       /* NULL: it failed */
    const struct report_printed *printed;   /* of the text taken, in order */
    int printed_count;
    const struct report_lacking *lacking; /* of the first text, if it failed */
    int lacking_count;
    bool alternative; /* the text is not the sentence's first */
};

/* What must be said beside the sentences: why a change is not given, what a
 * rate is a share of. */
struct report_note {
    const char *sentence; /* id of the first it belongs to */
    const char *text;
};

struct report_text {
    const char *title;
    const struct report_said *said; /* parallel to the template's sentences */
    int said_count;
    const struct report_note *notes; /* each text once */
    int note_count;
};

/*
 * values[i] is that of figure i of the template, which must have been parsed
 * without errors. Everything lives in the arena.
 */
const struct report_text *report_fill(const struct report_template *template,
                                      const struct report_value *values,
                                      const struct report_context *context,
                                      struct arena *arena);

#endif
