/*
 * The key by which a heading of a sheet and a column of a form are the same:
 * the texts from top to bottom, folded, without "其中:", without a unit in
 * brackets, and without what joins them.
 */
#ifndef TVS_INGEST_FORM_KEY_H
#define TVS_INGEST_FORM_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/form_unit.h"
#include "ingest/profile_plan.h"
#include "platform/intern.h"

#define FORM_KEY_MAX 600 /* bytes; a longer one is no form's */

struct form_key {
    char text[FORM_KEY_MAX + 1]; /* "" is no heading */
    size_t len;
    bool cut;
    struct form_unit unit; /* name "": the heading has none */
};

void form_key_init(struct form_key *key);
/* The next text below. */
void form_key_add(struct form_key *key, struct span text);
/* The keys of a form's columns and their aliases -> index + 1. */
struct intern *form_key_table(const struct profile *form);

#endif
