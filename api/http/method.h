/* The request methods that are known here; any other is answered 501. */
#ifndef TVS_HTTP_METHOD_H
#define TVS_HTTP_METHOD_H

#include <stdbool.h>
#include <stddef.h>

#include "http/request.h"

/* "GET"; never NULL. */
const char *method_name(enum http_method method);
/* False when the name is not in the table (names are case-sensitive). */
bool method_find(const char *name, size_t len, enum http_method *method);
/* Methods whose request body means nothing: it is dropped unread. */
bool method_ignores_body(enum http_method method);

#endif
