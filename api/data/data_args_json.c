/* The body of POST /v1/data/query. */
#include "data/data_args.h"
#include "ingest/json_document.h"

#include <string.h>

#define MAX_DEPTH 4

struct reading {
    struct data_args *args;
    struct arena *arena;
    struct data_faults *faults;
};

/* NULL: neither text, number nor truth value. */
static const char *scalar_text(const struct json_value *value)
{
    bool truth = false;
    switch (json_type(value)) {
    case JSON_TYPE_STRING:
        return json_text(value);
    case JSON_TYPE_NUMBER:
        return json_number(value);
    case JSON_TYPE_BOOL:
        return json_truth(value, &truth) && truth ? "true" : "false";
    default:
        return NULL;
    }
}

static void refuse(struct reading *in, const char *name)
{
    data_faults_add(in->faults, FAULT_BAD_PARAMETER, name, name,
                    "neither a string nor an array of strings");
}

static void take_array(struct reading *in, const char *name,
                       const struct json_value *array)
{
    size_t count = json_count(array);
    if (count == 0 || count > DATA_ARG_VALUES_MAX) {
        data_faults_add(in->faults, FAULT_BAD_PARAMETER, name, name,
                        count == 0 ? "[]" : "too many values");
        return;
    }
    const char **values = arena_alloc(in->arena, count * sizeof(const char *));
    const struct json_value *item = json_first(array);
    for (size_t i = 0; i < count; i++, item = json_next(item)) {
        const char *text = scalar_text(item);
        if (text == NULL) {
            refuse(in, name);
            return;
        }
        values[i] = arena_dup(in->arena, text);
    }
    struct data_arg arg = {name, values, (int)count};
    data_args_add_list(in->args, &arg, in->faults);
}

static void take_member(struct reading *in, const char *prefix,
                        const struct json_value *value)
{
    size_t len = strlen(prefix);
    const char *key = json_name(value);
    char *name = arena_alloc(in->arena, len + strlen(key) + 1);
    memcpy(name, prefix, len);
    memcpy(name + len, key, strlen(key) + 1);

    const char *text = scalar_text(value);
    if (json_type(value) == JSON_TYPE_ARRAY) {
        take_array(in, name, value);
    } else if (text != NULL) {
        data_args_add(in->args, in->arena, name, text, in->faults);
    } else if (json_type(value) != JSON_TYPE_NULL) {
        refuse(in, name);
    }
}

static void take_object(struct reading *in, const char *prefix,
                        const struct json_value *object)
{
    const struct json_value *item = json_first(object);
    for (; item != NULL; item = json_next(item)) {
        bool nested = *prefix == '\0' && strcmp(json_name(item), "where") == 0;
        if (nested && json_type(item) == JSON_TYPE_OBJECT) {
            take_object(in, "where.", item);
        } else {
            take_member(in, prefix, item);
        }
    }
}

void data_args_from_json(struct data_args *args, struct arena *arena,
                         const char *text, size_t len,
                         struct data_faults *faults)
{
    struct reading in = {args, arena, faults};
    struct error err = {0};
    struct json_document *document = json_parse(text, len, MAX_DEPTH, &err);
    if (document == NULL) {
        data_faults_add(faults, err.fault, "", err.args[0], err.args[1]);
        return;
    }
    if (json_type(json_root(document)) == JSON_TYPE_OBJECT) {
        take_object(&in, "", json_root(document));
    } else {
        data_faults_add(faults, FAULT_BAD_JSON, "", "not an object", NULL);
    }
    json_free(document);
}
