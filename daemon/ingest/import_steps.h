/*
 * Inside of the lane: the steps of an import as tables, one file for each
 * thing that an import does. Every row is one statement; a row without a
 * statement decides how to go on. Each table ends with a jump or with the
 * import.
 */
#ifndef TVS_INGEST_IMPORT_STEPS_H
#define TVS_INGEST_IMPORT_STEPS_H

#include "ingest/import_run.h"

/* Kinds, as a step's `kinds` has them. */
#define STEP_OBSERVATIONS (1U << IMPORT_OBSERVATIONS | 1U << IMPORT_FORMS)
#define STEP_AREAS (1U << IMPORT_AREAS)
#define STEP_SCHOOLS (1U << IMPORT_SCHOOLS)
#define STEP_INDICATORS (1U << IMPORT_INDICATORS)
#define STEP_DIMENSIONS (1U << IMPORT_DIMENSIONS)
#define STEP_PARTNERSHIPS (1U << IMPORT_PARTNERSHIPS)
#define STEP_BREAKS (1U << IMPORT_BREAKS)
#define STEP_EVENTS (1U << IMPORT_SCHOOL_EVENTS)
#define STEP_PLACES (STEP_AREAS | STEP_SCHOOLS | STEP_EVENTS)
#define STEP_EVERY ((1U << IMPORT_KIND_COUNT) - 1)
/* In the place of a statement. */
#define STEP_NONE STATEMENT_COUNT

/* Staged rows become figures (import_steps_figures.c)... */
extern const struct import_step IMPORT_STEPS_FIGURES[];
/* ... or rows of the catalogue (import_steps_catalogue.c). */
extern const struct import_step IMPORT_STEPS_CATALOGUE[];
/* The record, and COMMIT or ROLLBACK (import_steps_finish.c). */
extern const struct import_step IMPORT_STEPS_FINISH[];

/* The validation rules look at what was staged (import_steps_rules.c), and
 * then it is decided. */
extern const struct import_step IMPORT_STEPS_RULES[];
/* What they found and let pass, kept with the import. */
extern const struct import_step IMPORT_STEPS_FINDINGS[];

/* A refusal: its faults, which are staged, its record and COMMIT. */
extern const struct import_step IMPORT_STEPS_REJECT[];

/* For `wanted`. */
bool import_steps_changed(const struct import_run *run);
/* What a validation would change (import_steps_impact.c). */
bool import_steps_wants_impact(const struct import_run *run);
bool import_steps_has_impact(const struct import_run *run);
void import_steps_took_touched(struct import_run *run,
                               const struct db_result *result);
void import_steps_took_totals(struct import_run *run,
                              const struct db_result *result);
void import_steps_took_panels(struct import_run *run,
                              const struct db_result *result);
bool import_steps_large(const struct import_run *run);
/* Rows of the file with one key become their sum. */
bool import_steps_sums(const struct import_run *run);
bool import_steps_committing(const struct import_run *run);
/* Refused, some lines left out, or applied. */
void import_steps_decide(struct import_run *run,
                         const struct db_result *result);
/* For `took`: the revision that this import builds on... */
void import_steps_took_revision(struct import_run *run,
                                const struct db_result *result);
/* ... how many faults are staged... */
void import_steps_took_fault_count(struct import_run *run,
                                   const struct db_result *result);
/* ... and on to IMPORT_STEPS_FINISH. */
void import_steps_finish(struct import_run *run,
                         const struct db_result *result);

/* The request cannot be done: nothing of it is kept. `arg` may be NULL. */
void import_steps_refuse(struct import_run *run, enum fault fault,
                         const char *arg);

#endif
