/*
 * POSIX extended regular expressions of a profile, over UTF-8. `\d` and `\D`
 * are understood too, as people write them. What could take more than a
 * moment is refused: back-references, repetitions that multiply, long texts.
 */
#ifndef TVS_INGEST_PATTERN_H
#define TVS_INGEST_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/span.h"

#define PATTERN_MAX 256      /* bytes of a pattern */
#define PATTERN_TEXT_MAX 512 /* bytes of a text; longer ones never match */
#define PATTERN_GROUPS 10    /* the whole match and nine groups */

struct pattern;

/* NULL with the reason in `why`. */
struct pattern *pattern_new(const char *text, char *why, size_t why_size);
void pattern_free(struct pattern *pattern);
/* How many groups it has. */
size_t pattern_group_count(const struct pattern *pattern);
/* Fills PATTERN_GROUPS groups (data NULL: took no part) when it matches. */
bool pattern_match(const struct pattern *pattern, struct span text,
                   struct span *groups);
bool pattern_matches(const struct pattern *pattern, struct span text);

#endif
