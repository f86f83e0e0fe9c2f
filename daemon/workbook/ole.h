/*
 * The container that an .xls is: streams with names, in sectors that are
 * chained by a table. Everything in it is checked against the file: no chain
 * is longer than the file has sectors, and none is used that is not there.
 */
#ifndef TVS_WORKBOOK_OLE_H
#define TVS_WORKBOOK_OLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"

struct ole;

/* `data` stays the caller's and must outlive it. NULL: why is in `err`. */
struct ole *ole_open(const void *data, size_t len, struct error *err);
void ole_close(struct ole *ole);

/* Is there such a stream or storage at the top? Names are of ASCII. */
bool ole_has(const struct ole *ole, const char *name);
/* All of a stream that ole_has(), for the caller to free(). NULL: why is in
 * `err`. */
unsigned char *ole_read(const struct ole *ole, const char *name, size_t *len,
                        struct error *err);

#endif
