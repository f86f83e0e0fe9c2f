/*
 * GET /web/{build}/...: the files of the dashboard. `latest` is any build: for
 * pages elsewhere, which cannot know it, and asked for anew each time.
 */
#include "web_file.h"

#include <stdio.h>
#include <string.h>

#include "ops/ops.h"
#include "web_reply.h"

#define PATH_MAX_BYTES 256 /* longer than any that there is */

static void answer(struct op *op, const char *path)
{
    static const char *const PARAMS[] = {NULL};
    const struct web_file *file = NULL;
    bool latest = strcmp(op->args[0], "latest") == 0;

    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (latest || strcmp(op->args[0], WEB_BUILD) == 0) {
        file = web_file_find(path);
    }
    if (file == NULL) {
        op_fail(op, FAULT_NOT_FOUND, op->req->path, NULL, NULL);
        return;
    }
    if (latest) {
        web_reply_page(op, file);
    } else {
        web_reply_asset(op, file);
    }
}

void op_web_get(struct op *op)
{
    answer(op, op->args[1]);
}

void op_web_folder_get(struct op *op)
{
    char path[PATH_MAX_BYTES];
    int len = snprintf(path, sizeof(path), "%s/%s", op->args[1], op->args[2]);
    answer(op, len > 0 && (size_t)len < sizeof(path) ? path : "");
}
