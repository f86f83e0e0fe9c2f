/* Control documents: whatever is accepted can be walked from end to end, and
 * every number has its text. */
#include <string.h>

#include "fuzz.h"
#include "ingest/json_document.h"
#include "platform/check.h"
#include "platform/utf8.h"

static size_t walk(const struct json_value *value, size_t depth)
{
    size_t count = 1;
    int64_t number = 0;
    CHECK(depth <= JSON_DEPTH_MAX);
    if (json_type(value) == JSON_TYPE_NUMBER) {
        const char *text = json_number(value);
        CHECK(strspn(text, "0123456789+-.eE") == strlen(text));
        if (json_integer(value, &number)) {
            CHECK(strpbrk(text, ".eE") == NULL);
        }
    }
    if (json_type(value) == JSON_TYPE_STRING) {
        CHECK(utf8_valid(json_text(value), strlen(json_text(value))));
    }
    for (const struct json_value *it = json_first(value); it != NULL;
         it = json_next(it)) {
        if (json_type(value) == JSON_TYPE_OBJECT) {
            CHECK(json_member(value, json_name(it)) == it);
        }
        count += walk(it, depth + 1);
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    struct json_document *document =
        json_parse((const char *)data, size, 16, &err);
    if (document == NULL) {
        CHECK(err.fault == FAULT_BAD_JSON && err.args[0][0] != '\0');
        return 0;
    }
    CHECK(walk(json_root(document), 0) <= size);
    json_free(document);
    return 0;
}
