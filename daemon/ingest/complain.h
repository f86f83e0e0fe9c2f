/*
 * How the readers say what is wrong: clipped copies of the offending text, the
 * place, and whether the whole file is spoilt by it. All return false, so
 * that `return complain(...)` reads well.
 */
#ifndef TVS_INGEST_COMPLAIN_H
#define TVS_INGEST_COMPLAIN_H

#include <stdbool.h>

#include "ingest/sink.h"
#include "ingest/span.h"
#include "platform/fault.h"

#define COMPLAIN_TEXT_MAX 160 /* bytes of an offending text that are told */

struct complaints {
    struct sink *sink;
    enum fault last;
    /* The first fault that spoils the file as a whole, or FAULT_NONE. */
    enum fault verdict;
};

struct place {
    int line;
    const char *column; /* the header's text; NULL: the whole row */
};

/* About a cell: its text is the value and the argument {0}. */
bool complain(struct complaints *complaints, const struct place *at,
              enum fault fault, struct span value);
/* With arguments of its own. */
bool complain_with(struct complaints *complaints, const struct place *at,
                   enum fault fault, const char *const args[3],
                   struct span value);
/* About a cell that is known by its place rather than by a heading. */
struct cell_place {
    int line;
    int column;          /* of the sheet, from 1 */
    const char *heading; /* what to call the column, or NULL */
};
bool complain_cell(struct complaints *complaints, const struct cell_place *at,
                   enum fault fault, const char *const args[3],
                   struct span value);
/* The file cannot be used: sets the verdict too. */
bool complain_file(struct complaints *complaints, const struct place *at,
                   enum fault fault, struct span value);
/* The last fault spoils the file, though it did not look so. */
bool complain_spoils(struct complaints *complaints);
bool complain_file_with(struct complaints *complaints, const struct place *at,
                        enum fault fault, const char *const args[3]);

#endif
