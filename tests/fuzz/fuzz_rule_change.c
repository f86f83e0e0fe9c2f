/* The change of a validation rule: what is refused says why, in plain text. */
#include <string.h>

#include "fuzz.h"
#include "ingest/rule_change.h"
#include "platform/check.h"
#include "platform/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    if (!rule_change_check((const char *)data, size, &err)) {
        CHECK(err.fault == FAULT_BAD_JSON ||
              err.fault == FAULT_BAD_RULE_CHANGE);
        CHECK(utf8_valid(err.args[0], strlen(err.args[0])));
    }
    return 0;
}
