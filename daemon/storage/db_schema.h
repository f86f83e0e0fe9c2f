/* Is the schema in the database the one that this binary was built for? */
#ifndef TVS_STORAGE_DB_SCHEMA_H
#define TVS_STORAGE_DB_SCHEMA_H

#include <stdbool.h>

#include "platform/error.h"
#include "platform/macros.h"

struct db_result;

/* Judges the answer of schema_version.sql; detail says what to do. */
MUSTCHECK bool db_schema_judge(const struct db_result *result,
                               struct error *err);

#endif
