/* The catalogue of indicators from the files that are imported as such, for
 * commands that do without a database. */
#ifndef TVS_CLI_CATALOGUE_H
#define TVS_CLI_CATALOGUE_H

#include <stdbool.h>

#include "model/catalogue.h"
#include "platform/buffer.h"

#define CLI_CATALOGUE_MAX 8388608 /* bytes of a file */

/*
 * Each file is a CSV of indicators or of dimensions (their headers tell), as
 * POST /v1/imports takes them. NULL: stderr says why.
 */
struct catalogue *cli_catalogue_read(const char *const *paths, int count);
/* The file's bytes; false: stderr says why, and nothing is to be given back. */
bool cli_read_file(const char *path, size_t max, struct buffer *out);

#endif
