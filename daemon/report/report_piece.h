/* What a text is made of: plain words, slots, clauses that may drop out. */
#ifndef TVS_REPORT_REPORT_PIECE_H
#define TVS_REPORT_REPORT_PIECE_H

#include <stdbool.h>

#include "report/report_template.h"

/* How a slot shows its figure. Table: report_keyword.c. */
enum report_form {
    REPORT_VALUE,
    REPORT_BASE,
    REPORT_CHG,   /* a count's change in per cent, as a phrase */
    REPORT_PP,    /* a rate's in percentage points, as a phrase */
    REPORT_ABS,   /* the difference, as a phrase */
    REPORT_NET,   /* the same with 净增/净减 */
    REPORT_SIZE,  /* the difference without its sign */
    REPORT_WORDS, /* one of three words, by its sign */
    REPORT_JUDGE, /* better or worse, if it matters */
    REPORT_NEW,
    REPORT_LOST,
    REPORT_KEPT,
    REPORT_NUMERATOR,
    REPORT_DENOMINATOR,
    REPORT_DATE,   /* of a stock */
    REPORT_PERIOD, /* what the value is of */
    REPORT_COUNT,  /* members above 0 */
    REPORT_LIST,   /* members with their values */
    REPORT_FORMS
};

/* In what a number is written. */
enum report_unit {
    REPORT_PLAIN,
    REPORT_WAN, /* 万, with the word */
    REPORT_YI,  /* 亿 */
    REPORT_THOUSAND,
    REPORT_MILLION,
    REPORT_MONEY, /* with its unit, by its size */
    REPORT_UNITS
};

/* Slots that are no figures. */
enum report_fact {
    REPORT_NO_FACT,
    REPORT_FACT_YEAR,
    REPORT_FACT_LAST_YEAR,
    REPORT_FACT_AREA,
    REPORT_FACT_ASOF,
    REPORT_FACT_END,
    REPORT_FACT_PRIOR,
    REPORT_FACT_PROVISIONAL, /* missing while nothing is provisional */
    REPORT_FACT_COVERAGE,    /* missing while every school reported */
    REPORT_FACTS
};

/* When a clause is printed at all. */
enum report_when {
    REPORT_ALWAYS,
    REPORT_PART_YEAR,
    REPORT_FULL_YEAR,
    REPORT_BELOW_TARGET,
    REPORT_ABOVE_TARGET,
    REPORT_WHENS
};

struct report_term {
    int figure; /* -1: unknown, and there is a fault */
    bool minus;
};

struct report_slot {
    const char *text; /* as written, without blanks: "a/b:.1" */
    enum report_fact fact;
    struct report_term terms[REPORT_MAX_TERMS];
    int term_count;
    bool share; /* the first term over the second, in per cent */
    enum report_form form;
    enum report_unit unit;
    int decimals;         /* -1: those of the figure */
    const char *than;     /* the words for what it is compared with, or NULL */
    const char *words[3]; /* of REPORT_WORDS: up, down, neither */
    int most;             /* of REPORT_LIST: members; 0: all */
    bool verb;            /* a phrase that is a clause: "rose by" */
};

enum report_piece_kind {
    REPORT_PIECE_TEXT,
    REPORT_PIECE_SLOT,
    REPORT_PIECE_CLAUSE,
};

struct report_piece {
    enum report_piece_kind kind;
    struct report_place place;
    const char *text;
    const uint32_t *from; /* of each byte of it, and its end: the offset in
                             the script */
    struct report_slot slot;
    enum report_when when; /* of a clause */
    int when_figure;       /* of a target; else -1 */
    struct report_body inner;
};

#endif
