/* The table of endpoints, what is asked for most at the top. */
#include "ops/import_post.h"
#include "ops/ops.h"
#include "platform/macros.h"
#include "router.h"

static const struct route ROUTES[] = {
    /* figures */
    {HTTP_GET, "/v1/data", ACCESS_PUBLIC, ROUTE_NO_BODY, op_data_get},
    {HTTP_POST, "/v1/data/query", ACCESS_PUBLIC, ROUTE_SMALL_BODY,
     op_data_query},
    {HTTP_GET, "/v1/completeness", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_completeness},
    {HTTP_GET, "/v1/vintages", ACCESS_READ, ROUTE_NO_BODY, op_vintages_get},
    {HTTP_GET, "/v1/revisions", ACCESS_READ, ROUTE_NO_BODY, op_revisions_list},
    {HTTP_GET, "/v1/figures/{id}/lineage", ACCESS_READ, ROUTE_NO_BODY,
     op_figure_lineage},
    {HTTP_GET, "/v1/contributions", ACCESS_READ, ROUTE_NO_BODY,
     op_contributions},
    {HTTP_GET, "/v1/decompositions", ACCESS_READ, ROUTE_NO_BODY,
     op_decompositions},
    {HTTP_GET, "/v1/changes", ACCESS_READ, ROUTE_NO_BODY, op_changes_list},
    {HTTP_GET, "/v1/changes/partnerships", ACCESS_READ, ROUTE_NO_BODY,
     op_changes_partnerships},
    /* the catalogue */
    {HTTP_GET, "/v1/indicators", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_indicators_list},
    {HTTP_GET, "/v1/areas", ACCESS_PUBLIC, ROUTE_NO_BODY, op_areas_list},
    {HTTP_GET, "/v1/school-events", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_school_events_list},
    {HTTP_GET, "/v1/schools", ACCESS_PUBLIC, ROUTE_NO_BODY, op_schools_list},
    {HTTP_GET, "/v1/partnerships", ACCESS_READ, ROUTE_NO_BODY,
     op_partnerships_list},
    {HTTP_GET, "/v1/dimensions", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_dimensions_list},
    {HTTP_GET, "/v1/breaks", ACCESS_PUBLIC, ROUTE_NO_BODY, op_breaks_list},
    {HTTP_GET, "/v1/periods", ACCESS_PUBLIC, ROUTE_NO_BODY, op_periods_list},
    {HTTP_GET, "/v1/config", ACCESS_OPEN, ROUTE_NO_BODY, op_config_get},
    /* imports */
    {HTTP_POST, "/v1/imports/{kind_or_id}", ACCESS_SUBMIT, ROUTE_STREAM_BODY,
     op_import_post},
    {HTTP_POST, "/v1/imports/{id}/revert", ACCESS_SUBMIT, ROUTE_NO_BODY,
     op_import_revert},
    {HTTP_GET, "/v1/imports", ACCESS_SUBMIT, ROUTE_NO_BODY, op_imports_list},
    {HTTP_GET, "/v1/imports/{kind_or_id}", ACCESS_SUBMIT, ROUTE_NO_BODY,
     op_import_get},
    {HTTP_POST, "/v1/imports/{id}/cancel", ACCESS_SUBMIT, ROUTE_NO_BODY,
     op_import_cancel},
    {HTTP_GET, "/v1/imports/{id}/answer", ACCESS_SUBMIT, ROUTE_NO_BODY,
     op_import_answer},
    {HTTP_GET, "/v1/imports/{id}/errors.csv", ACCESS_SUBMIT, ROUTE_NO_BODY,
     op_import_errors},
    /* validation */
    {HTTP_GET, "/v1/validations", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_validations_list},
    {HTTP_PUT, "/v1/validations/{id}", ACCESS_ADMIN, ROUTE_SMALL_BODY,
     op_validation_put},
    /* forms */
    {HTTP_GET, "/v1/forms", ACCESS_PUBLIC, ROUTE_NO_BODY, op_forms_list},
    {HTTP_GET, "/v1/forms/{name}.xlsx", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_form_template_get},
    {HTTP_GET, "/v1/forms/{name}", ACCESS_PUBLIC, ROUTE_NO_BODY, op_form_get},
    {HTTP_PUT, "/v1/forms/{name}", ACCESS_ADMIN, ROUTE_SMALL_BODY, op_form_put},
    {HTTP_DELETE, "/v1/forms/{name}", ACCESS_ADMIN, ROUTE_NO_BODY,
     op_form_delete},
    /* reports */
    {HTTP_GET, "/v1/reports/annual", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_report_get},
    {HTTP_GET, "/v1/editions", ACCESS_READ, ROUTE_NO_BODY, op_editions_list},
    {HTTP_POST, "/v1/editions", ACCESS_ADMIN, ROUTE_NO_BODY, op_edition_post},
    {HTTP_GET, "/v1/editions/{id}", ACCESS_READ, ROUTE_NO_BODY, op_edition_get},
    {HTTP_DELETE, "/v1/editions/{id}", ACCESS_ADMIN, ROUTE_NO_BODY,
     op_edition_delete},
    {HTTP_POST, "/v1/editions/{id}/publish", ACCESS_ADMIN, ROUTE_NO_BODY,
     op_edition_publish},
    {HTTP_GET, "/v1/editions/{id}/drift", ACCESS_READ, ROUTE_NO_BODY,
     op_edition_drift},
    /* profiles */
    {HTTP_GET, "/v1/profiles", ACCESS_PUBLIC, ROUTE_NO_BODY, op_profiles_list},
    {HTTP_GET, "/v1/profiles/{name}", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_profile_get},
    {HTTP_PUT, "/v1/profiles/{name}", ACCESS_ADMIN, ROUTE_SMALL_BODY,
     op_profile_put},
    {HTTP_DELETE, "/v1/profiles/{name}", ACCESS_ADMIN, ROUTE_NO_BODY,
     op_profile_delete},
    /* forms */
    {HTTP_GET, "/v1/blank-tokens", ACCESS_PUBLIC, ROUTE_NO_BODY,
     op_blank_tokens_get},
    {HTTP_PUT, "/v1/blank-tokens", ACCESS_ADMIN, ROUTE_SMALL_BODY,
     op_blank_tokens_put},
    /* the server itself */
    {HTTP_GET, "/", ACCESS_OPEN, ROUTE_NO_BODY, op_root},
    {HTTP_GET, "/web/{build}/{name}", ACCESS_OPEN, ROUTE_NO_BODY, op_web_get},
    {HTTP_GET, "/web/{build}/{folder}/{name}", ACCESS_OPEN, ROUTE_NO_BODY,
     op_web_folder_get},
    {HTTP_GET, "/openapi.json", ACCESS_OPEN, ROUTE_NO_BODY, op_openapi},
    {HTTP_GET, "/livez", ACCESS_OPEN, ROUTE_NO_BODY, op_livez},
    {HTTP_GET, "/readyz", ACCESS_OPEN, ROUTE_NO_BODY, op_readyz},
    {HTTP_GET, "/metrics", ACCESS_OPEN, ROUTE_NO_BODY, op_metrics},
};

const struct route *router_table(int *count)
{
    *count = (int)ARRAY_LEN(ROUTES);
    return ROUTES;
}
