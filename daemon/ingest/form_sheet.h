/*
 * Takes the sheets of a file as a form lays them out, and hands clean rows
 * with named columns to apply: see docs/forms.md. Faults name their cells.
 */
#ifndef TVS_INGEST_FORM_SHEET_H
#define TVS_INGEST_FORM_SHEET_H

#include "ingest/form_report.h"
#include "ingest/observe.h"
#include "ingest/profile.h"
#include "ingest/sheet.h"

struct reader_default;

struct form_wish {
    const struct profile *form;
    const struct reader_default *defaults;
    int default_count;
    bool all_text; /* a CSV file: every cell is text */
};

/* Everything is borrowed. The report is begun anew. While it lives, the
 * complaints' sink is its own, which fills in the cells' places. */
struct sheet_taker *form_sheet_new(struct observe *observe,
                                   const struct form_wish *wish,
                                   struct form_report *report);

#endif
