#include "ingest/json_document.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/json_check.h"
#include "platform/check.h"

/*
 * Three passes: the strict scan, which also notes where the numbers stand;
 * cJSON, which builds the tree; and a walk that refuses repeated names and
 * hangs the text of each number on its node (as cJSON's valuestring, which
 * cJSON_Delete() frees).
 */
struct json_document {
    cJSON *root;
};

struct walker {
    const struct json_check *check;
    size_t numbers; /* that have their node */
};

static bool refuse(struct error *err, size_t at, const char *why)
{
    char text[ERROR_ARG_SIZE];
    snprintf(text, sizeof(text), "offset %zu: %s", at, why);
    return error_set(err, FAULT_BAD_JSON, text, NULL, NULL);
}

static int by_text(const void *a, const void *b)
{
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

/* Sorted, so that an object of ten thousand members is no trap. */
static bool has_repeated_name(const cJSON *object)
{
    size_t count = (size_t)cJSON_GetArraySize(object);
    const char **names = calloc(count + 1, sizeof(*names));
    CHECK(names != NULL);
    size_t at = 0;
    for (const cJSON *it = object->child; it != NULL; it = it->next) {
        names[at++] = it->string;
    }
    qsort(names, count, sizeof(*names), by_text);
    bool repeated = false;
    for (size_t i = 1; i < count; i++) {
        repeated = repeated || strcmp(names[i - 1], names[i]) == 0;
    }
    free(names);
    return repeated;
}

static void hang_number(struct walker *walker, cJSON *node)
{
    CHECK(walker->numbers < walker->check->number_count);
    struct span text = walker->check->numbers[walker->numbers++];
    char *copy = cJSON_malloc(text.len + 1);
    CHECK(copy != NULL);
    memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    node->valuestring = copy;
}

/* In the order of the document; the depth is bounded by now. */
static bool walk(struct walker *walker, cJSON *node)
{
    if (cJSON_IsNumber(node)) {
        hang_number(walker, node);
    }
    if (cJSON_IsObject(node) && has_repeated_name(node)) {
        return false;
    }
    for (cJSON *it = node->child; it != NULL; it = it->next) {
        if (!walk(walker, it)) {
            return false;
        }
    }
    return true;
}

static bool parse(struct json_check *check, struct span text, size_t max_depth,
                  cJSON **root, struct error *err)
{
    if (!json_check_text(check, text, max_depth)) {
        return refuse(err, check->scan.at, check->scan.why);
    }
    *root = cJSON_ParseWithLength(text.data, text.len);
    if (*root == NULL) {
        return refuse(err, 0, "not understood");
    }
    struct walker walker = {check, 0};
    if (!walk(&walker, *root)) {
        return refuse(err, 0, "a member name stands twice in one object");
    }
    return true;
}

struct json_document *json_parse(const char *text, size_t len, size_t max_depth,
                                 struct error *err)
{
    ASSERT(max_depth <= JSON_DEPTH_MAX);
    struct json_check check;
    cJSON *root = NULL;
    bool ok = parse(&check, (struct span){text, len}, max_depth, &root, err);
    json_check_fini(&check);
    if (!ok) {
        cJSON_Delete(root);
        return NULL;
    }
    struct json_document *document = malloc(sizeof(*document));
    CHECK(document != NULL);
    document->root = root;
    return document;
}

void json_free(struct json_document *document)
{
    if (document != NULL) {
        cJSON_Delete(document->root);
        free(document);
    }
}

static const cJSON *node_of(const struct json_value *value)
{
    return (const cJSON *)value;
}

static const struct json_value *value_of(const cJSON *node)
{
    return (const struct json_value *)node;
}

const struct json_value *json_root(const struct json_document *document)
{
    return value_of(document->root);
}

enum json_type json_type(const struct json_value *value)
{
    const cJSON *node = node_of(value);
    if (cJSON_IsBool(node)) {
        return JSON_TYPE_BOOL;
    }
    if (cJSON_IsNumber(node)) {
        return JSON_TYPE_NUMBER;
    }
    if (cJSON_IsString(node)) {
        return JSON_TYPE_STRING;
    }
    if (cJSON_IsArray(node)) {
        return JSON_TYPE_ARRAY;
    }
    return cJSON_IsObject(node) ? JSON_TYPE_OBJECT : JSON_TYPE_NULL;
}

const char *json_text(const struct json_value *value)
{
    bool is = json_type(value) == JSON_TYPE_STRING;
    return is ? node_of(value)->valuestring : NULL;
}

const char *json_number(const struct json_value *value)
{
    bool is = json_type(value) == JSON_TYPE_NUMBER;
    return is ? node_of(value)->valuestring : NULL;
}

bool json_integer(const struct json_value *value, int64_t *out)
{
    const char *text = json_number(value);
    if (text == NULL) {
        return false;
    }
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0') {
        return false;
    }
    *out = number;
    return true;
}

bool json_truth(const struct json_value *value, bool *out)
{
    if (json_type(value) != JSON_TYPE_BOOL) {
        return false;
    }
    *out = cJSON_IsTrue(node_of(value));
    return true;
}

size_t json_count(const struct json_value *value)
{
    size_t count = 0;
    for (const struct json_value *it = json_first(value); it != NULL;
         it = json_next(it)) {
        count++;
    }
    return count;
}

const struct json_value *json_first(const struct json_value *value)
{
    enum json_type type = json_type(value);
    bool has = type == JSON_TYPE_ARRAY || type == JSON_TYPE_OBJECT;
    return has ? value_of(node_of(value)->child) : NULL;
}

const struct json_value *json_next(const struct json_value *value)
{
    return value_of(node_of(value)->next);
}

const char *json_name(const struct json_value *value)
{
    return node_of(value)->string;
}

const struct json_value *json_member(const struct json_value *object,
                                     const char *name)
{
    if (json_type(object) != JSON_TYPE_OBJECT) {
        return NULL;
    }
    return value_of(cJSON_GetObjectItemCaseSensitive(node_of(object), name));
}
