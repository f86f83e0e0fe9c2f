/*
 * What the columns of an answer, the letters and codes in it and its units are
 * called, in both languages: for the formats that are read by people, and for
 * SDMX, which has its own ids for some of them.
 */
#ifndef TVS_DATA_LEXICON_H
#define TVS_DATA_LEXICON_H

#include "formats/words.h"

/* A code and what it means. */
struct data_word {
    const char *code;
    struct words words;
};

struct data_unit {
    const char *unit;    /* as in the catalogue */
    const char *id;      /* of UNIT_MEASURE in SDMX */
    int power;           /* of ten: UNIT_MULT */
    struct words words;  /* of what is counted */
    const char *unit_en; /* of the unit as it stands, power and all */
};

#define DATA_STATUS_COUNT 20
#define DATA_REASON_COUNT 9

/* Of a column's id; the id itself where nobody has found words yet. */
struct words data_lexicon_column(const char *id);
/* The letters of CL_OBS_STATUS, in their order of precedence. */
const struct data_word *data_lexicon_statuses(void);
/* Why there is, or is not, a change. */
const struct data_word *data_lexicon_reasons(void);
/* NULL: a unit that nobody has foreseen. */
const struct data_unit *data_lexicon_unit(const char *unit);

#endif
