/*
 * The record of an import as the columns of import_columns.inc.sql give it,
 * and who may see it: an administrator, and the submitter whose token sent
 * it. For anybody else it does not exist.
 */
#ifndef TVS_OPS_IMPORT_RECORD_H
#define TVS_OPS_IMPORT_RECORD_H

#include <stdbool.h>

#include "formats/json_writer.h"
#include "op.h"
#include "storage/db_pool.h"

#define IMPORT_CURSOR_SIZE 64 /* microseconds, '-', uuid, NUL */

/* The name that an import's actor must have, NULL: any. */
const char *import_record_actor(const struct op *op);
/* Lower or upper case hexadecimal digits and hyphens where they belong. */
bool import_record_id_valid(const char *id);
/* The members of one; `found`: rules found something, see errors_csv. */
void import_record_members(struct json_writer *json,
                           const struct db_result *result, int row, bool found);
/* One object. */
void import_record_write(struct json_writer *json,
                         const struct db_result *result, int row);
const char *import_record_state(const struct db_result *result, int row);
/* Answers with the one record. */
void import_record_send(struct op *op, const struct db_result *result);
/* What the next page begins behind. */
void import_record_cursor(const struct db_result *result, int row,
                          char out[IMPORT_CURSOR_SIZE]);
/* Splits a cursor in place into both of its parts. */
bool import_record_cursor_parse(char *cursor, const char **us, const char **id);

#endif
