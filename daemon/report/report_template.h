/*
 * A report's template: a text file that a bureau edits, read into figures
 * (what is to be asked) and sentences (what is to be said of them). How it is
 * written: docs/report-templates.md; why so: docs/adr/0012-report-templates.md.
 *
 *     report_template_parse()   text -> figures and sentences
 *     report_plan()             figures, a year -> questions to /v1/data
 *     report_fill()             sentences, values -> text
 *
 * Nothing here touches the database or knows of HTTP.
 */
#ifndef TVS_REPORT_REPORT_TEMPLATE_H
#define TVS_REPORT_REPORT_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/arena.h"
#include "platform/fault.h"
#include "platform/macros.h"
#include "report/report_faults.h"

#define REPORT_MAX_TEXT 262144 /* bytes of a template */
#define REPORT_MAX_FIGURES 200
#define REPORT_MAX_SENTENCES 100
#define REPORT_MAX_TEXTS 5    /* of a sentence: its own and alternatives */
#define REPORT_MAX_PIECES 400 /* of a text, all levels together */
#define REPORT_MAX_NESTING 4  /* of optional clauses */
#define REPORT_MAX_TERMS 6    /* of an expression in a slot */
#define REPORT_MAX_WHERE 4    /* dimensions of a figure */
#define REPORT_MAX_MEMBERS 16 /* of one of them */
#define REPORT_MAX_NAME 64    /* bytes of a name, an id, a code */
#define REPORT_MAX_LIST 50    /* members that a list names */
#define REPORT_SCALE 6        /* decimals of target, material, nearly flat */

/* Which period of the report's year (and its last month) a figure is of. */
enum report_period {
    REPORT_SPAN,   /* January to the last month; of a whole year, the year */
    REPORT_YEAR,   /* the last calendar year that has ended by then */
    REPORT_LATEST, /* the last date by then for which there are data */
    REPORT_END,    /* the last day of the last month */
    REPORT_LAST_YEAR_END,      /* 31 December before the year */
    REPORT_SCHOOL_YEAR_ENDING, /* the school year that ends in the year */
    REPORT_SCHOOL_YEAR_BEGUN,  /* the last that has begun by then */
    REPORT_PERIODS
};

/* What the sentences want of a figure: bits. */
enum report_need {
    REPORT_NEED_VALUE = 1,
    REPORT_NEED_BASE = 2,     /* a base to compare with */
    REPORT_NEED_SETS = 4,     /* new, lost, kept of a distinct count */
    REPORT_NEED_PARTS = 8,    /* numerator, denominator by themselves */
    REPORT_NEED_MEMBERS = 16, /* one value per member of `by` */
};

struct report_where {
    const char *dimension;
    const char *members[REPORT_MAX_MEMBERS]; /* their union or sum */
    int count;
};

struct report_figure {
    const char *name; /* in slots */
    const char *indicator;
    enum report_period period;
    struct report_where where[REPORT_MAX_WHERE];
    int where_count;
    const char *by;      /* a dimension; NULL: one value */
    bool matched;        /* changes are those of the same schools */
    bool since_new_year; /* base: 31 December before, not a year before */
    bool partial;        /* who did not report is no matter of it */
    const char *level;   /* of the schools that report it; NULL: all */
    bool has_target, has_material;
    int64_t target, material; /* scaled by 10^REPORT_SCALE */
    unsigned needs;           /* enum report_need */
    struct report_place place;
};

struct report_piece;  /* report/report_piece.h */
struct report_script; /* report/report_script.h */

struct report_body {
    const struct report_piece *pieces;
    int count;
};

struct report_sentence {
    const char *id;      /* "T1" */
    const char *blank;   /* "B1"; "": of none */
    const char *section; /* the heading it stands below; "": none */
    struct report_body texts[REPORT_MAX_TEXTS]; /* the first that can be
                                                   filled is taken */
    int text_count;
    struct report_place place;
};

struct report_template {
    enum lang lang;
    struct report_body title;
    bool ten_thousands; /* counts from 10,000 on are written in 万 */
    /* Changes smaller than these are "nearly flat". */
    int64_t flat_pct, flat_pp;
    const struct report_figure *figures;
    int figure_count;
    const struct report_sentence *sentences;
    int sentence_count;
    const struct report_script *script; /* for places: report/report_script.h */
};

/*
 * Everything lives in the arena, and nothing points into `text`. False: there
 * are errors among the faults, and the template is not to be filled; what
 * could be read of it is there for the linter.
 */
MUSTCHECK bool report_template_parse(struct report_template *out,
                                     const char *text, size_t len,
                                     struct arena *arena,
                                     struct report_faults *faults);
/* The figure of that name, or -1. */
int report_template_figure(const struct report_template *template,
                           const char *name, size_t len);

#endif
