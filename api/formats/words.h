/* A text in both languages; "" or NULL where there is none. */
#ifndef TVS_FORMATS_WORDS_H
#define TVS_FORMATS_WORDS_H

#include "platform/fault.h"

struct words {
    const char *zh, *en;
};

/* In the language, else in the other; NULL when there is none at all. */
const char *words_in(const struct words *words, enum lang lang);

#endif
