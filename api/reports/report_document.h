/*
 * A report that is ready to be printed: only text, in one language, with
 * nothing left to look up. Whoever prints it decides how it looks, not what
 * it says. Everything is borrowed.
 */
#ifndef TVS_REPORTS_REPORT_DOCUMENT_H
#define TVS_REPORTS_REPORT_DOCUMENT_H

#include <stdint.h>

#include "platform/buffer.h"
#include "platform/fault.h"

#define REPORT_DOCUMENT_MAX 4194304 /* bytes of it, however it is printed */

struct report_paragraph {
    const char *id; /* of the sentence: "T1" */
    const char *text;
};

struct report_section {
    const char *heading; /* without its number; NULL: the paragraphs follow
                            the title */
    const struct report_paragraph *paragraphs;
    int count;
};

/* One line of the table of figures; "" where there is nothing to say. */
struct report_line {
    const char *label, *unit, *value, *base, *change;
};

struct report_document {
    enum lang lang;
    const char *title;
    const char *subtitle; /* NULL: none */
    const struct report_section *sections;
    int section_count;
    const struct report_line *lines; /* none: there is no table */
    int line_count;
    const char *const *notes;
    int note_count;
    int64_t revision; /* of the figures */
};

/* CommonMark, with the one table in the form that is common for it. */
void report_markdown_write(const struct report_document *document,
                           struct buffer *out);
/* One page that needs nothing else, to be read and to be printed. */
void report_html_write(const struct report_document *document,
                       struct buffer *out);

#endif
