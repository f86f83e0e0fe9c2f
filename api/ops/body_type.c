#include "ops/body_type.h"

#include <string.h>
#include <strings.h>

#include "http/request.h"
#include "platform/macros.h"

static bool is_json(const char *type)
{
    static const char *const TYPES[] = {"application/json",
                                        "application/x-www-form-urlencoded"};
    if (type == NULL) {
        return true;
    }
    size_t len = strcspn(type, "; \t");
    for (size_t i = 0; i < ARRAY_LEN(TYPES); i++) {
        if (strlen(TYPES[i]) == len && strncasecmp(TYPES[i], type, len) == 0) {
            return true;
        }
    }
    return false;
}

bool body_type_is_json(struct op *op)
{
    const char *type = request_header(op->req, "Content-Type");
    if (is_json(type)) {
        return true;
    }
    op_fail(op, FAULT_UNSUPPORTED_TYPE, type, NULL, NULL);
    return false;
}
