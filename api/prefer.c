#include "prefer.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* The end of one preference: a comma that is not in a quoted string. */
static const char *find_end(const char *at)
{
    bool quoted = false;
    for (; *at != '\0' && (quoted || *at != ','); at++) {
        if (quoted && *at == '\\' && at[1] != '\0') {
            at++;
        } else if (*at == '"') {
            quoted = !quoted;
        }
    }
    return at;
}

bool prefer_has(const char *header, const char *name)
{
    size_t len = strlen(name);
    const char *at = header;
    while (at != NULL && *at != '\0') {
        at += strspn(at, " \t,");
        size_t word = strcspn(at, " \t,;=");
        if (word == len && strncasecmp(at, name, len) == 0) {
            return true;
        }
        at = find_end(at);
    }
    return false;
}
