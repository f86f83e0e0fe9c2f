#include "web_reply.h"

#include "conditional.h"
#include "http/request.h"

/*
 * Everything comes from here and nothing is written into the page as text:
 * a name in somebody's file that looks like markup can do nothing. `blob:`
 * and `data:` are pictures of charts on their way to a download.
 */
#define POLICY                                                            \
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; " \
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static void add_guards(struct request *req)
{
    reply_header(req, "Content-Security-Policy", POLICY);
    reply_header(req, "Referrer-Policy", "no-referrer");
    reply_header(req, "Cross-Origin-Opener-Policy", "same-origin");
    reply_header(req, "Cross-Origin-Resource-Policy", "same-origin");
}

static void send(struct op *op, const struct web_file *file)
{
    struct request *req = op->req;
    bool gzip = req->accepts_gzip && file->gzip_len < file->len;
    const char *known = request_header(req, "If-None-Match");

    reply_header(req, "ETag", gzip ? file->gzip_etag : file->etag);
    add_guards(req);
    if (conditional_match(known, file->etag, req->accepts_gzip)) {
        reply_empty(req, 304);
        return;
    }
    if (gzip) {
        reply_header(req, "Content-Encoding", "gzip");
        reply_send(req, 200, file->type, file->gzip, file->gzip_len);
        return;
    }
    reply_send(req, 200, file->type, file->data, file->len);
}

void web_reply_page(struct op *op, const struct web_file *file)
{
    reply_header(op->req, "Cache-Control", "no-cache");
    reply_header(op->req, "Vary", "Accept, Accept-Encoding");
    send(op, file);
}

void web_reply_asset(struct op *op, const struct web_file *file)
{
    reply_header(op->req, "Cache-Control",
                 "public, max-age=31536000, immutable");
    reply_header(op->req, "Vary", "Accept-Encoding");
    send(op, file);
}
