/*
 * What a client would like (RFC 9110 12.5). The lists come from a peer:
 * elements that make no sense are passed over, never an error.
 */
#ifndef TVS_HTTP_NEGOTIATE_H
#define TVS_HTTP_NEGOTIATE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/fault.h"

struct negotiate_item {
    const char *name; /* not NUL-terminated; `text/csv`, `gzip`, `zh-TW` */
    size_t len;
    int weight; /* q in thousandths: 0..1000 */
};

/* Takes the next element of a list off *list; false at its end. */
bool negotiate_next(const char **list, struct negotiate_item *item);

/* Accept-Encoding (NULL: absent): may the answer be gzip? */
bool negotiate_gzip(const char *accept_encoding);
/* Accept-Language (NULL: absent); Chinese when neither is preferred. */
enum lang negotiate_lang(const char *accept_language);

#endif
