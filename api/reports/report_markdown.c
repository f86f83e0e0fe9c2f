#include "reports/report_document.h"

#include <stdbool.h>
#include <string.h>

#include "reports/report_words.h"

/* --- text that means nothing but itself --- */

static bool is_space(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What would begin something else at the beginning of a line: "1.", "-". */
static size_t mark_at_start(const char *text)
{
    size_t digits = 0;
    while (is_digit(text[digits])) {
        digits++;
    }
    if (digits > 0) {
        bool mark = text[digits] == '.' || text[digits] == ')';
        return mark && is_space(text[digits + 1]) ? digits + 1 : 0;
    }
    return *text != '\0' && strchr("#+-=", *text) != NULL ? 1 : 0;
}

/* Of a cell: in the middle of a line nothing begins. */
static void add_cell(struct buffer *out, const char *text, size_t mark)
{
    bool space = false;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (is_space(text[i])) {
            space = true; /* one for many, none at the end */
            continue;
        }
        buffer_add_str(out, space ? " " : "");
        space = false;
        if (i + 1 == mark || strchr("\\`*_[]<>&|~", text[i]) != NULL) {
            buffer_add_char(out, '\\');
        }
        buffer_add_char(out, text[i]);
    }
}

static void add_text(struct buffer *out, const char *text)
{
    while (is_space(*text) && *text != '\0') {
        text++;
    }
    add_cell(out, text, mark_at_start(text));
}

/* --- the parts of a document --- */

static void add_heading(struct buffer *out, const char *marks,
                        const char *number, const char *text)
{
    buffer_add_str(out, marks);
    buffer_add_str(out, number);
    add_text(out, text);
    buffer_add_str(out, "\n\n");
}

static void add_paragraph(struct buffer *out, const char *text)
{
    add_text(out, text);
    buffer_add_str(out, "\n\n");
}

static void add_row(struct buffer *out, const char *const cells[5])
{
    for (int i = 0; i < 5; i++) {
        buffer_add_str(out, "| ");
        add_cell(out, cells[i], 0);
        buffer_add_str(out, *cells[i] == '\0' ? "" : " ");
    }
    buffer_add_str(out, "|\n");
}

static void add_table(struct buffer *out, const struct report_document *doc)
{
    const char *const head[] = {
        report_word(REPORT_WORD_LABEL, doc->lang),
        report_word(REPORT_WORD_UNIT, doc->lang),
        report_word(REPORT_WORD_VALUE, doc->lang),
        report_word(REPORT_WORD_BASE, doc->lang),
        report_word(REPORT_WORD_CHANGE, doc->lang),
    };
    add_row(out, head);
    buffer_add_str(out, "| :-- | :-: | --: | --: | --: |\n");
    for (int i = 0; i < doc->line_count; i++) {
        const struct report_line *line = &doc->lines[i];
        const char *const cells[] = {line->label, line->unit, line->value,
                                     line->base, line->change};
        add_row(out, cells);
    }
    buffer_add_char(out, '\n');
}

/* A point of a list may hold one paragraph, which begins behind its mark. */
static void add_notes(struct buffer *out, const struct report_document *doc)
{
    for (int i = 0; i < doc->note_count; i++) {
        buffer_printf(out, "%d. ", i + 1);
        add_text(out, doc->notes[i]);
        buffer_add_char(out, '\n');
    }
    buffer_add_char(out, '\n');
}

void report_markdown_write(const struct report_document *doc,
                           struct buffer *out)
{
    char number[REPORT_NUMBER_SIZE];
    int count = 0;
    add_heading(out, "# ", "", doc->title);
    if (doc->subtitle != NULL) {
        add_paragraph(out, doc->subtitle);
    }
    for (int i = 0; i < doc->section_count; i++) {
        const struct report_section *section = &doc->sections[i];
        if (section->heading != NULL) {
            add_heading(out, "## ", report_number(++count, doc->lang, number),
                        section->heading);
        }
        for (int j = 0; j < section->count; j++) {
            add_paragraph(out, section->paragraphs[j].text);
        }
    }
    if (doc->line_count > 0) {
        add_heading(out, "## ", report_number(++count, doc->lang, number),
                    report_word(REPORT_WORD_TABLE, doc->lang));
        add_table(out, doc);
    }
    if (doc->note_count > 0) {
        add_heading(out, "## ", "", report_word(REPORT_WORD_NOTES, doc->lang));
        add_notes(out, doc);
    }
    buffer_printf(out, "%s%lld\n", report_word(REPORT_WORD_REVISION, doc->lang),
                  (long long)doc->revision);
}
