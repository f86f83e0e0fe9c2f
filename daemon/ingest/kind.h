/*
 * The kinds of import and, for all but observations, the table of their
 * columns: name, whether required, and the check of its text.
 */
#ifndef TVS_INGEST_KIND_H
#define TVS_INGEST_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum import_kind {
    IMPORT_AREAS,
    IMPORT_SCHOOLS,
    IMPORT_SCHOOL_EVENTS,
    IMPORT_INDICATORS,
    IMPORT_DIMENSIONS,
    IMPORT_PARTNERSHIPS,
    IMPORT_BREAKS,
    IMPORT_OBSERVATIONS,
    IMPORT_FORMS, /* observations, as a form lays them out */
    IMPORT_KIND_COUNT,
};

enum column_check {
    COLUMN_CODE,    /* [A-Za-z0-9_-]{1,32} */
    COLUMN_CODES,   /* such codes, joined by '|' */
    COLUMN_MEMBER,  /* plain text of at most 64 characters */
    COLUMN_MEMBERS, /* such texts, joined by '|' */
    COLUMN_TEXT,    /* plain text of at most CATALOGUE_NAME_MAX bytes */
    COLUMN_DATE,    /* YYYY-MM-DD */
    COLUMN_INT,     /* 0..999999 */
    COLUMN_PERIOD,  /* a period, as it is printed */
    COLUMN_NUMBER,  /* digits and at most six decimals */
    COLUMN_CHOICE,  /* one of `choices`, joined by '|' */
    COLUMN_TRUTH,   /* text as above, or JSON's true or false */
    COLUMN_WEIGHT,  /* above 0, at most 1, at most 6 decimals */
};

struct import_column {
    const char *name;
    bool required; /* the column must be there and the cell not empty */
    enum column_check check;
    const char *choices;
};

#define IMPORT_MAX_COLUMNS 16

/* "areas", ... */
const char *import_kind_name(enum import_kind kind);
/* False when there is no such kind. */
bool import_kind_parse(const char *name, size_t len, enum import_kind *kind);
/* Does it give figures, and no rows of the catalogue? */
bool import_kind_figures(enum import_kind kind);
/* Schools report it, so that a submitter may send it for his own. */
bool import_kind_reported(enum import_kind kind);
/* The columns of a kind; count 0 for those that give figures. */
const struct import_column *import_kind_columns(enum import_kind kind,
                                                int *count);

#endif
