/* The query parameters of a request and what is wrong with them. */
#include <stdlib.h>
#include <string.h>

#include "formats/json_writer.h"
#include "op.h"

#define MAX_EXTRA 131072

static const char *keep(struct op *op, const char *text)
{
    return text != NULL ? arena_dup(&op->req->arena, text) : NULL;
}

void op_note(struct op *op, const char *path, enum fault fault,
             const char *arg0, const char *arg1)
{
    if (op->faults == NULL) {
        op->faults =
            arena_zalloc(&op->req->arena, OP_MAX_FAULTS, sizeof(*op->faults));
    }
    if (op->fault_count < OP_MAX_FAULTS) {
        op->faults[op->fault_count++] = (struct op_fault){
            .fault = fault,
            .path = keep(op, path),
            .args = {keep(op, arg0), keep(op, arg1)},
        };
    }
}

/* Which of them stands for the whole: syntax before meaning. */
static const struct op_fault *gravest(const struct op *op)
{
    for (int i = 0; i < op->fault_count; i++) {
        if (fault_status(op->faults[i].fault) == 400) {
            return &op->faults[i];
        }
    }
    return &op->faults[0];
}

static void write_fault(struct json_writer *json, const struct op_fault *fault,
                        enum lang lang)
{
    char message[1024];

    fault_message(message, sizeof(message), fault->fault, lang, fault->args);
    json_begin_object(json);
    json_member_string(json, "code", fault_code(fault->fault));
    json_member_string(json, "path", fault->path);
    json_member_string(json, "message", message);
    json_end_object(json);
}

static void refuse(struct op *op, const struct op_fault *first, int status)
{
    struct error err = {0};
    struct buffer extra;
    struct json_writer json;

    error_set(&err, first->fault, first->args[0], first->args[1],
              first->args[2]);
    buffer_init(&extra, MAX_EXTRA);
    buffer_add_str(&extra, ",\"errors\":");
    json_init(&json, &extra);
    json_begin_array(&json);
    for (int i = 0; i < op->fault_count; i++) {
        write_fault(&json, &op->faults[i], op->req->lang);
    }
    json_end_array(&json);
    reply_problem(op->req, status, &err, extra.failed ? "" : extra.data);
    buffer_fini(&extra);
}

bool op_refused(struct op *op)
{
    if (op->fault_count == 0) {
        return false;
    }
    const struct op_fault *first = gravest(op);
    refuse(op, first, fault_status(first->fault));
    return true;
}

bool op_refused_as(struct op *op, int status)
{
    if (op->fault_count == 0) {
        return false;
    }
    refuse(op, &op->faults[0], status);
    return true;
}

static bool is_allowed(const char *name, const char *const *allowed)
{
    if (strcmp(name, "lang") == 0) {
        return true;
    }
    for (; *allowed != NULL; allowed++) {
        size_t len = strlen(*allowed);
        bool prefix = len > 0 && (*allowed)[len - 1] == '.';
        if (prefix ? strncmp(name, *allowed, len) == 0 && name[len] != '\0'
                   : strcmp(name, *allowed) == 0) {
            return true;
        }
    }
    return false;
}

static bool stands_before(const struct request *req, int index)
{
    for (int i = 0; i < index; i++) {
        if (strcmp(req->params[i].name, req->params[index].name) == 0) {
            return true;
        }
    }
    return false;
}

void op_note_params(struct op *op, const char *const *allowed)
{
    const struct request *req = op->req;
    for (int i = 0; i < req->param_count; i++) {
        const char *name = req->params[i].name;
        if (stands_before(req, i)) {
            op_note(op, name, FAULT_DUPLICATE_PARAMETER, name, NULL);
        } else if (!is_allowed(name, allowed)) {
            op_note(op, name, FAULT_UNKNOWN_PARAMETER, name, NULL);
        }
    }
    const char *lang = request_param(req, "lang");
    if (lang != NULL && strcmp(lang, "zh") != 0 && strcmp(lang, "en") != 0) {
        op_note(op, "lang", FAULT_BAD_PARAMETER, "lang", lang);
    }
}

bool op_check_params(struct op *op, const char *const *allowed)
{
    op_note_params(op, allowed);
    return !op_refused(op);
}

int64_t op_int_param(struct op *op, const char *name, int64_t missing,
                     int64_t low, int64_t high)
{
    const char *text = request_param(op->req, name);
    if (text == NULL) {
        return missing;
    }
    size_t digits = strspn(text, "0123456789");
    int64_t value = 0;
    if (digits > 0 && digits <= 18 && text[digits] == '\0') {
        value = strtoll(text, NULL, 10);
        if (value >= low && value <= high) {
            return value;
        }
    }
    op_note(op, name, FAULT_BAD_PARAMETER, name, text);
    return missing;
}
