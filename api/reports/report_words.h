/* What stands in every report whatever it says: headings, numbers of them. */
#ifndef TVS_REPORTS_REPORT_WORDS_H
#define TVS_REPORTS_REPORT_WORDS_H

#include "platform/fault.h"

enum report_word {
    REPORT_WORD_TABLE,
    REPORT_WORD_LABEL,
    REPORT_WORD_UNIT,
    REPORT_WORD_VALUE,
    REPORT_WORD_BASE,
    REPORT_WORD_CHANGE,
    REPORT_WORD_NOTES,
    REPORT_WORD_REVISION,
    REPORT_WORD_LANG, /* the language's own tag */
    REPORT_WORD_COUNT
};

#define REPORT_NUMBER_SIZE 16

/* The unit in the language; one that has no word there as it is. */
const char *report_unit(const char *unit, enum lang lang);

const char *report_word(enum report_word word, enum lang lang);
/* "三、" or "3. ", for headings up to 99; above, in digits. */
const char *report_number(int number, enum lang lang,
                          char out[REPORT_NUMBER_SIZE]);

#endif
