#include "ops/data_send.h"

#include "conditional.h"
#include "data/data_formats.h"
#include "http/request.h"
#include "model/decimal.h"

#include <stdio.h>
#include <string.h>

#define FILE_SIZE 16 /* an extension */

static void add_headers(struct op *op, const struct response *response)
{
    char revision[DECIMAL_TEXT_SIZE];
    decimal_print(revision, response->revision, 0);
    reply_header(op->req, "X-Revision", revision);
    if (data_formats_file(response->type) != NULL) {
        size_t size = sizeof("attachment; filename=\"tvetstat-r.\"") +
                      sizeof(revision) + FILE_SIZE;
        char *file = arena_alloc(&op->req->arena, size);
        snprintf(file, size, "attachment; filename=\"tvetstat-r%s.%s\"",
                 revision, data_formats_file(response->type));
        reply_header(op->req, "Content-Disposition", file);
    }
    if (response->cursor != NULL) {
        reply_header(op->req, "X-Next-Cursor", response->cursor);
    }
    if (response->next != NULL) {
        size_t size = strlen(response->next) + sizeof("<>; rel=\"next\"");
        char *link = arena_alloc(&op->req->arena, size);
        snprintf(link, size, "<%s>; rel=\"next\"", response->next);
        reply_header(op->req, "Link", link);
    }
}

static void send_passing(struct op *op, const struct response *response)
{
    reply_header(op->req, "Cache-Control", "no-store");
    reply_header(op->req, "Vary", "Accept, Accept-Language, Accept-Encoding");
    reply_send(op->req, 200, response->type, response->data, response->len);
}

/* An answer that is not in the cache. */
static void send_fresh(struct op *op, const struct response *response)
{
    struct conditional_body body = {
        .type = response->type,
        .data = response->data,
        .len = response->len,
    };
    struct buffer packed;
    buffer_init(&packed, CONDITIONAL_GZIP_MAX);
    if (op->req->accepts_gzip && data_formats_file(response->type) == NULL &&
        conditional_gzip(response->data, response->len, &packed)) {
        body.gzip = packed.data;
        body.gzip_len = packed.len;
    }
    conditional_send_etag(op, response->etag, &body);
    buffer_fini(&packed);
}

static void send_stored(struct op *op, const struct response *response)
{
    struct conditional_body body = {
        .type = response->type,
        .data = response->data,
        .len = response->len,
    };
    if (op->req->accepts_gzip && data_formats_file(response->type) == NULL) {
        body.gzip =
            response_cache_gzip(op->app->cache, response, &body.gzip_len);
    }
    conditional_send_etag(op, response->etag, &body);
}

void data_send(struct op *op, const struct response *response, bool kept)
{
    op->on_gone = NULL;
    add_headers(op, response);
    if (response->passing) {
        send_passing(op, response);
    } else if (kept) {
        send_stored(op, response);
    } else {
        send_fresh(op, response);
    }
}
