/* GET /v1/config: what a client may ask for and how much of it. */
#include "data/data_formats.h"
#include "http/request.h"
#include "import_request.h"
#include "ingest/kind.h"
#include "ingest/profile.h"
#include "model/catalogue.h"
#include "ops/data_write.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "parts/parts_query.h"
#include "platform/macros.h"
#include "report/report_template.h"
#include "router.h"
#include "version.h"

#define MAX_BYTES 65536

struct limit {
    const char *name;
    int64_t value;
};

static void write_list(struct json_writer *json, const char *key,
                       const char *const *values, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_string(json, values[i]);
    }
    json_end_array(json);
}

static void write_limits(struct json_writer *json, const struct config *config)
{
    const struct limit limits[] = {
        {"upload_bytes", config->max_upload_mb * 1024 * 1024},
        {"small_body_bytes", ROUTE_SMALL_MAX},
        {"profile_bytes", PROFILE_MAX_BYTES},
        {"profiles", LIMITS_PROFILES},
        {"forms", LIMITS_FORMS},
        {"editions", LIMITS_EDITIONS},
        {"template_bytes", REPORT_MAX_TEXT},
        {"target_bytes", HTTP_MAX_TARGET},
        {"parameters", HTTP_MAX_PARAMS},
        {"data_rows", config->max_rows},
        {"data_rows_default", config->default_rows},
        {"data_indicators", DATA_MAX_INDICATORS},
        {"data_periods", DATA_MAX_PERIODS},
        {"data_by", DATA_MAX_BY},
        {"data_members", DATA_MAX_MEMBERS},
        {"data_digits", DATA_MAX_DIGITS},
        {"data_bytes", DATA_WRITE_MAX_BYTES},
        {"data_writers", DATA_WRITE_MAX},
        {"parts", PARTS_MAX},
        {"list_rows", LIMITS_LIST_MAX},
        {"list_rows_default", LIMITS_LIST_DEFAULT},
        {"change_rows", LIMITS_CHANGES_MAX},
        {"change_rows_default", LIMITS_CHANGES_DEFAULT},
        {"lineage_rows", LIMITS_LINEAGE_MAX},
        {"lineage_rows_default", LIMITS_LINEAGE_DEFAULT},
        {"revisions", LIMITS_REVISIONS_MAX},
        {"revisions_default", LIMITS_REVISIONS_DEFAULT},
        {"import_rows", LIMITS_IMPORTS_MAX},
        {"import_rows_default", LIMITS_IMPORTS_DEFAULT},
        {"code_bytes", CATALOGUE_CODE_MAX},
        {"member_characters", CATALOGUE_MEMBER_MAX},
        {"name_bytes", CATALOGUE_NAME_MAX},
        {"queued_imports", config->max_queued_imports},
        {"async_imports", config->max_async_imports},
        {"async_bytes", config->max_async_mb * 1024 * 1024},
    };
    json_key(json, "limits");
    json_begin_object(json);
    for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
        json_member_int(json, limits[i].name, limits[i].value);
    }
    json_end_object(json);
}

static void write_imports(struct json_writer *json)
{
    static const char *const CHARSETS[] = {"utf-8", "utf-16", "gb18030",
                                           "big5"};
    const char *types[IMPORT_TYPES_MAX];
    int count = import_request_types(types);
    json_key(json, "imports");
    json_begin_object(json);
    json_key(json, "kinds");
    json_begin_array(json);
    for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
        json_string(json, import_kind_name((enum import_kind)kind));
    }
    json_end_array(json);
    write_list(json, "types", types, (size_t)count);
    write_list(json, "charsets", CHARSETS, ARRAY_LEN(CHARSETS));
    json_end_object(json);
}

static void write_config(struct json_writer *json, const struct config *config)
{
    static const char *const LANGUAGES[] = {"zh", "en"};

    json_member_string(json, "version", version_text());
    json_member_bool(json, "public_read", config->public_read);
    json_member_bool(json, "synthetic", config->demo);
    json_member_int(json, "suppress_below", config->suppress_below);
    json_member_string(json, "suppress_units", config->suppress_units);
    write_list(json, "languages", LANGUAGES, ARRAY_LEN(LANGUAGES));
    json_member_string(json, "default_language", LANGUAGES[0]);
    const char *formats[DATA_FORMAT_COUNT];
    int count = data_formats_names(true, formats);
    write_list(json, "formats", formats, (size_t)count);
    json_member_string(json, "default_format", formats[DATA_JSON]);
    write_imports(json);
    write_limits(json, config);
}

void op_config_get(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    struct buffer body;
    struct json_writer json;

    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op)) {
        return;
    }
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_end_object(&json);
    write_config(&json, op->app->config);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}
