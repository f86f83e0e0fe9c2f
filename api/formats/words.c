#include "formats/words.h"

#include <stddef.h>

const char *words_in(const struct words *words, enum lang lang)
{
    const char *first = lang == LANG_EN ? words->en : words->zh;
    const char *second = lang == LANG_EN ? words->zh : words->en;
    if (first != NULL && *first != '\0') {
        return first;
    }
    return second != NULL && *second != '\0' ? second : NULL;
}
