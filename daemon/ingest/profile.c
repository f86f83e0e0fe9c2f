#include "ingest/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/cell_check.h"
#include "ingest/csv_header.h"
#include "ingest/form.h"
#include "ingest/form_layout.h"
#include "ingest/profile_column.h"
#include "ingest/profile_plan.h"
#include "ingest/profile_read.h"
#include "ingest/status.h"
#include "model/decimal.h"
#include "platform/check.h"

#define PROFILE_DEPTH_MAX 8
#define PROFILE_FAULTS_MAX 4096

static bool read_charset(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    const char *name = json_text(item->value);
    return (name != NULL && charset_parse(name, &profile->charset)) ||
           profile_read_fault(read, item->path, "not a known charset");
}

static bool read_delimiter(struct profile_read *read,
                           const struct profile_item *item, void *target)
{
    static const char DELIMITERS[] = {'\0', ',', ';', '\t'};
    struct profile *profile = target;
    int choice = 0;
    if (!profile_read_choice(read, item, "auto|,|;|\t", &choice)) {
        return false;
    }
    profile->layout.delimiter = DELIMITERS[choice];
    return true;
}

static bool read_skip_lines(struct profile_read *read,
                            const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return profile_read_int(read, item, 0, PROFILE_MAX_LINES,
                            &profile->layout.skip_lines);
}

static bool read_header_lines(struct profile_read *read,
                              const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return profile_read_int(read, item, 1, CSV_HEADER_MAX_LINES,
                            &profile->layout.header_lines);
}

static bool read_stop_at(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return profile_read_pattern(read, item, &profile->stop_at);
}

static bool read_skip_header(struct profile_read *read,
                             const struct profile_item *item, void *target)
{
    struct profile_skip *skip = target;
    const char *text = NULL;
    bool good = profile_read_text(read, item, &text);
    skip->header = span_trim(span_of(text));
    return good;
}

static bool read_skip_matches(struct profile_read *read,
                              const struct profile_item *item, void *target)
{
    struct profile_skip *skip = target;
    return profile_read_pattern(read, item, &skip->matches);
}

static bool read_skip(struct profile_read *read,
                      const struct profile_item *item, void *target)
{
    static const struct profile_key KEYS[] = {
        {"header", read_skip_header},
        {"matches", read_skip_matches},
        {NULL, NULL},
    };
    struct profile *profile = target;
    struct profile_skip *skip = &profile->skips[profile->skip_count++];
    if (!profile_read_object(read, item, KEYS, skip)) {
        return false;
    }
    return (skip->header.len > 0 && skip->matches != NULL) ||
           profile_read_fault(read, item->path,
                              "needs \"header\" and \"matches\"");
}

static bool read_skip_rows(struct profile_read *read,
                           const struct profile_item *item, void *target)
{
    static const struct profile_key SKIP = {NULL, read_skip};
    if (json_type(item->value) != JSON_TYPE_ARRAY) {
        return profile_read_fault(read, item->path, "must be an array");
    }
    return profile_read_each(read, item, PROFILE_MAX_SKIPS, &SKIP, target);
}

static bool read_constant(struct profile_read *read,
                          const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    struct profile_constant *constant =
        &profile->constants[profile->constant_count];
    const char *name = json_name(item->value);
    const char *text = NULL;
    if (!cell_check_code(span_of(name))) {
        return profile_read_fault(read, item->path, "not a column");
    }
    if (!profile_read_text(read, item, &text)) {
        return false;
    }
    constant->name = arena_dup(read->arena, name);
    constant->text = span_trim(span_of(text));
    profile->constant_count++;
    return true;
}

static bool read_constants(struct profile_read *read,
                           const struct profile_item *item, void *target)
{
    static const struct profile_key CONSTANT = {NULL, read_constant};
    if (json_type(item->value) != JSON_TYPE_OBJECT) {
        return profile_read_fault(read, item->path, "must be an object");
    }
    return profile_read_each(read, item, PROFILE_MAX_CONSTANTS, &CONSTANT,
                             target);
}

static bool read_column(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return profile_column_read(read, item,
                               &profile->columns[profile->column_count++]);
}

static bool read_columns(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    static const struct profile_key COLUMN = {NULL, read_column};
    if (json_type(item->value) != JSON_TYPE_ARRAY) {
        return profile_read_fault(read, item->path, "must be an array");
    }
    return profile_read_each(read, item, PROFILE_MAX_COLUMNS, &COLUMN, target);
}

static bool read_token_value(struct profile_read *read,
                             const struct profile_item *item, void *target)
{
    struct profile_token *token = target;
    const char *number = json_number(item->value);
    int64_t value = 0;
    if (number == NULL ||
        decimal_parse(number, strlen(number), DECIMAL_MAX_DECIMALS, false,
                      &value) != FAULT_NONE) {
        return profile_read_fault(read, item->path, "must be a plain number");
    }
    token->value = span_of(arena_dup(read->arena, number));
    return true;
}

static bool read_token_status(struct profile_read *read,
                              const struct profile_item *item, void *target)
{
    struct profile_token *token = target;
    struct span text = span_of(json_text(item->value));
    return status_parse(text, &token->status) ||
           profile_read_fault(read, item->path, "not an observation status");
}

static bool read_token(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    static const struct profile_key KEYS[] = {
        {"value", read_token_value},
        {"status", read_token_status},
        {NULL, NULL},
    };
    struct profile *profile = target;
    struct profile_token *token = &profile->tokens[profile->token_count++];
    token->text =
        span_trim(span_of(arena_dup(read->arena, json_name(item->value))));
    if (!profile_read_object(read, item, KEYS, token)) {
        return false;
    }
    if (token->value.data == NULL && token->status == '\0') {
        return profile_read_fault(read, item->path,
                                  "needs \"value\" or \"status\"");
    }
    return token->status == '\0' ||
           status_fits(token->status, token->value.data != NULL) ||
           profile_read_fault(read, item->path,
                              "the status contradicts the value");
}

static bool read_tokens(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    static const struct profile_key TOKEN = {NULL, read_token};
    if (json_type(item->value) != JSON_TYPE_OBJECT) {
        return profile_read_fault(read, item->path, "must be an object");
    }
    return profile_read_each(read, item, PROFILE_MAX_TOKENS, &TOKEN, target);
}

static bool read_thousands(struct profile_read *read,
                           const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return profile_read_bool(read, item, &profile->thousands);
}

static bool read_duplicates(struct profile_read *read,
                            const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    int choice = 0;
    bool good = profile_read_choice(read, item, "reject|sum", &choice);
    profile->sums_duplicates = choice == 1;
    return good;
}

static bool read_policy(struct profile_read *read,
                        const struct profile_item *item, bool *create)
{
    int choice = 0;
    bool good = profile_read_choice(read, item, "reject|create", &choice);
    *create = choice == 1;
    return good;
}

static bool read_unknown_school(struct profile_read *read,
                                const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return read_policy(read, item, &profile->create_schools);
}

static bool read_unknown_area(struct profile_read *read,
                              const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return read_policy(read, item, &profile->create_areas);
}

static bool read_unknown_member(struct profile_read *read,
                                const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return read_policy(read, item, &profile->create_members);
}

static bool read_unknown_indicator(struct profile_read *read,
                                   const struct profile_item *item,
                                   void *target)
{
    struct profile *profile = target;
    int choice = 0;
    bool good = profile_read_choice(read, item, "reject|skip", &choice);
    profile->skip_indicators = choice == 1;
    return good;
}

static bool read_area_parent(struct profile_read *read,
                             const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    return profile_read_code(read, item, &profile->area_parent);
}

static bool read_layout(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct profile *profile = target;
    if (!read->form || profile->form_layout != NULL) {
        return profile_read_fault(read, item->path, "unknown");
    }
    profile->form_layout = form_layout_read(read, item);
    return profile->form_layout != NULL;
}

static const struct profile_key PROFILE_KEYS[] = {
    {"charset", read_charset},
    {"delimiter", read_delimiter},
    {"skip_lines", read_skip_lines},
    {"header_lines", read_header_lines},
    {"stop_at", read_stop_at},
    {"skip_rows", read_skip_rows},
    {"constants", read_constants},
    {"columns", read_columns},
    {"tokens", read_tokens},
    {"thousands", read_thousands},
    {"duplicates", read_duplicates},
    {"unknown_school", read_unknown_school},
    {"unknown_area", read_unknown_area},
    {"unknown_member", read_unknown_member},
    {"unknown_indicator", read_unknown_indicator},
    {"area_parent", read_area_parent},
    {"layout", read_layout},
    {NULL, NULL},
};

/* A row has one school, one period, ...; some column must have figures. */
static void check_uses(struct profile_read *read, const struct profile *profile)
{
    int uses[AS_COUNT] = {0};
    for (int i = 0; i < profile->column_count; i++) {
        uses[profile->columns[i].as]++;
    }
    for (int as = AS_SCHOOL; as <= AS_LAST_SINGLE; as++) {
        if (uses[as] > 1) {
            char why[64];
            snprintf(why, sizeof(why), "as = %s stands twice",
                     profile_as_name((enum profile_as)as));
            profile_read_fault(read, "columns", why);
        }
    }
    if (uses[AS_VALUE] + uses[AS_NUMERATOR] + uses[AS_DENOMINATOR] == 0) {
        profile_read_fault(read, "columns", "none has values");
    }
}

static bool compile(struct profile *profile, const struct json_value *root,
                    bool form, struct error *err)
{
    struct profile_read read = {.arena = &profile->arena, .form = form};
    const struct profile_item item = {"", root};
    buffer_init(&read.faults, PROFILE_FAULTS_MAX);
    if (profile_read_object(&read, &item, PROFILE_KEYS, profile)) {
        check_uses(&read, profile);
    }
    if (form && read.fault_count == 0) {
        form_layout_finish(&read, profile);
    }
    if (read.fault_count > 0) {
        error_set(err, FAULT_BAD_PROFILE, read.faults.data, NULL, NULL);
    }
    buffer_fini(&read.faults);
    return read.fault_count == 0;
}

static struct profile *compile_text(const char *json, size_t len, bool form,
                                    struct error *err)
{
    if (len > PROFILE_MAX_BYTES) {
        error_set(err, FAULT_BAD_PROFILE, "longer than 65536 bytes", NULL,
                  NULL);
        return NULL;
    }
    struct json_document *document =
        json_parse(json, len, PROFILE_DEPTH_MAX, err);
    if (document == NULL) {
        return NULL;
    }
    struct profile *profile = calloc(1, sizeof(*profile));
    CHECK(profile != NULL);
    arena_init(&profile->arena);
    profile->layout.header_lines = 1;
    bool good = compile(profile, json_root(document), form, err);
    json_free(document);
    if (!good) {
        profile_free(profile);
        return NULL;
    }
    return profile;
}

struct profile *profile_compile(const char *json, size_t len, struct error *err)
{
    return compile_text(json, len, false, err);
}

struct profile *form_compile(const char *json, size_t len, struct error *err)
{
    return compile_text(json, len, true, err);
}

void profile_free(struct profile *profile)
{
    if (profile == NULL) {
        return;
    }
    pattern_free(profile->stop_at);
    form_layout_fini(profile->form_layout);
    for (int i = 0; i < profile->skip_count; i++) {
        pattern_free(profile->skips[i].matches);
    }
    for (int i = 0; i < profile->column_count; i++) {
        pattern_free(profile->columns[i].header_pattern);
        pattern_free(profile->columns[i].rewrite.pattern);
    }
    arena_fini(&profile->arena);
    free(profile);
}

bool profile_sums_duplicates(const struct profile *profile)
{
    return profile->sums_duplicates;
}
