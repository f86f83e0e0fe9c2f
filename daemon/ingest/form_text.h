/* The text of a cell with a figure, period or code, narrow and trimmed. Inside
 * of form_*.c. */
#ifndef TVS_INGEST_FORM_TEXT_H
#define TVS_INGEST_FORM_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/span.h"

#define FORM_TEXT_MAX 200 /* bytes, once it is folded */

struct form_text {
    char data[FORM_TEXT_MAX + 1];
    size_t len;
    unsigned seen; /* enum form_norm */
};

/* Full-width forms become ASCII, every dash '-', every space ' ', every line
 * break '\n'; what takes no room goes, and so do white space around it and an
 * apostrophe before it. False: too long, not UTF-8, or with control
 * characters. */
bool form_text_fold(struct span text, struct form_text *out);
/* Does the text begin with the word? */
bool form_text_starts(const char *text, const char *word);
/* Drops ' ' and '\n' at the front. */
const char *form_text_skip(const char *text);

#endif
