/*
 * What a function that can fail fills in. The fault and its arguments are for
 * people and reach the client; `detail` is for the log only (libpq's text, an
 * errno) and never leaves the process.
 */
#ifndef TVS_PLATFORM_ERROR_H
#define TVS_PLATFORM_ERROR_H

#include <stdbool.h>

#include "platform/fault.h"
#include "platform/macros.h"

#define ERROR_ARG_SIZE 160
#define ERROR_DETAIL_SIZE 256

struct error {
    enum fault fault;
    char args[3][ERROR_ARG_SIZE];
    char detail[ERROR_DETAIL_SIZE];
};

/*
 * Sets the fault and its arguments (NULL for none; long ones are cut at a
 * character boundary). Always returns false: `return error_set(...)`.
 */
bool error_set(struct error *err, enum fault fault, const char *arg0,
               const char *arg1, const char *arg2);
/* FAULT_INTERNAL (or another fault without arguments) with a log detail. */
PRINTFLIKE(3, 4)
bool error_detail(struct error *err, enum fault fault, const char *fmt, ...);
/* The sentence in one language. */
void error_message(const struct error *err, enum lang lang, char *out,
                   size_t size);

#endif
