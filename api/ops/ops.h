/*
 * Every operation, for the table of routes. One file of this folder each,
 * named by it; what they get and how they answer is in op.h.
 */
#ifndef TVS_OPS_OPS_H
#define TVS_OPS_OPS_H

struct op;

void op_areas_list(struct op *op);
void op_blank_tokens_get(struct op *op);
void op_blank_tokens_put(struct op *op);
void op_breaks_list(struct op *op);
void op_changes_list(struct op *op);
void op_changes_partnerships(struct op *op);
void op_completeness(struct op *op);
void op_config_get(struct op *op);
void op_contributions(struct op *op);
void op_data_get(struct op *op);
void op_data_query(struct op *op);
void op_decompositions(struct op *op);
void op_dimensions_list(struct op *op);
void op_edition_delete(struct op *op);
void op_edition_drift(struct op *op);
void op_edition_get(struct op *op);
void op_edition_post(struct op *op);
void op_edition_publish(struct op *op);
void op_editions_list(struct op *op);
void op_figure_lineage(struct op *op);
void op_form_delete(struct op *op);
void op_form_get(struct op *op);
void op_form_template_get(struct op *op);
void op_form_put(struct op *op);
void op_forms_list(struct op *op);
void op_import_answer(struct op *op);
void op_import_cancel(struct op *op);
void op_import_errors(struct op *op);
void op_import_get(struct op *op);
void op_imports_list(struct op *op);
void op_indicators_list(struct op *op);
void op_livez(struct op *op);
void op_metrics(struct op *op);
void op_openapi(struct op *op);
void op_partnerships_list(struct op *op);
void op_periods_list(struct op *op);
void op_profile_delete(struct op *op);
void op_profile_get(struct op *op);
void op_profile_put(struct op *op);
void op_profiles_list(struct op *op);
void op_readyz(struct op *op);
void op_report_get(struct op *op);
void op_revisions_list(struct op *op);
void op_root(struct op *op);
void op_school_events_list(struct op *op);
void op_schools_list(struct op *op);
void op_validation_put(struct op *op);
void op_validations_list(struct op *op);
void op_vintages_get(struct op *op);
void op_web_folder_get(struct op *op);
void op_web_get(struct op *op);

#endif
