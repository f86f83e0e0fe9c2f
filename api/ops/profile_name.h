/* The {name} of a profile's path. */
#ifndef TVS_OPS_PROFILE_NAME_H
#define TVS_OPS_PROFILE_NAME_H

#include <stdbool.h>

/* [A-Za-z0-9_-]{1,64} */
bool profile_name_valid(const char *name);

#endif
