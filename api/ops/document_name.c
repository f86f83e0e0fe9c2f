#include "ops/document_name.h"

#include <string.h>

#include "ops/limits.h"

bool document_name_valid(const char *name)
{
    static const char CHARS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789_-";
    size_t len = strlen(name);
    return len > 0 && len <= LIMITS_DOCUMENT_NAME && strspn(name, CHARS) == len;
}
