#include "platform/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "platform/utf8.h"

static void copy_arg(char *out, const char *arg)
{
    if (arg == NULL) {
        out[0] = '\0';
        return;
    }
    size_t len = utf8_cut(arg, strlen(arg), ERROR_ARG_SIZE - 1);
    memcpy(out, arg, len);
    out[len] = '\0';
}

bool error_set(struct error *err, enum fault fault, const char *arg0,
               const char *arg1, const char *arg2)
{
    err->fault = fault;
    copy_arg(err->args[0], arg0);
    copy_arg(err->args[1], arg1);
    copy_arg(err->args[2], arg2);
    err->detail[0] = '\0';
    return false;
}

bool error_detail(struct error *err, enum fault fault, const char *fmt, ...)
{
    error_set(err, fault, NULL, NULL, NULL);
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->detail, sizeof(err->detail), fmt, args);
    va_end(args);
    return false;
}

void error_message(const struct error *err, enum lang lang, char *out,
                   size_t size)
{
    const char *const args[3] = {err->args[0], err->args[1], err->args[2]};
    fault_message(out, size, err->fault, lang, args);
}
