/*
 * What stands above a table: whose figures they are, of when, and in which
 * units. A mark is a cell of its own ("学校标识码:3636001234") or a label with
 * its value in the next cell.
 */
#ifndef TVS_INGEST_FORM_MARKS_H
#define TVS_INGEST_FORM_MARKS_H

#include "ingest/form_code.h"
#include "ingest/form_label.h"
#include "ingest/form_layout.h"
#include "ingest/form_unit.h"
#include "model/catalogue.h"

struct form_mark {
    int line;
    int column; /* from 1; 0: it was not found */
};

struct form_marks {
    struct form_mark school_at, name_at, period_at, title_at, unit_at;
    char school[FORM_CODE_MAX + 1];
    char name[CATALOGUE_NAME_MAX + 1]; /* as the sheet has it, unstamped */
    char period_text[FORM_PERIOD_MAX + 1];
    struct form_period title; /* that the title names */
    struct form_unit units[FORM_UNIT_MAX_LIST];
    int unit_count;
};

/* Of one row above the heading. What was found before stays. */
void form_marks_look(struct form_marks *marks, const struct form_layout *layout,
                     const struct sheet_row *row);

#endif
