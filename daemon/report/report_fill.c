#include "report/report_fill.h"

#include <string.h>

#include "platform/check.h"
#include "platform/macros.h"
#include "report/report_fill_impl.h"

/* --- what is said behind a sentence --- */

/* The figures of the slots that were printed. */
struct behind {
    bool provisional, estimated, forecast;
    int reported, expected; /* where the fewest reported; expected 0: all */
};

static void look_at(const struct report_fill *fill, int figure,
                    struct behind *behind)
{
    const struct report_value *value = &fill->show.values[figure];
    behind->provisional |= value->status == 'P';
    behind->estimated |= value->status == 'E';
    behind->forecast |= value->status == 'F';
    const struct report_figure *declared =
        &fill->show.template->figures[figure];
    /* Not every school has every member. */
    bool whole = declared->where_count == 0 && declared->by == NULL;
    if (declared->partial || !whole || value->reported >= value->expected) {
        return;
    }
    if (behind->expected == 0 ||
        (int64_t)value->reported * behind->expected <
            (int64_t)behind->reported * value->expected) {
        behind->reported = value->reported;
        behind->expected = value->expected;
    }
}

static struct behind behind_of(const struct report_fill *fill)
{
    struct behind behind = {0};
    for (int i = 0; i < fill->printed_count; i++) {
        const struct report_slot *slot = fill->slots[i];
        for (int j = 0; j < slot->term_count; j++) {
            look_at(fill, slot->terms[j].figure, &behind);
        }
    }
    return behind;
}

static void add_bracket(struct buffer *out, enum lang lang, const char *zh,
                        const char *en)
{
    buffer_add_str(out, lang == LANG_ZH ? "（" : " (");
    buffer_add_str(out, lang == LANG_ZH ? zh : en);
    buffer_add_str(out, lang == LANG_ZH ? "）" : ")");
}

static void write_behind(const struct behind *behind, enum lang lang,
                         struct buffer *out)
{
    if (behind->expected > 0) {
        buffer_add_str(out, lang == LANG_ZH ? "（" : " (");
        report_show_coverage(behind->reported, behind->expected, lang, out);
        buffer_add_str(out, lang == LANG_ZH ? "）" : ")");
    }
    if (behind->provisional) {
        add_bracket(out, lang, "初步统计", "provisional");
    }
    if (behind->estimated) {
        add_bracket(out, lang, "含推算数", "in part estimated");
    }
    if (behind->forecast) {
        add_bracket(out, lang, "预计数", "forecast");
    }
}

/* The bytes of the full stop that the text ends with, 0 without one. */
static size_t stop_length(const struct buffer *text)
{
    static const char *const STOPS[] = {"。", ".", "；", ";"};
    for (size_t i = 0; i < ARRAY_LEN(STOPS); i++) {
        size_t len = strlen(STOPS[i]);
        if (text->len >= len &&
            memcmp(text->data + text->len - len, STOPS[i], len) == 0) {
            return len;
        }
    }
    return 0;
}

/* Before the full stop. */
static void add_behind(struct report_fill *fill, const struct behind *behind)
{
    char stop[8] = "";
    struct buffer *out = &fill->out;
    size_t len = stop_length(out);
    memcpy(stop, out->data + out->len - len, len);
    out->len -= len;
    write_behind(behind, fill->show.template->lang, out);
    buffer_add(out, stop, len);
}

/* --- sentences --- */

static void clear(struct report_fill *fill)
{
    buffer_clear(&fill->out);
    fill->printed_count = 0;
    fill->lacking_count = 0;
}

static const void *keep(struct report_fill *fill, const void *list, int count,
                        size_t size)
{
    void *out = arena_alloc(fill->arena, (size_t)(count + 1) * size);
    if (count > 0) {
        memcpy(out, list, (size_t)count * size);
    }
    return out;
}

static void take_text(struct report_fill *fill, struct report_said *said)
{
    struct behind behind = behind_of(fill);
    add_behind(fill, &behind);
    report_note_rates(fill);
    struct report_show *show = &fill->show;
    show->provisional |= behind.provisional;
    if (behind.expected > 0 &&
        (show->expected == 0 ||
         (int64_t)behind.reported * show->expected <
             (int64_t)show->reported * behind.expected)) {
        show->reported = behind.reported;
        show->expected = behind.expected;
    }
    said->text = arena_copy(fill->arena, fill->out.data, fill->out.len);
    said->printed_count = fill->printed_count;
    said->printed =
        keep(fill, fill->printed, fill->printed_count, sizeof(*fill->printed));
}

static void take_lacking(struct report_fill *fill, struct report_said *said)
{
    said->lacking_count = fill->lacking_count;
    said->lacking =
        keep(fill, fill->lacking, fill->lacking_count, sizeof(*fill->lacking));
}

static bool fill_text(struct report_fill *fill, const struct report_body *body)
{
    clear(fill);
    return report_fill_body(fill, body) && fill->out.len > 0 &&
           !fill->out.failed;
}

static void fill_sentence(struct report_fill *fill,
                          const struct report_sentence *sentence,
                          struct report_said *said)
{
    *said = (struct report_said){.sentence = sentence};
    fill->sentence = sentence->id;
    for (int i = 0; i < sentence->text_count; i++) {
        bool whole = fill_text(fill, &sentence->texts[i]);
        if (whole) {
            take_text(fill, said);
            said->alternative = i > 0;
            said->lacking_count = 0;
            return;
        }
        if (i == 0) {
            take_lacking(fill, said);
        }
    }
    if (fill->show.context->draft && sentence->text_count > 0 &&
        !fill_text(fill, &sentence->texts[0]) && fill->out.len > 0) {
        take_text(fill, said);
    }
}

/* Sentences without a figure of their own speak of the whole: they wait for
 * the others. */
static bool is_about_whole(const struct report_body *body)
{
    for (int i = 0; i < body->count; i++) {
        const struct report_piece *piece = &body->pieces[i];
        bool fact = piece->kind == REPORT_PIECE_SLOT &&
                    (piece->slot.fact == REPORT_FACT_PROVISIONAL ||
                     piece->slot.fact == REPORT_FACT_COVERAGE);
        if (fact || (piece->kind == REPORT_PIECE_CLAUSE &&
                     is_about_whole(&piece->inner))) {
            return true;
        }
    }
    return false;
}

static bool waits(const struct report_sentence *sentence)
{
    for (int i = 0; i < sentence->text_count; i++) {
        if (is_about_whole(&sentence->texts[i])) {
            return true;
        }
    }
    return false;
}

static void fill_all(struct report_fill *fill, struct report_said *said)
{
    const struct report_template *template = fill->show.template;
    for (int late = 0; late < 2; late++) {
        for (int i = 0; i < template->sentence_count; i++) {
            if (waits(&template->sentences[i]) == (late == 1)) {
                fill_sentence(fill, &template->sentences[i], &said[i]);
            }
        }
    }
}

static const char *fill_title(struct report_fill *fill)
{
    fill->sentence = "";
    return fill_text(fill, &fill->show.template->title)
               ? arena_copy(fill->arena, fill->out.data, fill->out.len)
               : "";
}

const struct report_text *report_fill(const struct report_template *template,
                                      const struct report_value *values,
                                      const struct report_context *context,
                                      struct arena *arena)
{
    struct report_text *text = arena_zalloc(arena, 1, sizeof(*text));
    struct report_fill *fill = arena_zalloc(arena, 1, sizeof(*fill));
    struct report_said *said = arena_zalloc(
        arena, (size_t) template->sentence_count + 1, sizeof(*said));
    fill->arena = arena;
    fill->show = (struct report_show){.template = template,
                                      .values = values,
                                      .context = context,
                                      .arena = arena};
    buffer_init(&fill->out, REPORT_MAX_OUTPUT);
    fill_all(fill, said);
    text->title = fill_title(fill);
    text->said = said;
    text->said_count = template->sentence_count;
    text->notes = fill->notes;
    text->note_count = fill->note_count;
    buffer_fini(&fill->out);
    return text;
}
