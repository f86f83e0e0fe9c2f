/*
 * A file without a name that is memory: for a library that writes to a path
 * only, and for what a child process gives back.
 */
#ifndef TVS_PLATFORM_NAMELESS_FILE_H
#define TVS_PLATFORM_NAMELESS_FILE_H

#include <stdbool.h>

#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"

#define NAMELESS_FILE_PATH_SIZE 32

/* The file, to be closed; -1: FAULT_INTERNAL. */
MUSTCHECK int nameless_file_open(struct error *err);
/* A path that opens it in this process and its children; `out` has
 * NAMELESS_FILE_PATH_SIZE bytes. */
void nameless_file_path(int fd, char *out);
/* Appends all of it; false: it is empty, could not be read, or is more than
 * `out` may hold. */
MUSTCHECK bool nameless_file_read(int fd, struct buffer *out);

#endif
