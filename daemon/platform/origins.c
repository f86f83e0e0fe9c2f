#include "platform/origins.h"

#include <string.h>

#include "platform/macros.h"

static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789.-:[]";

/* The next entry of the list, without blanks; false at its end. */
static bool next_entry(const char **list, const char **entry, size_t *len)
{
    *entry = *list + strspn(*list, " ");
    if (**list == '\0') {
        return false;
    }
    size_t to_comma = strcspn(*entry, ",");
    *list = *entry + to_comma + ((*entry)[to_comma] == ',' ? 1 : 0);
    *len = to_comma;
    while (*len > 0 && (*entry)[*len - 1] == ' ') {
        (*len)--;
    }
    return true;
}

/* A browser sends lower case, and neither a path nor a last slash. */
static bool is_origin(const char *entry, size_t len)
{
    static const char *const SCHEMES[] = {"http://", "https://"};
    for (size_t i = 0; i < ARRAY_LEN(SCHEMES); i++) {
        size_t skip = strlen(SCHEMES[i]);
        if (len > skip && memcmp(entry, SCHEMES[i], skip) == 0) {
            return strspn(entry + skip, LETTERS) >= len - skip;
        }
    }
    return false;
}

bool origins_valid(const char *list)
{
    const char *entry = NULL;
    size_t len = 0;
    if (origins_any(list)) {
        return true;
    }
    while (next_entry(&list, &entry, &len)) {
        if (!is_origin(entry, len)) {
            return false;
        }
    }
    return true;
}

bool origins_any(const char *list)
{
    return strcmp(list, "*") == 0;
}

bool origins_have(const char *list, const char *origin)
{
    const char *entry = NULL;
    size_t len = 0;
    if (origins_any(list)) {
        return true;
    }
    while (next_entry(&list, &entry, &len)) {
        if (len == strlen(origin) && memcmp(entry, origin, len) == 0) {
            return true;
        }
    }
    return false;
}
