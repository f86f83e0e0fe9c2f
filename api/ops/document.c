#include "ops/document.h"

#include "ingest/form.h"
#include "ingest/profile.h"
#include "ops/limits.h"

static bool check_profile(const char *json, size_t len, struct error *err)
{
    struct profile *profile = profile_compile(json, len, err);
    profile_free(profile);
    return profile != NULL;
}

static bool check_form(const char *json, size_t len, struct error *err)
{
    struct profile *form = form_compile(json, len, err);
    profile_free(form);
    return form != NULL;
}

const struct document_kind DOCUMENT_PROFILE = {
    .plural = "profiles",
    .max = LIMITS_PROFILES,
    .check = check_profile,
    .put = STATEMENT_PROFILE_PUT,
    .read = STATEMENT_PROFILE_READ,
    .list = STATEMENT_PROFILE_LIST,
    .remove = STATEMENT_PROFILE_DELETE,
};

const struct document_kind DOCUMENT_FORM = {
    .plural = "forms",
    .max = LIMITS_FORMS,
    .check = check_form,
    .put = STATEMENT_FORM_PUT,
    .read = STATEMENT_FORM_READ,
    .list = STATEMENT_FORM_LIST,
    .remove = STATEMENT_FORM_DELETE,
};
