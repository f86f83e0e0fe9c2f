#include "ops/id_cursor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/data_base64.h"

#define VERSION '1'
#define MAX_DIGITS 9

const char *id_cursor_print(struct arena *arena, char mark,
                            struct id_cursor cursor)
{
    char text[64];
    int len = snprintf(text, sizeof(text), "%c%c %d %d %d", mark, VERSION,
                       cursor.id[0], cursor.id[1], cursor.id[2]);
    return data_base64_print(arena, text, (size_t)len);
}

/* A blank and a number; NULL when that is not what stands there. */
static const char *take(const char *text, int *out)
{
    if (*text != ' ') {
        return NULL;
    }
    size_t digits = strspn(++text, "0123456789");
    if (digits == 0 || digits > MAX_DIGITS) {
        return NULL;
    }
    *out = (int)strtol(text, NULL, 10);
    return text + digits;
}

bool id_cursor_parse(struct arena *arena, char mark, const char *text,
                     struct id_cursor *out)
{
    size_t len = 0;
    const char *at = data_base64_parse(arena, text, &len);
    if (at == NULL || strlen(at) != len || at[0] != mark || at[1] != VERSION) {
        return false;
    }
    at += 2;
    for (int i = 0; i < 3 && at != NULL; i++) {
        at = take(at, &out->id[i]);
    }
    return at != NULL && *at == '\0';
}
