#include "ingest/status.h"

#include <stddef.h>
#include <string.h>

static const char ONLY_WITH_VALUE[] = "ADEFGINPUVW";
static const char ONLY_WITHOUT[] = "HKLMOQ";
static const char EITHER[] = "BJS";

static bool is_one_of(char status, const char *letters)
{
    return strchr(letters, status) != NULL;
}

bool status_parse(struct span text, char *status)
{
    if (text.len != 1 || text.data[0] == '\0') {
        return false;
    }
    *status = text.data[0];
    return is_one_of(*status, ONLY_WITH_VALUE) ||
           is_one_of(*status, ONLY_WITHOUT) || is_one_of(*status, EITHER);
}

bool status_fits(char status, bool has_value)
{
    return is_one_of(status, EITHER) ||
           is_one_of(status, has_value ? ONLY_WITH_VALUE : ONLY_WITHOUT);
}
