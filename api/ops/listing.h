/*
 * What the lists of the catalogue have in common: parameters, negotiation,
 * 304, the envelope {"meta":{...},"<name>":[...]}, and keyset paging. A list
 * is one table of functions; everything comes from the request's snapshot,
 * no SQL.
 */
#ifndef TVS_OPS_LISTING_H
#define TVS_OPS_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/json_writer.h"
#include "model/catalogue.h"
#include "op.h"

struct listing;

struct listing_kind {
    const char *name; /* of the array in the answer */
    /* NULL-terminated; those every list has (id, format, limit and cursor if
     * paged) included. */
    const char *const *params;
    bool paged;
    /* The rows in the order of the list, which never changes for two of them;
     * NULL behind the last. */
    const void *(*row_at)(const struct catalogue *cat, size_t index);
    const char *(*code)(const void *row);
    /* Reads the list's own parameters and notes their faults. May be NULL. */
    void (*parse)(struct listing *list);
    /* May be NULL: all. */
    bool (*keep)(const struct listing *list, const void *row);
    /* Before the first row is written. May be NULL. */
    void (*prepare)(struct listing *list);
    /* The members of one row's object. */
    void (*write)(struct listing *list, const void *row);
};

struct listing {
    struct op *op;
    const struct listing_kind *kind;
    struct json_writer json;
    /* What lists filter by; NULL: not asked for. */
    const struct area *area;
    const char *level;
    const char *text; /* q= */
    int number;       /* the list's own */
    int *counts;      /* the list's own */
};

/* Answers the request. */
void listing_run(struct op *op, const struct listing_kind *kind);

/* Parameter -> area of the snapshot; an unknown one is noted. */
const struct area *listing_area(struct listing *list, const char *param);
/* Does one of a row's code and names hold the text of q=? Letters of ASCII
 * match in either case. */
bool listing_has_text(const struct listing *list, const char *code,
                      const char *name_zh, const char *name_en);
/* "2024-09-01" or null for 0. */
void listing_date(struct json_writer *json, const char *key, int yyyymmdd);

#endif
