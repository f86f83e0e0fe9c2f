#include "formats/sdmx_id.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_plain(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

const char *sdmx_id(struct arena *arena, const char *code)
{
    static const char DIGITS[] = "0123456789ABCDEF";
    size_t others = 0;
    for (const char *at = code; *at != '\0'; at++) {
        others += !is_plain(*at);
    }
    if (others == 0) {
        return code;
    }
    char *id = arena_alloc(arena, strlen(code) + 2 * others + 1);
    char *to = id;
    for (const char *at = code; *at != '\0'; at++) {
        if (is_plain(*at)) {
            *to++ = *at;
        } else {
            *to++ = '$';
            *to++ = DIGITS[(unsigned char)*at >> 4];
            *to++ = DIGITS[(unsigned char)*at & 15];
        }
    }
    *to = '\0';
    return id;
}

/* Ours are in lower case; what stands there is SDMX's own. */
static bool is_reserved(const char *code)
{
    return code[strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_")] == '\0';
}

const char *sdmx_component_id(struct arena *arena, const char *code)
{
    if (is_letter(*code) && strncmp(code, "D_", 2) != 0 && !is_reserved(code)) {
        return code;
    }
    size_t size = strlen(code) + sizeof("D_");
    char *id = arena_alloc(arena, size);
    snprintf(id, size, "D_%s", code);
    return id;
}
