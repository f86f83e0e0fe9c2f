#include "ops/profile_name.h"

#include <string.h>

#include "ops/limits.h"

bool profile_name_valid(const char *name)
{
    static const char CHARS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789_-";
    size_t len = strlen(name);
    return len > 0 && len <= LIMITS_PROFILE_NAME && strspn(name, CHARS) == len;
}
