/*
 * What an import by a form understood, for its answer: the sheets, and what
 * was done to read them (domain words of the quirks: counted, with the first
 * place). Bounded, whatever the file holds.
 */
#ifndef TVS_INGEST_FORM_REPORT_H
#define TVS_INGEST_FORM_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/form_code.h"
#include "ingest/sheet.h"
#include "model/catalogue.h"
#include "model/period.h"

#define FORM_REPORT_SHEETS 64 /* that are told one by one */
#define FORM_REPORT_KINDS 64
#define FORM_REPORT_KIND_MAX 40
#define FORM_PLACE_MAX (SHEET_MAX_NAME + 16) /* bytes of "表3!D9" */

enum form_outcome {
    FORM_READ,
    FORM_SKIPPED_HIDDEN,
    FORM_SKIPPED_NAME,    /* the form does not want sheets of that name */
    FORM_SKIPPED_HEADING, /* no heading of the form stands in it */
};

struct form_report_sheet {
    int number;
    char name[SHEET_MAX_NAME + 1]; /* "": of a CSV file */
    enum form_outcome outcome;
    char school[FORM_CODE_MAX + 1];
    char school_name[CATALOGUE_NAME_MAX + 1];
    char period[PERIOD_TEXT_SIZE];
    bool ytd;
    int heading_first, heading_last; /* rows of the sheet; 0: none */
    int blocks;                      /* times that the heading stands there */
    int64_t rows;                    /* of data */
    int64_t sections;                /* rows that head others */
    int64_t sums;                    /* printed sums that were compared */
};

struct form_report_kind {
    char kind[FORM_REPORT_KIND_MAX];
    int64_t count;
    char first[FORM_PLACE_MAX];
};

struct form_report {
    int64_t rows;
    int sheet_count; /* may be more than are kept */
    struct form_report_sheet sheets[FORM_REPORT_SHEETS];
    int kind_count;
    struct form_report_kind kinds[FORM_REPORT_KINDS];
};

/* "表3!D9"; without the sheet where it has no name, without the letter for
 * column 0. */
void form_place_text(char out[FORM_PLACE_MAX], const char *sheet, int row,
                     int column);
void form_report_reset(struct form_report *report);
/* The next sheet; never NULL, but the last one is shared by all that are too
 * many. */
struct form_report_sheet *form_report_add(struct form_report *report,
                                          const struct sheet *sheet);
/* Once more; the first place is kept. */
void form_report_count(struct form_report *report, const char *kind,
                       const char *place);
/* "read", ... */
const char *form_outcome_name(enum form_outcome outcome);

#endif
