/* What report_fill*.c and report_note.c share; of no interest to others. */
#ifndef TVS_REPORT_REPORT_FILL_IMPL_H
#define TVS_REPORT_REPORT_FILL_IMPL_H

#include "platform/buffer.h"
#include "report/report_fill.h"
#include "report/report_piece.h"
#include "report/report_show.h"

#define REPORT_MAX_OUTPUT 65536 /* bytes of a sentence that is filled */
#define REPORT_MAX_PRINTED 200  /* slots of it */
#define REPORT_MAX_NOTES 400

/* A text while it is filled: what a clause adds is taken back if it fails. */
struct report_fill {
    struct report_show show;
    struct buffer out;
    struct report_printed printed[REPORT_MAX_PRINTED];
    const struct report_slot *slots[REPORT_MAX_PRINTED]; /* of printed */
    int printed_count;
    struct report_lacking lacking[REPORT_MAX_PRINTED];
    int lacking_count;
    struct report_note notes[REPORT_MAX_NOTES];
    int note_count;
    const char *sentence; /* its id */
    struct arena *arena;
};

/* Fills one text; false: it lacks something. */
bool report_fill_body(struct report_fill *fill, const struct report_body *body);

/* Why a clause was left out, and what a rate is a share of. */
void report_note_lacking(struct report_fill *fill,
                         const struct report_slot *slot,
                         const struct report_lacking *lacking);
void report_note_rates(struct report_fill *fill);

#endif
