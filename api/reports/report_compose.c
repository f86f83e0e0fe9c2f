#include "reports/report_compose.h"

#include <string.h>

#include "reports/report_inquiry.h"
#include "reports/report_lines.h"

#define NOTE_MAX 4096

/* --- sections: sentences that stand below the same heading --- */

static bool is_same_section(const struct report_said *one,
                            const struct report_said *other)
{
    return strcmp(one->sentence->section, other->sentence->section) == 0;
}

/* A section of which no sentence could be said has no heading either. */
static void add_sections(const struct report_text *text,
                         struct report_document *doc, struct arena *arena)
{
    size_t room = (size_t)text->said_count + 1;
    struct report_section *sections =
        arena_zalloc(arena, room, sizeof(*sections));
    struct report_paragraph *paragraphs =
        arena_zalloc(arena, room, sizeof(*paragraphs));
    const struct report_said *last = NULL;
    struct report_section *section = sections - 1;
    for (int i = 0; i < text->said_count; i++) {
        const struct report_said *said = &text->said[i];
        if (said->text == NULL) {
            continue;
        }
        if (last == NULL || !is_same_section(last, said)) {
            bool named = *said->sentence->section != '\0';
            section++;
            section->heading = named ? said->sentence->section : NULL;
            section->paragraphs = paragraphs;
        }
        section->count++;
        *paragraphs++ =
            (struct report_paragraph){said->sentence->id, said->text};
        last = said;
    }
    doc->sections = sections;
    doc->section_count = (int)(section - sections) + 1;
}

/* --- notes --- */

static const char *lacking_text(const struct report_said *said, enum lang lang,
                                struct arena *arena)
{
    bool english = lang == LANG_EN;
    struct buffer out;
    buffer_init(&out, NOTE_MAX);
    buffer_printf(&out,
                  english ? "%s is not printed: no figure for "
                          : "%s未能生成，缺少：",
                  said->sentence->id);
    for (int i = 0; i < said->lacking_count; i++) {
        buffer_add_str(&out, i == 0 ? "" : english ? ", " : "、");
        buffer_add_str(&out, said->lacking[i].slot);
    }
    buffer_add_str(&out, english ? "." : "。");
    const char *text = arena_copy(arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

static void add_notes(const struct report_text *text,
                      struct report_document *doc, struct arena *arena)
{
    size_t room = (size_t)text->note_count + (size_t)text->said_count + 1;
    const char **notes = arena_alloc(arena, room * sizeof(*notes));
    int count = 0;
    for (int i = 0; i < text->note_count; i++) {
        notes[count++] = text->notes[i].text;
    }
    for (int i = 0; i < text->said_count; i++) {
        if (text->said[i].text == NULL) {
            notes[count++] = lacking_text(&text->said[i], doc->lang, arena);
        }
    }
    doc->notes = notes;
    doc->note_count = count;
}

static const char *subtitle_of(const struct report_inquiry *inquiry)
{
    if (!inquiry->op->app->config->demo) {
        return NULL;
    }
    return inquiry->request.lang == LANG_EN
               ? "Synthetic data: no figure is real"
               : "合成数据，并非真实统计";
}

const struct report_document *
report_compose(const struct report_inquiry *inquiry, struct arena *arena)
{
    struct report_document *doc = arena_zalloc(arena, 1, sizeof(*doc));
    doc->lang = inquiry->request.lang;
    doc->title = inquiry->text->title;
    doc->subtitle = subtitle_of(inquiry);
    doc->revision = inquiry->revision;
    add_sections(inquiry->text, doc, arena);
    doc->lines = report_lines_make(inquiry, arena, &doc->line_count);
    add_notes(inquiry->text, doc, arena);
    return doc;
}
