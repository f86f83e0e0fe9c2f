#include "import_request.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "platform/buffer.h"
#include "platform/check.h"
#include "platform/digest.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define DEFAULT_PREFIX "default."
#define EXPLAIN_PREFIX "explain."
#define EXPLANATION_MIN 5 /* characters */
#define EXPLANATION_MAX 500

static const char *const PARAMS[] = {
    "mode",     "on_error", "profile",  "form", "filename",
    "default.", "rules",    "explain.", NULL,
};

static const struct {
    const char *type;
    enum reader_format format;
    bool untold; /* where those are listed that can be sent */
} TYPES[] = {
    {"text/csv", READER_CSV, false},
    {"application/x-ndjson", READER_NDJSON, false},
    {"application/json", READER_JSON, false},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     READER_WORKBOOK, false},
    {"application/vnd.ms-excel", READER_WORKBOOK, false},
    /* Macros are refused with a better word than a wrong type. */
    {"application/vnd.ms-excel.sheet.macroEnabled.12", READER_WORKBOOK, true},
};

/* --- media type --- */

int import_request_types(const char *types[static IMPORT_TYPES_MAX])
{
    int count = 0;
    for (size_t i = 0; i < ARRAY_LEN(TYPES) && !TYPES[i].untold; i++) {
        ASSERT(count < IMPORT_TYPES_MAX);
        types[count++] = TYPES[i].type;
    }
    return count;
}

static bool starts_type(const char *header, const char *type, size_t *len)
{
    *len = strlen(type);
    return strncasecmp(header, type, *len) == 0 &&
           (header[*len] == '\0' || header[*len] == ';' || header[*len] == ' ');
}

/* charset=... of the parameters; NULL when there is none. */
static const char *charset_of(struct import_job *job, const char *params)
{
    const char *at = strcasestr(params, "charset=");
    if (at == NULL) {
        return NULL;
    }
    at += strlen("charset=");
    at += *at == '"';
    return arena_copy(&job->arena, at, strcspn(at, "\"; "));
}

/* " (text/csv, ...)": curl sends a type of its own when it is told none. */
static const char *type_choices(struct op *op)
{
    struct buffer text;
    buffer_init(&text, 0);
    const char *types[IMPORT_TYPES_MAX];
    int count = import_request_types(types);
    for (int i = 0; i < count; i++) {
        buffer_add_str(&text, i == 0 ? " (" : ", ");
        buffer_add_str(&text, types[i]);
    }
    buffer_add_char(&text, ')');
    const char *copy = arena_copy(&op->req->arena, text.data, text.len);
    buffer_fini(&text);
    return copy;
}

static void read_type(struct op *op, struct import_job *job)
{
    const char *type = request_header(op->req, "Content-Type");
    const char *coding = request_header(op->req, "Content-Encoding");
    if (coding != NULL && strcasecmp(coding, "identity") != 0) {
        op_note(op, "Content-Encoding", FAULT_UNSUPPORTED_TYPE, coding, NULL);
    }
    for (size_t i = 0; type != NULL && i < ARRAY_LEN(TYPES); i++) {
        size_t len = 0;
        if (starts_type(type, TYPES[i].type, &len)) {
            job->options.format = TYPES[i].format;
            job->options.charset = charset_of(job, type + len);
            return;
        }
    }
    op_note(op, "Content-Type", FAULT_UNSUPPORTED_TYPE,
            type != NULL ? type : "", type_choices(op));
}

/* --- parameters --- */

/* One of two words; the first when absent. True: the second. */
static bool is_second(struct op *op, const char *name, const char *first,
                      const char *second)
{
    const char *value = request_param(op->req, name);
    if (value == NULL || strcmp(value, first) == 0) {
        return false;
    }
    if (strcmp(value, second) != 0) {
        op_note(op, name, FAULT_BAD_PARAMETER, name, value);
    }
    return true;
}

static const char *dup_param(struct op *op, struct import_job *job,
                             const char *name, size_t max)
{
    const char *value = request_param(op->req, name);
    if (value == NULL) {
        return NULL;
    }
    if (strlen(value) == 0 || strlen(value) > max ||
        !utf8_plain(value, strlen(value))) {
        op_note(op, name, FAULT_BAD_PARAMETER, name, value);
        return NULL;
    }
    return arena_dup(&job->arena, value);
}

static void read_defaults(struct op *op, struct import_job *job)
{
    const struct request *req = op->req;
    struct reader_default *defaults = arena_zalloc(
        &job->arena, (size_t)req->param_count + 1, sizeof(*defaults));
    int count = 0;
    for (int i = 0; i < req->param_count; i++) {
        const struct http_param *param = &req->params[i];
        if (strncmp(param->name, DEFAULT_PREFIX, strlen(DEFAULT_PREFIX)) != 0) {
            continue;
        }
        defaults[count++] = (struct reader_default){
            .column =
                arena_dup(&job->arena, param->name + strlen(DEFAULT_PREFIX)),
            .value = arena_dup(&job->arena, param->value),
        };
    }
    job->options.defaults = defaults;
    job->options.default_count = count;
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

static bool explains(const char *text)
{
    size_t count = characters(text + strspn(text, " "));
    return count >= EXPLANATION_MIN && count <= EXPLANATION_MAX &&
           utf8_plain(text, strlen(text));
}

/* explain.V-16=why: for every figure of the file that breaks V-16. */
static void read_explanation(struct op *op, struct import_job *job,
                             const struct http_param *param)
{
    if (!job->rules || job->explained_count == IMPORT_MAX_EXPLAINED ||
        !explains(param->value)) {
        op_note(op, param->name, FAULT_BAD_EXPLANATION,
                param->name + strlen(EXPLAIN_PREFIX), NULL);
        return;
    }
    job->explained[job->explained_count++] = (struct import_explanation){
        .rule = arena_dup(&job->arena, param->name + strlen(EXPLAIN_PREFIX)),
        .text = arena_dup(&job->arena, param->value),
    };
}

/* What people fill in is judged, unless an administrator loads old tables
 * through a form. The fixed contract of observations promises more. */
static void read_rules(struct op *op, struct import_job *job)
{
    const struct request *req = op->req;
    const char *value = request_param(req, "rules");
    bool form = job->options.kind == IMPORT_FORMS;
    job->rules = form ? !is_second(op, "rules", "on", "off")
                      : is_second(op, "rules", "off", "on");
    if (job->rules && !import_kind_figures(job->options.kind)) {
        op_note(op, "rules", FAULT_BAD_PARAMETER, "rules", "on");
    }
    if (form && !job->rules && op->actor.role != ROLE_ADMIN) {
        op_note(op, "rules", FAULT_BAD_PARAMETER, "rules", value);
    }
    for (int i = 0; i < req->param_count; i++) {
        if (strncmp(req->params[i].name, EXPLAIN_PREFIX,
                    strlen(EXPLAIN_PREFIX)) == 0) {
            read_explanation(op, job, &req->params[i]);
        }
    }
}

static void read_key(struct op *op, struct import_job *job)
{
    const char *key = request_header(op->req, "Idempotency-Key");
    if (key == NULL) {
        return;
    }
    size_t len = strlen(key);
    if (len == 0 || len > IMPORT_KEY_MAX || !utf8_plain(key, len)) {
        op_note(op, "Idempotency-Key", FAULT_BAD_PARAMETER, "Idempotency-Key",
                key);
        return;
    }
    job->idempotency_key = arena_dup(&job->arena, key);
}

/* The profile of observations, or the form of forms: which must have one. */
static void read_layout(struct op *op, struct import_job *job)
{
    bool is_form = job->options.kind == IMPORT_FORMS;
    const char *name = is_form ? "form" : "profile";
    const char *other = is_form ? "profile" : "form";
    const char *stray = request_param(op->req, other);
    job->profile_name = dup_param(op, job, name, 64);
    if (stray != NULL) {
        op_note(op, other, FAULT_BAD_PARAMETER, other, stray);
    }
    if (job->profile_name != NULL && !import_kind_figures(job->options.kind)) {
        op_note(op, name, FAULT_BAD_PARAMETER, name, job->profile_name);
    }
    if (is_form && request_param(op->req, name) == NULL) {
        op_note(op, name, FAULT_MISSING_PARAMETER, name, NULL);
    }
    if (is_form && (job->options.format == READER_NDJSON ||
                    job->options.format == READER_JSON)) {
        op_note(op, "Content-Type", FAULT_UNSUPPORTED_TYPE,
                request_header(op->req, "Content-Type"), NULL);
    }
}

static void read_request(struct op *op, struct import_job *job)
{
    op_note_params(op, PARAMS);
    read_type(op, job);
    job->validate = is_second(op, "mode", "commit", "validate");
    job->skip = is_second(op, "on_error", "abort", "skip");
    job->file_name = dup_param(op, job, "filename", IMPORT_NAME_MAX);
    read_layout(op, job);
    read_defaults(op, job);
    read_rules(op, job);
    if (!job->validate) { /* a trial must not use up the key */
        read_key(op, job);
    }
}

struct import_job *import_request_read(struct op *op)
{
    enum import_kind kind = IMPORT_OBSERVATIONS;
    if (!import_kind_parse(op->args[0], strlen(op->args[0]), &kind)) {
        op_fail(op, FAULT_NOT_FOUND, op->req->path, NULL, NULL);
        return NULL;
    }
    if (!import_kind_reported(kind) && op->actor.role != ROLE_ADMIN) {
        op_fail(op, FAULT_FORBIDDEN, NULL, NULL, NULL);
        return NULL;
    }
    struct import_job *job = import_job_new(kind);
    read_request(op, job);
    if (op_refused(op)) {
        import_job_free(job);
        return NULL;
    }
    return job;
}

static const char *dup_id(struct import_job *job, const char *id)
{
    char *copy = arena_dup(&job->arena, id);
    for (char *at = copy; *at != '\0'; at++) {
        *at = (char)tolower((unsigned char)*at);
    }
    return copy;
}

struct import_job *import_request_read_revert(struct op *op)
{
    static const char *const MODE[] = {"mode", NULL};
    struct import_job *job = import_job_new(IMPORT_OBSERVATIONS);
    op_note_params(op, MODE);
    job->validate = is_second(op, "mode", "commit", "validate");
    if (!job->validate) {
        read_key(op, job);
    }
    if (op_refused(op)) {
        import_job_free(job);
        return NULL;
    }
    job->reverts = dup_id(job, op->args[0]);
    return job;
}

/* --- fingerprint --- */

static void add_part(struct digest *digest, const char *part)
{
    const char *text = part != NULL ? part : "";
    digest_add(digest, text, strlen(text) + 1);
}

static int by_name(const void *a, const void *b)
{
    const struct http_param *const *one = a;
    const struct http_param *const *two = b;
    return strcmp((*one)->name, (*two)->name);
}

/* The language of the answer and the file's name change nothing of it. */
static bool changes_import(const char *param)
{
    return strcmp(param, "lang") != 0 && strcmp(param, "filename") != 0;
}

const char *import_request_fingerprint(const struct request *req,
                                       struct import_job *job)
{
    struct digest digest;
    char *hex = arena_alloc(&job->arena, DIGEST_HEX_SIZE);
    const struct http_param **sorted = arena_zalloc(
        &job->arena, (size_t)req->param_count + 1, sizeof(struct http_param *));
    for (int i = 0; i < req->param_count; i++) {
        sorted[i] = &req->params[i];
    }
    qsort(sorted, (size_t)req->param_count, sizeof(struct http_param *),
          by_name);
    digest_init(&digest);
    add_part(&digest, req->path);
    add_part(&digest, request_header(req, "Content-Type"));
    for (int i = 0; i < req->param_count; i++) {
        if (changes_import(sorted[i]->name)) {
            add_part(&digest, sorted[i]->name);
            add_part(&digest, sorted[i]->value);
        }
    }
    add_part(&digest, job->sha256);
    digest_hex(&digest, hex);
    return hex;
}
