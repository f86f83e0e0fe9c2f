/*
 * What is wrong with a template, each with its place: everything is noted, so
 * that the editor mends a file once. The table report_faults.def has the words
 * in both languages.
 */
#ifndef TVS_REPORT_REPORT_FAULTS_H
#define TVS_REPORT_REPORT_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/arena.h"
#include "platform/fault.h"

#define REPORT_MAX_FAULTS 200 /* further ones are counted only */
#define REPORT_FAULT_SIZE 512 /* bytes of a message with its NUL */

enum report_fault_code {
#define REPORT_FAULT(name, code, error, zh, en) REPORT_FAULT_##name,
#include "report/report_faults.def"
#undef REPORT_FAULT
    REPORT_FAULT_CODES
};

/* Where it stands: both from 1, columns in characters. */
struct report_place {
    int line, column;
};

struct report_fault {
    enum report_fault_code code;
    struct report_place place;
    const char *args[2]; /* "" for none */
};

struct report_faults {
    struct report_fault list[REPORT_MAX_FAULTS];
    int count;    /* of the list */
    int errors;   /* all of them, listed or not */
    int warnings; /* likewise */
    struct arena *arena;
};

/* The arena keeps the arguments. */
void report_faults_init(struct report_faults *faults, struct arena *arena);
/* Arguments are copied, long ones cut; NULL for none. Returns false. */
bool report_faults_add(struct report_faults *faults,
                       enum report_fault_code code, struct report_place place,
                       const char *arg0, const char *arg1);
/* By place; of equal places the first noted first. */
void report_faults_sort(struct report_faults *faults);
/* An error keeps the template from being used, a warning does not. */
bool report_fault_is_error(enum report_fault_code code);
/* "unknown_figure" */
const char *report_fault_name(enum report_fault_code code);
void report_fault_message(const struct report_fault *fault, enum lang lang,
                          char out[REPORT_FAULT_SIZE]);

#endif
