/*
 * The parameters of the import's statements: what a run knows, as text. All
 * of it lives in the run's arena.
 */
#ifndef TVS_INGEST_IMPORT_PARAMS_H
#define TVS_INGEST_IMPORT_PARAMS_H

#include "ingest/import_run.h"

void import_params_revision(struct import_run *run, const char **params);
void import_params_import(struct import_run *run, const char **params);
/* How many rows the kind's tables may have. */
void import_params_limits(struct import_run *run, const char **params);
/* How many schools one may come down to. */
void import_params_successors(struct import_run *run, const char **params);
void import_params_staged(struct import_run *run, const char **params);
/* What is to be taken back, and who may see it. */
void import_params_target(struct import_run *run, const char **params);
void import_params_target_revision(struct import_run *run, const char **params);
/* The faults: the first of them for the answer, all of them for the record;
 * with the sheets that they are told by. */
void import_params_shown(struct import_run *run, const char **params);
void import_params_errors(struct import_run *run, const char **params);
/* Of a workbook. */
/* First lines and names of a workbook's sheets. */
void import_params_firsts(struct import_run *run, const char **params);
void import_params_sheets(struct import_run *run, const char **params);
void import_params_kind(struct import_run *run, const char **params);
void import_params_mark(struct import_run *run, const char **params);
void import_params_totals(struct import_run *run, const char **params);
void import_params_before(struct import_run *run, const char **params);
void import_params_after(struct import_run *run, const char **params);
void import_params_areas(struct import_run *run, const char **params);
void import_params_schools(struct import_run *run, const char **params);
void import_params_members(struct import_run *run, const char **params);
void import_params_breakdowns(struct import_run *run, const char **params);
/* New breakdowns, and the dimensions of new members. */
void import_params_parts(struct import_run *run, const char **params);
/* The file's explanations, rule by rule. */
void import_params_explained(struct import_run *run, const char **params);
void import_params_findings(struct import_run *run, const char **params);
/* To keep them with the import. */
void import_params_kept(struct import_run *run, const char **params);
void import_params_cells(struct import_run *run, const char **params);
void import_params_rollups(struct import_run *run, const char **params);
void import_params_impact(struct import_run *run, const char **params);
void import_params_impact_cells(struct import_run *run, const char **params);
void import_params_impact_panels(struct import_run *run, const char **params);
/* Composes the answer, too: it is stored with the record. */
void import_params_record(struct import_run *run, const char **params);
/* The same for a job that no run records; its answer is composed. */
void import_params_of_job(const struct import_job *job, struct arena *arena,
                          const char **params);

#endif
