#include "conditional.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "model/catalogue.h"
#include "platform/check.h"
#include "platform/digest.h"
#include "version.h"

#define ETAG_HASH_BYTES 8
#define GZIP_LEVEL 4          /* the last one before time doubles */
#define GZIP_WINDOW (15 + 16) /* +16: a gzip header, not a zlib one */

/* --- the ETag --- */

void conditional_etag(const struct op *op, const char *key,
                      char etag[CONDITIONAL_ETAG_SIZE])
{
    unsigned char sum[DIGEST_SIZE];
    char hex[2 * ETAG_HASH_BYTES + 1];
    const struct catalogue *cat = op->catalogue;
    /* A revision number alone could be another database's. */
    const char *generated = cat != NULL ? catalogue_generated(cat) : "";
    struct digest digest;

    digest_init(&digest);
    digest_add(&digest, version_text(), strlen(version_text()) + 1);
    digest_add(&digest, generated, strlen(generated) + 1);
    digest_add(&digest, op->app->config->demo ? "d" : "-", 1);
    digest_add(&digest, key, strlen(key));
    digest_finish(&digest, sum);
    digest_print(sum, ETAG_HASH_BYTES, hex);
    snprintf(etag, CONDITIONAL_ETAG_SIZE, "\"r%" PRId64 "-%s\"",
             cat != NULL ? catalogue_revision(cat) : 0, hex);
}

/* `"x"` -> `"x-gz"`. */
static void gzip_etag(const char *etag, char out[CONDITIONAL_ETAG_SIZE])
{
    size_t len = strlen(etag);
    CHECK(len > 1 && len + 4 <= CONDITIONAL_ETAG_SIZE);
    snprintf(out, CONDITIONAL_ETAG_SIZE, "%.*s-gz\"", (int)len - 1, etag);
}

static const char *skip(const char *text)
{
    return text + strspn(text, " \t,");
}

/* The element at `text` without W/, up to its closing quote; 0: malformed. */
static size_t tag_length(const char *text)
{
    if (text[0] != '"') {
        return 0;
    }
    const char *end = strchr(text + 1, '"');
    return end != NULL ? (size_t)(end - text) + 1 : 0;
}

static bool list_names(const char *header, const char *etag)
{
    size_t wanted = strlen(etag);
    const char *at = skip(header);
    while (*at != '\0') {
        at += strncmp(at, "W/", 2) == 0 ? 2 : 0;
        size_t len = tag_length(at);
        if (len == 0) {
            return false;
        }
        if (len == wanted && memcmp(at, etag, len) == 0) {
            return true;
        }
        at = skip(at + len);
    }
    return false;
}

bool conditional_match(const char *header, const char *etag, bool gzip)
{
    char packed[CONDITIONAL_ETAG_SIZE];
    if (header == NULL) {
        return false;
    }
    const char *first = skip(header);
    if (first[0] == '*' && *skip(first + 1) == '\0') {
        return true;
    }
    gzip_etag(etag, packed);
    return list_names(header, etag) || (gzip && list_names(header, packed));
}

/* --- replies --- */

static bool is_read(const struct op *op)
{
    return op->req->method == HTTP_GET || op->req->method == HTTP_HEAD;
}

/* What a 304 must repeat of the 200 that it stands for. */
static void add_fields(struct op *op, const char *etag)
{
    struct request *req = op->req;
    if (is_read(op)) {
        reply_header(req, "ETag", etag);
    }
    reply_header(req, "Vary", "Accept, Accept-Language, Accept-Encoding");
    reply_header(req, "Cache-Control",
                 op->actor.token_id != 0 ? "private, no-cache" : "no-cache");
}

bool conditional_check(struct op *op, const char *key)
{
    char etag[CONDITIONAL_ETAG_SIZE];
    if (request_header(op->req, "If-None-Match") == NULL) {
        return false;
    }
    conditional_etag(op, key, etag);
    return conditional_check_etag(op, etag);
}

bool conditional_check_etag(struct op *op, const char *etag)
{
    char packed[CONDITIONAL_ETAG_SIZE];
    const char *header = request_header(op->req, "If-None-Match");

    if (header == NULL || !is_read(op)) {
        return false;
    }
    if (!conditional_match(header, etag, op->req->accepts_gzip)) {
        return false;
    }
    gzip_etag(etag, packed);
    bool plain = conditional_match(header, etag, false);
    add_fields(op, plain ? etag : packed);
    reply_empty(op->req, 304);
    return true;
}

void conditional_send_body(struct op *op, const char *key,
                           const struct conditional_body *body)
{
    char etag[CONDITIONAL_ETAG_SIZE];
    conditional_etag(op, key, etag);
    conditional_send_etag(op, etag, body);
}

void conditional_send_etag(struct op *op, const char *etag,
                           const struct conditional_body *body)
{
    char packed[CONDITIONAL_ETAG_SIZE];

    if (body->gzip != NULL && op->req->accepts_gzip) {
        gzip_etag(etag, packed);
        add_fields(op, packed);
        reply_header(op->req, "Content-Encoding", "gzip");
        reply_send(op->req, 200, body->type, body->gzip, body->gzip_len);
        return;
    }
    add_fields(op, etag);
    reply_send(op->req, 200, body->type, body->data, body->len);
}

void conditional_send(struct op *op, const char *key, const char *type,
                      const struct buffer *body)
{
    struct buffer packed;
    struct conditional_body forms = {
        .type = type,
        .data = body->data,
        .len = body->len,
    };

    if (body->failed) {
        op_fail(op, FAULT_INTERNAL, NULL, NULL, NULL);
        return;
    }
    buffer_init(&packed, CONDITIONAL_GZIP_MAX);
    if (op->req->accepts_gzip &&
        conditional_gzip(body->data, body->len, &packed)) {
        forms.gzip = packed.data;
        forms.gzip_len = packed.len;
    }
    conditional_send_body(op, key, &forms);
    buffer_fini(&packed);
}

/* --- gzip --- */

bool conditional_gzip(const void *data, size_t len, struct buffer *out)
{
    z_stream stream = {0};
    if (len < CONDITIONAL_GZIP_MIN || len > CONDITIONAL_GZIP_MAX ||
        !buffer_reserve(out, len)) {
        return false;
    }
    if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    stream.next_in = data;
    stream.avail_in = (uInt)len;
    stream.next_out = (unsigned char *)out->data;
    stream.avail_out = (uInt)len;
    /* No more room than the input has: what does not shrink does not fit. */
    bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    deflateEnd(&stream);
    if (done) {
        out->len = stream.total_out;
        out->data[out->len] = '\0';
    }
    return done;
}
