/*
 * The text of a pattern as regcomp takes it, and whether it may have it:
 * repetitions copy what they repeat, so that a few nested ones fill the
 * memory. The size here is what regcomp will build, within a factor.
 */
#ifndef TVS_INGEST_PATTERN_TEXT_H
#define TVS_INGEST_PATTERN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/buffer.h"

#define PATTERN_SIZE_MAX 1000 /* atoms, repeated ones counted each time */
#define PATTERN_DEPTH_MAX 16  /* groups within each other */

/* Writes it with its NUL. False with the reason in `why`. */
bool pattern_text_translate(const char *text, struct buffer *out, char *why,
                            size_t why_size);

#endif
