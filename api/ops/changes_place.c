#include "ops/changes_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/data_base64.h"

#define VERSION "c1"
#define MAX_DIGITS 9

const char *changes_place_print(struct arena *arena, struct changes_place place)
{
    char text[64];
    int len = snprintf(text, sizeof(text), VERSION " %d %d %d", place.revision,
                       place.cell, place.school);
    return data_base64_print(arena, text, (size_t)len);
}

/* A blank and a number; NULL when that is not what stands there. */
static const char *take(const char *text, int *out)
{
    if (text == NULL || *text != ' ') {
        return NULL;
    }
    size_t digits = strspn(++text, "0123456789");
    if (digits == 0 || digits > MAX_DIGITS) {
        return NULL;
    }
    *out = (int)strtol(text, NULL, 10);
    return text + digits;
}

bool changes_place_parse(struct arena *arena, const char *text,
                         struct changes_place *out)
{
    size_t len = 0;
    const char *plain = data_base64_parse(arena, text, &len);
    if (plain == NULL || strlen(plain) != len ||
        strncmp(plain, VERSION, strlen(VERSION)) != 0) {
        return false;
    }
    const char *at = take(plain + strlen(VERSION), &out->revision);
    at = take(at, &out->cell);
    at = take(at, &out->school);
    return at != NULL && *at == '\0';
}
