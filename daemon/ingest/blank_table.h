/*
 * The bureau's table of blank tokens as JSON, checked before it is stored:
 *
 *   {"tokens": [{"token": "暂无", "value": null, "status": "L",
 *                "meaning_zh": "…", "meaning_en": "…", "log": "…"}, …]}
 *
 * A value is 0 or null and the status goes with it. Tokens of one class
 * (model/blank_token.h) must mean the same. What is a number, an error value
 * or a placeholder cannot be a token.
 */
#ifndef TVS_INGEST_BLANK_TABLE_H
#define TVS_INGEST_BLANK_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

/* False with FAULT_BAD_JSON, or FAULT_BAD_BLANK_TOKENS that names what is
 * wrong and where. */
MUSTCHECK bool blank_table_check(const char *json, size_t len,
                                 struct error *err);

#endif
