/* One slot with its value: what report_fill() puts together. */
#ifndef TVS_REPORT_REPORT_SHOW_H
#define TVS_REPORT_REPORT_SHOW_H

#include "platform/buffer.h"
#include "report/report_fill.h"
#include "report/report_piece.h"

enum report_shown {
    REPORT_SHOWN,
    REPORT_NOT_SAID, /* there is nothing to say, which is no fault */
    REPORT_LACKING,  /* *lacking says what */
};

/* What a slot is shown with. */
struct report_show {
    const struct report_template *template;
    const struct report_value *values;
    const struct report_context *context;
    struct arena *arena;
    /* For the facts about the whole report: */
    bool provisional;
    int reported, expected; /* of the sentence with the fewest; 0: all */
};

/* Appends the text; fills *printed (its text apart) or *lacking. */
enum report_shown report_show_slot(const struct report_show *show,
                                   const struct report_slot *slot,
                                   struct buffer *out,
                                   struct report_printed *printed,
                                   struct report_lacking *lacking);
/* "9月1日", "2023年9月1日", "1 September 2023" of yyyymmdd; the year is left
 * out where it is `year` (0: never), and always said in English. */
void report_show_date(int day, int year, enum lang lang, struct buffer *out);
/* "2024年", "2024年1—8月", "2023—2024学年"; of a date, the date with its year.
 * The period is valid. */
void report_show_period(int period, enum lang lang, struct buffer *out);
/* "August" */
const char *report_show_month(int month);
/* "1—8月", "全年"; "From January to August 2024", "In 2024". */
void report_show_asof(const struct report_context *context, enum lang lang,
                      struct buffer *out);
/* 已报38所,占应报的95.00% */
void report_show_coverage(int reported, int expected, enum lang lang,
                          struct buffer *out);

#endif
