/*
 * A profile: how a file laid out by somebody else becomes observations. The
 * JSON document (docs/profiles.md) is compiled once per import. Limits: 64
 * KiB of JSON, 256 columns, 64 tokens, 32 skip rules, patterns of at most 256
 * bytes (POSIX extended), templates of at most 256 bytes.
 */
#ifndef TVS_INGEST_PROFILE_H
#define TVS_INGEST_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

#define PROFILE_MAX_BYTES 65536

struct profile;

/* Parses and checks; NULL with FAULT_BAD_PROFILE or FAULT_BAD_JSON. */
struct profile *profile_compile(const char *json, size_t len,
                                struct error *err);
void profile_free(struct profile *profile);
/* "duplicates":"sum": rows with the same key are added up. */
bool profile_sums_duplicates(const struct profile *profile);

#endif
