/*
 * Labels, headings and names folded so that those that look the same are the
 * same: no white space at all, full-width forms narrow, one kind of bracket,
 * dash, quote and middle dot. For comparing only: what is stored is the text
 * as it stood.
 */
#ifndef TVS_INGEST_FORM_LABEL_H
#define TVS_INGEST_FORM_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/span.h"

#define FORM_LABEL_MAX 400 /* bytes; what is longer is cut */

struct form_label {
    char text[FORM_LABEL_MAX + 1];
    size_t len;
    bool cut;
};

void form_label_fold(struct span text, struct form_label *out);
bool form_label_same(struct span a, struct span b);
/* A school's name without what forms put behind it: (盖章), (公章), (签章),
 * (校章). */
void form_label_school(struct span text, struct form_label *out);
/* A folded label without the number of its row: "1.", "1、", "(2)", "一、",
 * "(三)", "①". False: it has none, or is nothing but one. */
bool form_label_unnumbered(struct span label, struct span *rest);
/* "学校标识码:3636001234" at its first colon of either width: the label and
 * what follows, trimmed. False when there is no colon or nothing before it. */
bool form_label_split(struct span text, struct span *label, struct span *value);

#endif
