/*
 * The words of the template language. Each has a Chinese and an English form,
 * which mean the same in templates of either language.
 */
#ifndef TVS_REPORT_REPORT_KEYWORD_H
#define TVS_REPORT_REPORT_KEYWORD_H

#include "platform/buffer.h"
#include "report/report_script.h"

enum report_keywords {
    REPORT_KEYWORDS_STATEMENT,
    REPORT_KEYWORDS_PERIOD,
    REPORT_KEYWORDS_ATTRIBUTE,
    REPORT_KEYWORDS_FORM,
    REPORT_KEYWORDS_UNIT,
    REPORT_KEYWORDS_FACT,
    REPORT_KEYWORDS_WHEN,
    REPORT_KEYWORDS_TABLES
};

enum report_verb {
    REPORT_LANGUAGE,
    REPORT_TITLE,
    REPORT_COUNTS,
    REPORT_FLAT,
    REPORT_COMPARE,
    REPORT_FIGURE,
    REPORT_SECTION,
    REPORT_SENTENCE,
    REPORT_OR,
    REPORT_VERBS
};

enum report_attribute {
    REPORT_WHERE,
    REPORT_BY,
    REPORT_MATCHED,
    REPORT_ALL,
    REPORT_SINCE_NEW_YEAR,
    REPORT_PARTIAL,
    REPORT_LEVEL,
    REPORT_TARGET,
    REPORT_MATERIAL,
    REPORT_ATTRIBUTES
};

/* The word's number in its table (one of the enums), or -1. */
int report_keyword(enum report_keywords table, struct report_run word);
/* The English form. */
const char *report_keyword_text(enum report_keywords table, int number);
/* "span, year, ...": what the table has, in English. */
const char *report_keyword_list(enum report_keywords table,
                                struct arena *arena);

#endif
