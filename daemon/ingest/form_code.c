#include "ingest/form_code.h"

#include <string.h>

#include "ingest/form_text.h"
#include "platform/check.h"

#define SHEET_DIGITS 15 /* that a spreadsheet keeps of a number */

static bool refuse(const struct sheet_cell *cell, enum fault fault,
                   const char *what, struct error *err)
{
    char text[ERROR_ARG_SIZE];
    span_copy(cell->text, text, sizeof(text));
    return error_set(err, fault, text, what, NULL);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 3.63600123E+09, 3636001234.0: digits of a code end in neither. */
static bool is_number_text(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0) {
        return false;
    }
    const char *rest = text + digits;
    if (*rest == '.') {
        rest++;
        rest += strspn(rest, "0123456789");
        if (*rest == '\0') {
            return true;
        }
    }
    if (*rest != 'E' && *rest != 'e') {
        return false;
    }
    rest++;
    bool sign = *rest == '+' || *rest == '-';
    rest += sign;
    /* 12E3 may well be a code. */
    return is_digit(*rest) && strspn(rest, "0123456789") == strlen(rest) &&
           (sign || memchr(text, '.', digits + 1) != NULL);
}

static bool squeeze(const struct form_text *text, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] == ' ' || text->data[i] == '\n') {
            continue;
        }
        if (len == FORM_CODE_MAX) {
            return false;
        }
        out[len++] = text->data[i];
    }
    out[len] = '\0';
    return true;
}

bool form_code_read(const struct sheet_cell *cell, const char *what,
                    char out[FORM_CODE_MAX + 1], struct error *err)
{
    struct form_text text;
    switch (cell->kind) {
    case SHEET_EMPTY:
    case SHEET_TEXT:
    case SHEET_NUMBER:
        break;
    case SHEET_ERROR:
        return refuse(cell, FAULT_SHEET_ERROR, what, err);
    case SHEET_UNKNOWN:
        return refuse(cell, FAULT_FORMULA_VALUE, what, err);
    case SHEET_PERCENT:
    case SHEET_DATE:
    case SHEET_BOOL:
        return refuse(cell, FAULT_CODE_NUMBER, what, err);
    }
    if (!form_text_fold(cell->text, &text) || !squeeze(&text, out)) {
        return refuse(cell, FAULT_BAD_CODE, what, err);
    }
    bool lost = cell->kind == SHEET_NUMBER && strlen(out) > SHEET_DIGITS;
    if (lost || is_number_text(out)) {
        return refuse(cell, FAULT_CODE_NUMBER, what, err);
    }
    return true;
}
