/*
 * Unified social credit codes (统一社会信用代码) of GB 32100-2015: how an
 * enterprise is told from another one. A code is read as it was meant by its
 * writer (letters raised, full-width characters narrowed, spaces left out) and
 * then either is right or is not; nothing is ever put right.
 */
#ifndef TVS_MODEL_CREDIT_CODE_H
#define TVS_MODEL_CREDIT_CODE_H

#include <stdbool.h>
#include <stddef.h>

#define CREDIT_CODE_LEN 18
#define CREDIT_CODE_SIZE (CREDIT_CODE_LEN + 1)

enum credit_code_verdict {
    CREDIT_CODE_OK,
    CREDIT_CODE_NUMBER,    /* a spreadsheet took it for a number */
    CREDIT_CODE_LENGTH,    /* not 18 characters: `length` */
    CREDIT_CODE_CHARACTER, /* `found` at `position` is not of the alphabet;
                              `meant` is what it is often mistaken for */
    CREDIT_CODE_STRUCTURE, /* `found` at `position` cannot stand there */
    CREDIT_CODE_CHECK,     /* `found` is not the check character `meant` */
};

struct credit_code {
    char text[CREDIT_CODE_SIZE]; /* of CREDIT_CODE_OK; "" else */
    int length;                  /* characters, spaces left out */
    int position;                /* 1..18 */
    char found;                  /* '?' for what is not ASCII */
    char meant;                  /* '\0': no idea */
};

/* The text is UTF-8, not necessarily valid. */
enum credit_code_verdict credit_code_read(const char *text, size_t len,
                                          struct credit_code *out);
/* The 18th character for the first 17, all of them of the alphabet; '\0' when
 * they are not. */
char credit_code_check_char(const char *first17);
/* Characters 9 to 17 of a right code are an organisation code of GB 11714
 * with a check character of its own. Where it does not fit, the code may still
 * be right: worth a warning, no more. */
bool credit_code_inner_fits(const char *code);

#endif
