/*
 * Reads the XML of a workbook's part, in slices, with the names of the format
 * told from those of extensions. No document type, no entities of its own,
 * nothing deeper than XML_MAX_DEPTH. The only file that knows expat.
 */
#ifndef TVS_WORKBOOK_XML_H
#define TVS_WORKBOOK_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

struct xml;
struct package;

/* `name` is an element's name without its namespace, and "" for elements that
 * are not the format's own. False ends the reading; `err` says why. */
struct xml_handlers {
    bool (*start)(void *ctx, const char *name, const char *const *attrs,
                  struct error *err);
    bool (*end)(void *ctx, const char *name, struct error *err);
    /* In pieces; NULL: not wanted. */
    bool (*text)(void *ctx, const char *data, size_t len, struct error *err);
};

/* `handlers` must outlive it. NULL when out of memory. */
struct xml *xml_new(const struct xml_handlers *handlers, void *ctx);
void xml_free(struct xml *xml);
MUSTCHECK bool xml_feed(struct xml *xml, const char *data, size_t len,
                        bool last, struct error *err);

/* All of a part. */
MUSTCHECK bool xml_read_part(struct package *package, const char *name,
                             const struct xml_handlers *handlers, void *ctx,
                             struct error *err);

/* --- attributes --- */

/* NULL: there is none. The name is one without a namespace. */
const char *xml_attr(const char *const *attrs, const char *name);
/* That which points at a relation, r:id. */
const char *xml_attr_relation(const char *const *attrs);
/* "1", "true" and "on". */
bool xml_attr_true(const char *const *attrs, const char *name);
/* Digits up to `maximum`, or -1. */
int xml_attr_int(const char *const *attrs, const char *name, int maximum);

#endif
