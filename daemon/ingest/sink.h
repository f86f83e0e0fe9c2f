/*
 * Where the readers put what they understood. A file becomes a run of
 * observations (kind observations) or records (the catalogue's kinds), and
 * faults; each with the line it stood on (1 is the first line of the file).
 * The sink never fails from the reader's point of view: it buffers a slice.
 */
#ifndef TVS_INGEST_SINK_H
#define TVS_INGEST_SINK_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/fault.h"

struct observation {
    int line;
    int cell;
    int school;
    bool has_value;
    int64_t value;      /* scaled by the indicator's decimals */
    char status;        /* CL_OBS_STATUS letter */
    const char *note;   /* or NULL */
    const char *column; /* the header's text, or NULL */
    /* Of a sheet that is read by a form, else 0. */
    int number;  /* of the column, from 1 */
    int repeats; /* line of the row that this one says once more; 0: none */
};

struct sink_fault {
    int line;
    const char *column; /* the header's text, or NULL for the whole row */
    int number; /* of the sheet's column, from 1; 0: by its text, if at all */
    enum fault fault;
    const char *const *args; /* three, as in fault_message() */
    const char *value;       /* the offending text, or NULL */
};

struct sink;

struct sink_ops {
    void (*observation)(struct sink *sink, const struct observation *obs);
    /* Text fields in the order of the kind's column table; NULL: the file has
     * no such column, "": the cell is empty. */
    void (*record)(struct sink *sink, int line, const char *const *fields,
                   int count);
    void (*fault)(struct sink *sink, const struct sink_fault *fault);
    /* Something worth telling that is no fault: an ignored column, a name
     * that differs. Each (code, subject) is told once. */
    void (*warning)(struct sink *sink, const char *code, const char *subject);
};

struct sink {
    const struct sink_ops *ops;
};

#endif
