/* Texts as a workbook can hold them. */
#ifndef TVS_FORMATS_XLSX_TEXT_H
#define TVS_FORMATS_XLSX_TEXT_H

#include <stdbool.h>

/* A cell holds that many bytes; a longer text is cut. */
#define XLSX_TEXT_MAX 32767
#define XLSX_TEXT_SIZE (XLSX_TEXT_MAX + 1)

/*
 * Copies a text: what is no character of XML (U+FFFE, U+FFFF) is U+FFFD, what
 * would be read as an escape ("_x0041_") gets its underscore escaped
 * ("_x005F_x0041_"), and what does not fit is cut between characters.
 */
void xlsx_text(const char *text, char out[XLSX_TEXT_SIZE]);
/* Is the copy the text itself? */
bool xlsx_text_same(const char *text);

#endif
