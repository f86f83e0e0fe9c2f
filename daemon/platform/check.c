#include "platform/check.h"

#include <stdlib.h>

#include "platform/log.h"

void check_failed(const char *what, const char *file, int line)
{
    LOG(LOG_ERROR, NULL, "check_failed", LOG_TEXT("what", what),
        LOG_TEXT("file", file), LOG_INT("line", line));
    abort();
}
