/*
 * The shared strings of a workbook, by number: UTF-8, one after the other in
 * one run of bytes.
 */
#ifndef TVS_WORKBOOK_SHARED_STRINGS_H
#define TVS_WORKBOOK_SHARED_STRINGS_H

#include <stddef.h>
#include <stdint.h>

#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"

struct shared_strings {
    struct buffer bytes; /* append the string under way here ... */
    uint32_t *ends;
    size_t count, room;
};

void shared_strings_init(struct shared_strings *table);
void shared_strings_fini(struct shared_strings *table);
/* ... and end it. False: more than the maxima, or than memory. */
MUSTCHECK bool shared_strings_end(struct shared_strings *table,
                                  struct error *err);
/* NULL: there is no such string. */
const char *shared_strings_get(const struct shared_strings *table, size_t index,
                               size_t *len);

#endif
