#include "ingest/rule_change.h"

#include <string.h>

#include "ingest/json_document.h"
#include "model/catalogue.h"
#include "model/decimal.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define DEPTH_MAX 4

struct key {
    const char *name;
    bool (*good)(const struct json_value *value);
};

/* Every member is known and good. NULL, or the name of one that is not. */
static const char *find_bad(const struct json_value *object,
                            const struct key *keys)
{
    for (const struct json_value *member = json_first(object); member != NULL;
         member = json_next(member)) {
        const struct key *key = keys;
        while (key->name != NULL && strcmp(key->name, json_name(member)) != 0) {
            key++;
        }
        if (key->name == NULL || !key->good(member)) {
            return json_name(member);
        }
    }
    return NULL;
}

/* --- a check --- */

static bool is_position(const struct json_value *value)
{
    int64_t number = 0;
    return json_integer(value, &number) && number >= 1 &&
           number <= RULE_CHANGE_MAX_CHECKS * 10;
}

static bool is_code(const struct json_value *value)
{
    const char *text = json_text(value);
    return text != NULL && *text != '\0' &&
           strlen(text) <= CATALOGUE_CODE_MAX && utf8_plain(text, strlen(text));
}

/* Exact, so no exponents. */
static bool is_limit(const struct json_value *value)
{
    const char *text = json_number(value);
    int64_t number = 0;
    return text != NULL &&
           decimal_parse(text, strlen(text), 3, false, &number) == FAULT_NONE &&
           number >= 0 && number <= (int64_t)RULE_CHANGE_MAX_LIMIT * 1000;
}

static bool is_parameters(const struct json_value *value)
{
    const struct json_value *member = json_first(value);
    while (member != NULL && is_limit(member)) {
        member = json_next(member);
    }
    return json_type(value) == JSON_TYPE_OBJECT && member == NULL;
}

static bool is_true(const struct json_value *value)
{
    bool truth = false;
    return json_truth(value, &truth) && truth;
}

static bool is_check(const struct json_value *value)
{
    static const struct key KEYS[] = {
        {"number", is_position},
        {"indicator", is_code},
        {"parameters", is_parameters},
        {"remove", is_true},
        {NULL, NULL},
    };
    return json_type(value) == JSON_TYPE_OBJECT &&
           json_member(value, "number") != NULL &&
           find_bad(value, KEYS) == NULL;
}

/* --- the rule --- */

static bool is_checks(const struct json_value *value)
{
    const struct json_value *item = json_first(value);
    while (item != NULL && is_check(item)) {
        item = json_next(item);
    }
    return json_type(value) == JSON_TYPE_ARRAY && item == NULL &&
           json_count(value) <= RULE_CHANGE_MAX_CHECKS;
}

static bool is_bool(const struct json_value *value)
{
    return json_type(value) == JSON_TYPE_BOOL;
}

static bool is_level(const struct json_value *value)
{
    const char *text = json_text(value);
    return text != NULL && strlen(text) == 1 && strchr("EWI", *text) != NULL;
}

static const char *find_bad_member(const struct json_value *root)
{
    static const struct key KEYS[] = {
        {"enabled", is_bool},
        {"level", is_level},
        {"checks", is_checks},
        {NULL, NULL},
    };
    return json_type(root) != JSON_TYPE_OBJECT ? "" : find_bad(root, KEYS);
}

bool rule_change_check(const char *text, size_t len, struct error *err)
{
    struct json_document *document = json_parse(text, len, DEPTH_MAX, err);
    if (document == NULL) {
        return false;
    }
    const char *bad = find_bad_member(json_root(document));
    bool good =
        bad == NULL || error_set(err, FAULT_BAD_RULE_CHANGE, bad, NULL, NULL);
    json_free(document);
    return good;
}
