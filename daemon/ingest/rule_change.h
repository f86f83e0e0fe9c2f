/*
 * The body of PUT /v1/validations/{id}: {"enabled":true,"level":"E","checks":
 * [{"number":1,"indicator":"students_ft","parameters":{"percent":20},
 * "remove":true}]}, all members but a check's number optional. What the rule
 * and its checks allow is for the store to say; this is the form of it.
 */
#ifndef TVS_INGEST_RULE_CHANGE_H
#define TVS_INGEST_RULE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

#define RULE_CHANGE_MAX_CHECKS 100
#define RULE_CHANGE_MAX_LIMIT 1000000000 /* of a parameter; from 0 */

/* FAULT_BAD_JSON, or FAULT_BAD_RULE_CHANGE with the member's name. */
MUSTCHECK bool rule_change_check(const char *text, size_t len,
                                 struct error *err);

#endif
