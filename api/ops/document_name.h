/* The {name} of a profile's or a form's path. */
#ifndef TVS_OPS_DOCUMENT_NAME_H
#define TVS_OPS_DOCUMENT_NAME_H

#include <stdbool.h>

/* [A-Za-z0-9_-]{1,64} */
bool document_name_valid(const char *name);

#endif
