/*
 * Answers that a client may keep: a strong ETag, 304, and gzip. The ETag is
 * known before anything is computed: it names the data revision and, as a
 * hash, what was asked. Two answers under one ETag are byte for byte the same
 * (the gzip form has an ETag of its own), so the key must hold everything
 * that the bytes depend on besides the data: operation, parameters in one
 * canonical order with their defaults, language, format. The build and the
 * revision's time of commit are added here.
 *
 * Call conditional_check() once the request is known to be a good one.
 */
#ifndef TVS_API_CONDITIONAL_H
#define TVS_API_CONDITIONAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "op.h"
#include "platform/buffer.h"

#define CONDITIONAL_ETAG_SIZE 48
/* Smaller bodies are not worth it; compressing larger ones would hold the
 * loop for longer than it may be. */
#define CONDITIONAL_GZIP_MIN 1024
#define CONDITIONAL_GZIP_MAX 1048576

/* A body in the forms it may be sent in; borrowed. */
struct conditional_body {
    const char *type; /* Content-Type */
    const void *data;
    size_t len;
    const void *gzip; /* the same compressed, or NULL */
    size_t gzip_len;
};

/* `"r17-0123456789abcdef"`, for the plain form. */
void conditional_etag(const struct op *op, const char *key,
                      char etag[CONDITIONAL_ETAG_SIZE]);
/*
 * Does the list of an If-None-Match field (NULL: absent) name this ETag, its
 * gzip form (only if `gzip`), or `*`? Weak comparison, RFC 9110 13.1.2.
 */
bool conditional_match(const char *header, const char *etag, bool gzip);
/* True: the client has the answer; 304 was sent and that is all. GET and HEAD
 * only, false for others. */
bool conditional_check(struct op *op, const char *key);
/* The same for one who knows the ETag already, as a cache does. */
bool conditional_check_etag(struct op *op, const char *etag);
/* 200 with ETag, Vary and Cache-Control; compressed if the client takes it
 * and it is worthwhile. The bytes are copied. */
void conditional_send(struct op *op, const char *key, const char *type,
                      const struct buffer *body);
/* The same for a body that was compressed before, as a cache does once. */
void conditional_send_body(struct op *op, const char *key,
                           const struct conditional_body *body);
void conditional_send_etag(struct op *op, const char *etag,
                           const struct conditional_body *body);
/* Compresses into an initialised, empty buffer; false when the length is out
 * of the limits above or nothing would be gained. The same bytes come out for
 * the same bytes in. */
bool conditional_gzip(const void *data, size_t len, struct buffer *out);

#endif
