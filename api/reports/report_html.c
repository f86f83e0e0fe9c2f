#include "reports/report_document.h"

#include "report_layout.h"
#include "reports/report_words.h"

/* --- text --- */

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return (unsigned char)c < ' ' || c == 0x7F ? " " : NULL;
    }
}

static void add_text(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *escape = escape_of(*text);
        if (escape != NULL) {
            buffer_add_str(out, escape);
        } else {
            buffer_add_char(out, *text);
        }
    }
}

/* `open` and `close` are tags as they stand. */
static void add_element(struct buffer *out, const char *open, const char *text,
                        const char *close)
{
    buffer_add_str(out, open);
    add_text(out, text);
    buffer_add_str(out, close);
}

/* --- the parts of a document --- */

static void add_head(struct buffer *out, const struct report_document *doc)
{
    buffer_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width\">\n",
                  report_word(REPORT_WORD_LANG, doc->lang));
    add_element(out, "<title>", doc->title, "</title>\n<style>\n");
    buffer_add(out, REPORT_LAYOUT_CSS, REPORT_LAYOUT_CSS_SIZE);
    buffer_add_str(out, "</style>\n</head>\n<body>\n<main>\n");
    add_element(out, "<h1>", doc->title, "</h1>\n");
    if (doc->subtitle != NULL) {
        add_element(out, "<p class=\"subtitle\">", doc->subtitle, "</p>\n");
    }
}

static void add_heading(struct buffer *out, int number, enum lang lang,
                        const char *text)
{
    char text_of_number[REPORT_NUMBER_SIZE];
    buffer_add_str(out, "<h2>");
    add_text(out, report_number(number, lang, text_of_number));
    add_element(out, "", text, "</h2>\n");
}

static void add_section(struct buffer *out,
                        const struct report_section *section)
{
    for (int i = 0; i < section->count; i++) {
        add_element(out, "<p id=\"", section->paragraphs[i].id, "\">");
        add_element(out, "", section->paragraphs[i].text, "</p>\n");
    }
}

static void add_table_head(struct buffer *out, enum lang lang)
{
    buffer_add_str(out, "<table>\n<thead>\n<tr>");
    for (int word = REPORT_WORD_LABEL; word <= REPORT_WORD_CHANGE; word++) {
        add_element(out, "<th scope=\"col\">",
                    report_word((enum report_word)word, lang), "</th>");
    }
    buffer_add_str(out, "</tr>\n</thead>\n<tbody>\n");
}

static void add_table(struct buffer *out, const struct report_document *doc)
{
    add_table_head(out, doc->lang);
    for (int i = 0; i < doc->line_count; i++) {
        const struct report_line *line = &doc->lines[i];
        add_element(out, "<tr><th scope=\"row\">", line->label, "</th>");
        add_element(out, "<td class=\"unit\">", line->unit, "</td>");
        add_element(out, "<td>", line->value, "</td>");
        add_element(out, "<td>", line->base, "</td>");
        add_element(out, "<td>", line->change, "</td></tr>\n");
    }
    buffer_add_str(out, "</tbody>\n</table>\n");
}

static void add_notes(struct buffer *out, const struct report_document *doc)
{
    buffer_add_str(out, "<footer>\n");
    if (doc->note_count > 0) {
        add_element(out, "<h2>", report_word(REPORT_WORD_NOTES, doc->lang),
                    "</h2>\n<ol>\n");
        for (int i = 0; i < doc->note_count; i++) {
            add_element(out, "<li>", doc->notes[i], "</li>\n");
        }
        buffer_add_str(out, "</ol>\n");
    }
    buffer_printf(out, "<p>%s%lld</p>\n</footer>\n",
                  report_word(REPORT_WORD_REVISION, doc->lang),
                  (long long)doc->revision);
}

void report_html_write(const struct report_document *doc, struct buffer *out)
{
    int number = 0;
    add_head(out, doc);
    for (int i = 0; i < doc->section_count; i++) {
        if (doc->sections[i].heading != NULL) {
            add_heading(out, ++number, doc->lang, doc->sections[i].heading);
        }
        add_section(out, &doc->sections[i]);
    }
    if (doc->line_count > 0) {
        add_heading(out, ++number, doc->lang,
                    report_word(REPORT_WORD_TABLE, doc->lang));
        add_table(out, doc);
    }
    add_notes(out, doc);
    buffer_add_str(out, "</main>\n</body>\n</html>\n");
}
