#include "version.h"

const char *version_text(void)
{
    return TVETSTAT_VERSION;
}
