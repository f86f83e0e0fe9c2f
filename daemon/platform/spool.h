/*
 * A file without a name: an upload waits in it for its turn, and whatever
 * happens to the process nothing is left behind.
 */
#ifndef TVS_PLATFORM_SPOOL_H
#define TVS_PLATFORM_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"

struct spool;

/* NULL: FAULT_STORAGE_FULL, or FAULT_INTERNAL (no such directory, ...). */
struct spool *spool_open(const char *dir, struct error *err);
/* One that has a name, in a directory that is open, and outlives its spool:
 * a new one, or one that was left. */
struct spool *spool_create(int dir, const char *name, struct error *err);
struct spool *spool_reopen(int dir, const char *name, struct error *err);
/* Appends all of it. False: FAULT_STORAGE_FULL or FAULT_INTERNAL; what was
 * written of it is not counted in spool_size(). */
MUSTCHECK bool spool_write(struct spool *spool, const void *data, size_t len,
                           struct error *err);
/* For pread(); stays the spool's. */
int spool_fd(const struct spool *spool);
int64_t spool_size(const struct spool *spool);
/* Somebody else wrote through a copy of the descriptor: takes the size from
 * the file. */
MUSTCHECK bool spool_measure(struct spool *spool, struct error *err);
/* The file is gone with it unless it has a name. NULL is fine. */
void spool_close(struct spool *spool);

#endif
