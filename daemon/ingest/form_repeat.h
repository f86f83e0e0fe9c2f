/*
 * Rows of a sheet that say the same: where rows add up, one that was pasted
 * twice counts twice. Of a row that was seen a number of 64 bits is kept,
 * whose key nobody knows.
 */
#ifndef TVS_INGEST_FORM_REPEAT_H
#define TVS_INGEST_FORM_REPEAT_H

#include "ingest/span.h"

struct form_repeat;

struct form_repeat *form_repeat_new(void);
/* NULL is nothing. */
void form_repeat_free(struct form_repeat *repeat);
/* Forgets what was seen; NULL is nothing. */
void form_repeat_clear(struct form_repeat *repeat);
/* A row, below this section, cell by cell... */
void form_repeat_begin(struct form_repeat *repeat, const char *section);
void form_repeat_add(struct form_repeat *repeat, struct span heading,
                     struct span text);
/* ... of which the first one's line is answered, or 0: this is it. */
int form_repeat_find(struct form_repeat *repeat, int line);

#endif
