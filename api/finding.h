/*
 * What a validation rule found, as members of a JSON object: code, message,
 * rule, level, subject, expected and, of one that did not block for it, the
 * explanation.
 */
#ifndef TVS_API_FINDING_H
#define TVS_API_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/json_writer.h"
#include "platform/fault.h"

struct finding {
    enum fault fault;
    const char *rule, *level, *expected, *subject;
    const char *explanation; /* or NULL */
    const char *text;        /* the rule's words in the language */
};

/* Is it one of the faults that stand for a finding? */
bool finding_is(enum fault fault);
/* The sentence, as fault_message(). */
void finding_message(char *out, size_t size, const struct finding *found,
                     enum lang lang);
/* All members but the place and the value. */
void finding_write(struct json_writer *json, const struct finding *found,
                   enum lang lang);

#endif
