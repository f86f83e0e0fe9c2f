/*
 * One cell of a form that should hold a code of digits and letters: a school's
 * code, a credit code, a telephone number. A spreadsheet that took it for a
 * number keeps 15 digits of it and may show it as 3.6E+09: refused, for
 * nobody knows what it was.
 */
#ifndef TVS_INGEST_FORM_CODE_H
#define TVS_INGEST_FORM_CODE_H

#include "ingest/sheet.h"
#include "platform/error.h"
#include "platform/macros.h"

#define FORM_CODE_MAX 64 /* bytes */

/* Narrow, without white space and leading apostrophe, "" for an empty cell.
 * False with a fault; `what` names the code in its message ("学校标识码"). */
MUSTCHECK bool form_code_read(const struct sheet_cell *cell, const char *what,
                              char out[FORM_CODE_MAX + 1], struct error *err);

#endif
