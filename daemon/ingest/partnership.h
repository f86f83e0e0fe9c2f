/*
 * What a row of the kind `partnerships` says beyond the form of its cells: is
 * there such a school and may this actor report for it, is the credit code
 * right, are the tiers, modes and the depth known. Cells are replaced by what
 * the store keeps: ids instead of codes, {1,2} instead of a|b.
 */
#ifndef TVS_INGEST_PARTNERSHIP_H
#define TVS_INGEST_PARTNERSHIP_H

#include "ingest/observe.h"
#include "ingest/record.h"
#include "model/credit_code.h"

#define PARTNERSHIP_MAX 1000000    /* entries in the store */
#define PARTNERSHIP_MAX_MEMBERS 32 /* tiers, or modes, of one entry */
#define PARTNERSHIP_ID_SIZE 12

enum partnership_column {
    PARTNERSHIP_SCHOOL,
    PARTNERSHIP_CODE,
    PARTNERSHIP_ENTERPRISE,
    PARTNERSHIP_TIERS,
    PARTNERSHIP_MODES,
    PARTNERSHIP_DEPTH,
    PARTNERSHIP_ON_CAMPUS,
    PARTNERSHIP_START,
    PARTNERSHIP_END,
    PARTNERSHIP_SOURCE,
};

/* The replaced cells of the row at hand. */
struct partnership {
    struct record_look look;
    const struct observe *observe; /* borrowed */
    struct credit_code code;
    char school[PARTNERSHIP_ID_SIZE];
    char depth[PARTNERSHIP_ID_SIZE];
    char on_campus[PARTNERSHIP_ID_SIZE];
    char lists[2][PARTNERSHIP_MAX_MEMBERS * PARTNERSHIP_ID_SIZE + 3];
};

void partnership_init(struct partnership *partnership,
                      const struct observe *observe);

#endif
