/*
 * Units as forms have them: in a line of their own (单位:人次、万元), in the
 * brackets of a heading (到账经费(万元)), behind a number (2340人次). Two units
 * agree when a number means the same in both; a number is never converted.
 */
#ifndef TVS_INGEST_FORM_UNIT_H
#define TVS_INGEST_FORM_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/span.h"

#define FORM_UNIT_MAX 32      /* bytes of a unit's name */
#define FORM_UNIT_MAX_LIST 16 /* units that one line names */

enum form_quantity {
    FORM_QUANTITY_OTHER, /* a unit that the table does not have */
    FORM_QUANTITY_PERSONS,
    FORM_QUANTITY_PERSON_TIMES,
    FORM_QUANTITY_THINGS, /* 个, 所, 家, 项, 台, 套: each counts one */
    FORM_QUANTITY_MONEY,
    FORM_QUANTITY_AREA,
    FORM_QUANTITY_SHARE, /* %, ‰ */
    FORM_QUANTITY_POINTS,
    FORM_QUANTITY_AGE,
    FORM_QUANTITY_HOURS, /* of lessons */
    FORM_QUANTITY_BOOKS,
    FORM_QUANTITY_RATIO, /* compound units such as 人/人, by their name */
};

struct form_unit {
    char name[FORM_UNIT_MAX]; /* the catalogue's: 万元, m², 人次 */
    enum form_quantity quantity;
    int size; /* in thousandths of the quantity's first unit; 0: unknown */
};

enum form_unit_relation {
    FORM_UNIT_SAME,  /* a number means the same in both */
    FORM_UNIT_SCALE, /* the same quantity, another size: 元 and 万元 */
    FORM_UNIT_OTHER,
};

/* False when the text is no unit of the table: `out` then has the text itself
 * (folded, cut) and FORM_QUANTITY_OTHER. Empty: name "". */
bool form_unit_read(struct span text, struct form_unit *out);
enum form_unit_relation form_unit_compare(const struct form_unit *a,
                                          const struct form_unit *b);
/* The units of "单位:人次、万元" or "(计量单位：人、平方米)", up to `max`. 0:
 * the text is no such line. */
int form_unit_list(struct span text, struct form_unit *out, int max);
/* The unit in the last brackets of a heading, or alone in it; false when there
 * is none, or none of the table. */
bool form_unit_in_heading(struct span text, struct form_unit *out);

#endif
