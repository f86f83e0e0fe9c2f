/*
 * The one table of everything that can be wrong with what somebody sent us.
 * Each fault has a stable code (clients match on it), the HTTP status it
 * means when it fails a whole request, and a sentence in Chinese and English
 * with up to three places {0} {1} {2}, or [0] [1] [2] for how an indicator is
 * reported, which has words of its own. The table is daemon/platform/fault.def.
 */
#ifndef TVS_PLATFORM_FAULT_H
#define TVS_PLATFORM_FAULT_H

#include <stddef.h>

enum lang { LANG_ZH, LANG_EN };

enum fault {
    FAULT_NONE,
#define FAULT(id, code, status, zh, en) FAULT_##id,
#include "platform/fault.def"
#undef FAULT
    FAULT_COUNT
};

/* "bad_period"; never NULL. */
const char *fault_code(enum fault fault);
/* The fault of a code; FAULT_NONE for a text that is none. */
enum fault fault_find(const char *code);
/* The HTTP status of a request that fails with it: 400..599. */
int fault_status(enum fault fault);
/* Writes the sentence, NUL-terminated and cut at a character boundary. */
void fault_message(char *out, size_t size, enum fault fault, enum lang lang,
                   const char *const args[3]);

#endif
