/*
 * Documents of JSON that are kept under a name: profiles and forms. They are
 * put, read, listed and deleted alike; each file below has the operation for
 * all kinds of them.
 */
#ifndef TVS_OPS_DOCUMENT_H
#define TVS_OPS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "op.h"
#include "platform/error.h"
#include "storage/db_pool.h"

struct document_kind {
    const char *plural; /* the path's part, and the list's member */
    int max;            /* how many there may be */
    /* Can the document be used? */
    bool (*check)(const char *json, size_t len, struct error *err);
    enum statement put, read, list, remove;
};

extern const struct document_kind DOCUMENT_PROFILE;
extern const struct document_kind DOCUMENT_FORM;

void document_put(struct op *op, const struct document_kind *kind);
void document_get(struct op *op, const struct document_kind *kind);
void document_delete(struct op *op, const struct document_kind *kind);
void document_list(struct op *op, const struct document_kind *kind);

#endif
