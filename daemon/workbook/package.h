/*
 * The archive that an .xlsx is: its parts by name, inflated in slices and
 * never beyond the maxima. The only file that knows libzip.
 */
#ifndef TVS_WORKBOOK_PACKAGE_H
#define TVS_WORKBOOK_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

#define PACKAGE_SLICE 65536

struct package;

/* `data` stays the caller's and must outlive it. NULL: why is in `err`. */
struct package *package_open(const void *data, size_t len, struct error *err);
void package_close(struct package *package);

/* Names are compared without regard to case, as the format has it; never with
 * a slash in front. */
bool package_has(const struct package *package, const char *name);
/* Does any part lie in this folder, or have this name in whatever folder? */
bool package_has_under(const struct package *package, const char *folder);
bool package_has_named(const struct package *package, const char *base);

/* Takes one slice; false ends the reading, and `err` says why. */
typedef bool (*package_take_fn)(void *ctx, const char *data, size_t len,
                                struct error *err);
/* Inflates a part from its beginning to its end and checks its sum. */
MUSTCHECK bool package_read(struct package *package, const char *name,
                            package_take_fn take, void *ctx, struct error *err);

#endif
