#include "ingest/profile_read.h"

#include <stdio.h>
#include <string.h>

#include "ingest/cell_check.h"
#include "platform/utf8.h"

bool profile_read_fault(struct profile_read *read, const char *path,
                        const char *why)
{
    const char *between = read->fault_count > 0 ? "; " : "";
    buffer_printf(&read->faults, "%s%s: %s", between,
                  path[0] == '\0' ? "profile" : path, why);
    read->fault_count++;
    return false;
}

bool profile_read_text(struct profile_read *read,
                       const struct profile_item *item, const char **out)
{
    const char *text = json_text(item->value);
    if (text == NULL) {
        return profile_read_fault(read, item->path, "must be a string");
    }
    if (strlen(text) > PROFILE_TEXT_MAX) {
        return profile_read_fault(read, item->path, "longer than 256 bytes");
    }
    *out = arena_dup(read->arena, text);
    return true;
}

bool profile_read_code(struct profile_read *read,
                       const struct profile_item *item, const char **out)
{
    return profile_read_text(read, item, out) &&
           (cell_check_code(span_of(*out)) ||
            profile_read_fault(read, item->path, "not a code"));
}

bool profile_read_bool(struct profile_read *read,
                       const struct profile_item *item, bool *out)
{
    return json_truth(item->value, out) ||
           profile_read_fault(read, item->path, "must be true or false");
}

bool profile_read_int(struct profile_read *read,
                      const struct profile_item *item, int min, int max,
                      int *out)
{
    int64_t number = 0;
    if (!json_integer(item->value, &number) || number < min || number > max) {
        char why[64];
        snprintf(why, sizeof(why), "must be a whole number from %d to %d", min,
                 max);
        return profile_read_fault(read, item->path, why);
    }
    *out = (int)number;
    return true;
}

bool profile_read_choice(struct profile_read *read,
                         const struct profile_item *item, const char *words,
                         int *out)
{
    struct span text = span_of(json_text(item->value));
    int number = 0;
    for (const char *at = words; text.data != NULL && *at != '\0'; number++) {
        size_t len = strcspn(at, "|");
        if (span_equal(text, (struct span){at, len})) {
            *out = number;
            return true;
        }
        at += len + (at[len] == '|');
    }
    char why[PROFILE_TEXT_MAX];
    snprintf(why, sizeof(why), "must be one of %s", words);
    return profile_read_fault(read, item->path, why);
}

bool profile_read_pattern(struct profile_read *read,
                          const struct profile_item *item, struct pattern **out)
{
    char why[128];
    const char *text = NULL;
    if (!profile_read_text(read, item, &text)) {
        return false;
    }
    pattern_free(*out);
    *out = pattern_new(text, why, sizeof(why));
    return *out != NULL || profile_read_fault(read, item->path, why);
}

static const struct profile_key *find_key(const struct profile_key *keys,
                                          const char *name)
{
    for (const struct profile_key *key = keys; key->name != NULL; key++) {
        if (strcmp(key->name, name) == 0) {
            return key;
        }
    }
    return NULL;
}

static bool read_member(struct profile_read *read, const char *parent,
                        const struct json_value *value,
                        const struct profile_key *keys, void *target)
{
    char path[PROFILE_PATH_MAX];
    const char *name = json_name(value);
    const struct profile_key *key = find_key(keys, name);
    snprintf(path, sizeof(path), "%s%s%.*s", parent,
             parent[0] == '\0' ? "" : ".",
             (int)utf8_cut(name, strlen(name), 64), name);
    if (key == NULL) {
        return profile_read_fault(read, path, "unknown");
    }
    const struct profile_item item = {path, value};
    return key->read(read, &item, target);
}

bool profile_read_object(struct profile_read *read,
                         const struct profile_item *item,
                         const struct profile_key *keys, void *target)
{
    bool good = true;
    if (json_type(item->value) != JSON_TYPE_OBJECT) {
        return profile_read_fault(read, item->path, "must be an object");
    }
    for (const struct json_value *it = json_first(item->value); it != NULL;
         it = json_next(it)) {
        good = read_member(read, item->path, it, keys, target) && good;
    }
    return good;
}

static void element_path(char *path, const char *parent, int at,
                         const char *name)
{
    if (name == NULL) {
        snprintf(path, PROFILE_PATH_MAX, "%s[%d]", parent, at);
    } else {
        snprintf(path, PROFILE_PATH_MAX, "%s.%.*s", parent,
                 (int)utf8_cut(name, strlen(name), 64), name);
    }
}

bool profile_read_each(struct profile_read *read,
                       const struct profile_item *item, int max,
                       const struct profile_key *how, void *target)
{
    char path[PROFILE_PATH_MAX];
    bool good = true;
    int at = 0;
    for (const struct json_value *it = json_first(item->value); it != NULL;
         it = json_next(it), at++) {
        if (at == max) {
            return profile_read_fault(read, item->path, "too many");
        }
        element_path(path, item->path, at, json_name(it));
        const struct profile_item each = {path, it};
        good = how->read(read, &each, target) && good;
    }
    return good;
}
