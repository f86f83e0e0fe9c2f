/* What report_show*.c share; of no interest to others. */
#ifndef TVS_REPORT_REPORT_SHOW_IMPL_H
#define TVS_REPORT_REPORT_SHOW_IMPL_H

#include "report/numeral.h"
#include "report/report_show.h"

/* A slot while it is shown. */
struct report_showing {
    const struct report_show *show;
    const struct report_slot *slot;
    const struct report_value *value; /* of the first term */
    struct buffer *out;
    struct report_printed *printed;
    struct report_lacking *lacking;
};

enum lang report_show_lang_of(const struct report_showing *at);
struct numeral_style report_show_style_of(const struct report_showing *at);
const char *report_show_unit_of(const struct report_value *value);
/* The slot cannot be shown, because of this term; REPORT_LACKING. */
enum report_shown report_show_lack(const struct report_showing *at, int term);
/* Notes the number that is shown. */
void report_show_print_number(const struct report_showing *at, int64_t value,
                              int decimals);
/* A number without a unit. */
enum report_shown report_show_whole(const struct report_showing *at,
                                    int64_t number, int decimals);
enum report_shown report_show_count(const struct report_showing *at);
enum report_shown report_show_list(const struct report_showing *at);
enum report_shown report_show_fact(const struct report_show *show,
                                   enum report_fact fact, struct buffer *out);

#endif
