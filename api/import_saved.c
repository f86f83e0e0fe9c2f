#include "import_saved.h"

#include <stdlib.h>
#include <string.h>

#include "formats/json_writer.h"
#include "ingest/form.h"
#include "ingest/json_document.h"

#define DEPTH_MAX 4

static const char *const FORMATS[] = {
    [READER_CSV] = "csv",   [READER_NDJSON] = "ndjson",
    [READER_JSON] = "json", [READER_WORKBOOK] = "workbook",
    [READER_GRID] = "grid", /* of none that waits */
};
static const char *const ROLES[] = {
    [ROLE_NONE] = "none",
    [ROLE_READER] = "reader",
    [ROLE_SUBMITTER] = "submitter",
    [ROLE_ADMIN] = "admin",
};
static const char *const LANGUAGES[] = {[LANG_ZH] = "zh", [LANG_EN] = "en"};

/* The texts of a job, each with its place. */
struct text {
    const char *name;
    size_t offset;
};
#define TEXT(field)                                \
    {                                              \
#field, offsetof(struct import_job, field) \
    }
static const struct text TEXTS[] = {
    TEXT(reverts), TEXT(sha256),     TEXT(file_name),       TEXT(profile_name),
    TEXT(actor),   TEXT(request_id), TEXT(idempotency_key), TEXT(fingerprint),
};

static const char **text_of(struct import_job *job, const struct text *text)
{
    return (const char **)(void *)((char *)job + text->offset);
}

/* --- writing --- */

static void write_list(struct json_writer *json, const char *key,
                       const char *const *items, int count)
{
    json_key(json, key);
    json_begin_array(json);
    for (int i = 0; i < count; i++) {
        json_string(json, items[i]);
    }
    json_end_array(json);
}

static void write_defaults(struct json_writer *json,
                           const struct reader_options *options)
{
    json_key(json, "defaults");
    json_begin_array(json);
    for (int i = 0; i < options->default_count; i++) {
        json_string(json, options->defaults[i].column);
        json_string(json, options->defaults[i].value);
    }
    json_end_array(json);
}

static void write_explained(struct json_writer *json,
                            const struct import_job *job)
{
    json_key(json, "explained");
    json_begin_array(json);
    for (int i = 0; i < job->explained_count; i++) {
        json_string(json, job->explained[i].rule);
        json_string(json, job->explained[i].text);
    }
    json_end_array(json);
}

void import_saved_write(const struct import_saved *saved, struct buffer *out)
{
    struct import_job *job = saved->job;
    struct json_writer json;
    json_init(&json, out);
    json_begin_object(&json);
    json_member_string(&json, "kind", import_kind_name(job->options.kind));
    json_member_string(&json, "format", FORMATS[job->options.format]);
    json_member_string(&json, "charset", job->options.charset);
    write_defaults(&json, &job->options);
    json_member_int(&json, "today", job->options.today);
    json_member_bool(&json, "validate", job->validate);
    json_member_bool(&json, "skip", job->skip);
    json_member_bool(&json, "rules", job->rules);
    write_explained(&json, job);
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        json_member_string(&json, TEXTS[i].name, *text_of(job, &TEXTS[i]));
    }
    json_member_string(&json, "profile", saved->profile);
    json_member_string(&json, "role", ROLES[saved->actor.role]);
    write_list(&json, "schools", saved->actor.schools,
               saved->actor.school_count);
    write_list(&json, "areas", saved->actor.areas, saved->actor.area_count);
    json_member_string(&json, "lang", LANGUAGES[saved->lang]);
    json_member_int(&json, "received_us", job->received_us);
    json_end_object(&json);
}

/* --- reading --- */

static const char *dup_text(struct import_job *job,
                            const struct json_value *value)
{
    const char *text = json_text(value);
    return text != NULL ? arena_dup(&job->arena, text) : NULL;
}

static bool find_word(const struct json_value *value, const char *const *words,
                      size_t count, int *out)
{
    const char *text = json_text(value);
    for (size_t i = 0; text != NULL && i < count; i++) {
        if (strcmp(words[i], text) == 0) {
            *out = (int)i;
            return true;
        }
    }
    return false;
}

static bool read_list(struct import_job *job, const struct json_value *list,
                      const char **out, int *count)
{
    if (json_count(list) > ACTOR_MAX_SCOPES) {
        return false;
    }
    const struct json_value *at = json_first(list);
    for (; at != NULL; at = json_next(at)) {
        const char *text = dup_text(job, at);
        if (text == NULL) {
            return false;
        }
        out[(*count)++] = text;
    }
    return true;
}

static bool read_defaults(struct import_job *job, const struct json_value *list)
{
    size_t count = json_count(list) / 2;
    struct reader_default *defaults =
        arena_zalloc(&job->arena, count + 1, sizeof(*defaults));
    const struct json_value *at = json_first(list);
    for (size_t i = 0; i < count; i++) {
        const struct json_value *value = json_next(at);
        defaults[i].column = dup_text(job, at);
        defaults[i].value = dup_text(job, value);
        if (defaults[i].column == NULL || defaults[i].value == NULL) {
            return false;
        }
        at = json_next(value);
    }
    job->options.defaults = defaults;
    job->options.default_count = (int)count;
    return at == NULL;
}

static bool read_explained(struct import_job *job,
                           const struct json_value *list)
{
    const struct json_value *at = json_first(list);
    while (at != NULL && job->explained_count < IMPORT_MAX_EXPLAINED) {
        const struct json_value *text = json_next(at);
        struct import_explanation *to = &job->explained[job->explained_count++];
        to->rule = dup_text(job, at);
        to->text = dup_text(job, text);
        if (to->rule == NULL || to->text == NULL) {
            return false;
        }
        at = json_next(text);
    }
    return at == NULL;
}

static bool read_words(struct import_saved *saved,
                       const struct json_value *root)
{
    int format = 0;
    int role = 0;
    int lang = 0;
    bool good =
        find_word(json_member(root, "format"), FORMATS, ARRAY_LEN(FORMATS),
                  &format) &&
        find_word(json_member(root, "role"), ROLES, ARRAY_LEN(ROLES), &role) &&
        find_word(json_member(root, "lang"), LANGUAGES, ARRAY_LEN(LANGUAGES),
                  &lang);
    saved->job->options.format = (enum reader_format)format;
    saved->actor.role = (enum role)role;
    saved->lang = (enum lang)lang;
    return good;
}

static bool read_job(struct import_saved *saved, const struct json_value *root)
{
    struct import_job *job = saved->job;
    struct actor *actor = &saved->actor;
    int64_t today = 0;
    bool good =
        json_integer(json_member(root, "today"), &today) &&
        json_integer(json_member(root, "received_us"), &job->received_us) &&
        json_truth(json_member(root, "validate"), &job->validate) &&
        json_truth(json_member(root, "skip"), &job->skip) &&
        json_truth(json_member(root, "rules"), &job->rules) &&
        read_explained(job, json_member(root, "explained")) &&
        read_defaults(job, json_member(root, "defaults")) &&
        read_list(job, json_member(root, "schools"), actor->schools,
                  &actor->school_count) &&
        read_list(job, json_member(root, "areas"), actor->areas,
                  &actor->area_count);
    job->options.today = (int)today;
    job->options.charset = dup_text(job, json_member(root, "charset"));
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        *text_of(job, &TEXTS[i]) =
            dup_text(job, json_member(root, TEXTS[i].name));
    }
    actor->name = job->actor;
    return good && job->sha256 != NULL && job->actor != NULL &&
           job->request_id != NULL && job->fingerprint != NULL;
}

static bool compile(struct import_saved *saved, const struct json_value *value,
                    struct error *err)
{
    struct import_job *job = saved->job;
    saved->profile = dup_text(job, value);
    if (saved->profile == NULL) {
        return true;
    }
    size_t len = strlen(saved->profile);
    job->profile = job->options.kind == IMPORT_FORMS
                       ? form_compile(saved->profile, len, err)
                       : profile_compile(saved->profile, len, err);
    job->options.profile = job->profile;
    return job->profile != NULL;
}

static bool read_root(struct import_saved *saved, const struct json_value *root,
                      struct error *err)
{
    const char *name = json_text(json_member(root, "kind"));
    enum import_kind kind = IMPORT_OBSERVATIONS;
    if (name == NULL || !import_kind_parse(name, strlen(name), &kind)) {
        return error_detail(err, FAULT_INTERNAL, "a saved job without a kind");
    }
    saved->job = import_job_new(kind);
    if (!read_words(saved, root) || !read_job(saved, root)) {
        return error_detail(err, FAULT_INTERNAL,
                            "a saved job that lacks "
                            "something");
    }
    return compile(saved, json_member(root, "profile"), err);
}

bool import_saved_read(struct import_saved *saved, const char *text, size_t len,
                       struct error *err)
{
    *saved = (struct import_saved){0};
    struct json_document *document = json_parse(text, len, DEPTH_MAX, err);
    if (document == NULL) {
        return false;
    }
    bool good = read_root(saved, json_root(document), err);
    json_free(document);
    if (!good) {
        import_job_free(saved->job);
        saved->job = NULL;
    }
    return good;
}
