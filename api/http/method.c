#include "http/method.h"

#include <string.h>

#include "platform/macros.h"

static const struct {
    const char *name;
    size_t len;
    bool ignores_body;
} methods[] = {
    [HTTP_GET] = {"GET", 3, true},       [HTTP_HEAD] = {"HEAD", 4, true},
    [HTTP_POST] = {"POST", 4, false},    [HTTP_PUT] = {"PUT", 3, false},
    [HTTP_DELETE] = {"DELETE", 6, true}, [HTTP_OPTIONS] = {"OPTIONS", 7, true},
};

const char *method_name(enum http_method method)
{
    return methods[method].name;
}

bool method_find(const char *name, size_t len, enum http_method *method)
{
    for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
        if (methods[i].len == len && memcmp(methods[i].name, name, len) == 0) {
            *method = (enum http_method)i;
            return true;
        }
    }
    return false;
}

bool method_ignores_body(enum http_method method)
{
    return methods[method].ignores_body;
}
