#include <string.h>

#include "platform/check.h"
#include "report/report_fill_impl.h"
#include "report/wording.h"

#define NOTE_MAX 2048 /* bytes of one */

static enum lang lang_of(const struct report_fill *fill)
{
    return fill->show.template->lang;
}

static void add_note(struct report_fill *fill, const struct buffer *text)
{
    for (int i = 0; i < fill->note_count; i++) {
        if (strcmp(fill->notes[i].text, text->data) == 0) {
            return;
        }
    }
    if (fill->note_count < REPORT_MAX_NOTES) {
        fill->notes[fill->note_count++] = (struct report_note){
            fill->sentence, arena_copy(fill->arena, text->data, text->len)};
    }
}

static const char *name_of(const struct indicator *indicator, enum lang lang)
{
    bool english = lang == LANG_EN && indicator->name_en[0] != '\0';
    return english ? indicator->name_en : indicator->name_zh;
}

/* Its code where it has no name. */
static const char *member_name(const struct report_fill *fill,
                               const char *dimension, const char *code)
{
    const struct catalogue *cat = fill->show.context->catalogue;
    const struct dimension *found =
        cat == NULL ? NULL
                    : catalogue_dimension(cat, dimension, strlen(dimension));
    const struct member *member =
        found == NULL ? NULL : catalogue_member(cat, found, code, strlen(code));
    if (member == NULL) {
        return code;
    }
    const char *name =
        lang_of(fill) == LANG_EN ? member->name_en : member->name_zh;
    return name == NULL || *name == '\0' ? code : name;
}

static void add_members(const struct report_fill *fill,
                        const struct report_figure *figure, struct buffer *out)
{
    bool english = lang_of(fill) == LANG_EN;
    const char *comma = english ? ", " : "、";
    for (int i = 0; i < figure->where_count; i++) {
        const struct report_where *where = &figure->where[i];
        buffer_add_str(out, english ? " (" : "（");
        for (int j = 0; j < where->count; j++) {
            buffer_add_str(out, j > 0 ? comma : "");
            buffer_add_str(
                out, member_name(fill, where->dimension, where->members[j]));
        }
        buffer_add_str(out, english ? ")" : "）");
    }
}

/* What the figure is called, with the members it is of. */
static void add_name(const struct report_fill *fill, int figure,
                     struct buffer *out)
{
    const struct report_value *value = &fill->show.values[figure];
    const struct report_figure *declared =
        &fill->show.template->figures[figure];
    if (value->indicator == NULL) {
        buffer_add_str(out, declared->indicator);
    } else {
        buffer_add_str(out, name_of(value->indicator, lang_of(fill)));
    }
    add_members(fill, declared, out);
}

/* --- why there is no change --- */

/* `%s` is with what it is compared. */
static const char *const REASONS[][2] = {
    [CHANGE_BASE_MISSING] = {"%s无可比数据，未作比较。",
                             "nothing to compare with for %s."},
    [CHANGE_BREAK] = {"统计口径调整，与%s不可比。",
                      "the definition changed; not comparable with %s."},
    [CHANGE_COVERAGE] = {"上报不全，暂不计算与%s相比的变化。",
                         "too few reports to compare with %s."},
};

static void add_reason(const struct report_fill *fill,
                       const struct report_slot *slot, int figure,
                       struct buffer *out)
{
    const struct report_value *value = &fill->show.values[figure];
    enum lang lang = lang_of(fill);
    enum change_reason reason = wording_reason(value);
    bool part = fill->show.context->through < REPORT_MONTHS;
    struct wording_prior prior =
        slot->than != NULL ? wording_than(slot->than, fill->arena)
                           : wording_prior(value, fill->show.context->year,
                                           part, lang, fill->arena);
    const char *words = "%s";
    if (reason == CHANGE_BASE_MISSING || reason == CHANGE_BREAK ||
        reason == CHANGE_COVERAGE) {
        words = REASONS[reason][lang == LANG_EN];
    } else {
        buffer_add_str(out, lang == LANG_EN ? "not available." : "无法计算。");
        return;
    }
    size_t before = strcspn(words, "%");
    buffer_add(out, words, before);
    buffer_add_str(out, prior.noun);
    buffer_add_str(out, words + before + strlen("%s"));
}

void report_note_lacking(struct report_fill *fill,
                         const struct report_slot *slot,
                         const struct report_lacking *lacking)
{
    if (lacking->figure < 0) {
        return;
    }
    const struct report_value *value = &fill->show.values[lacking->figure];
    bool english = lang_of(fill) == LANG_EN;
    struct buffer text;
    buffer_init(&text, NOTE_MAX);
    add_name(fill, lacking->figure, &text);
    buffer_add_str(&text, english ? ": " : "：");
    if (value->state == REPORT_SUPPRESSED) {
        buffer_add_str(&text, english ? "withheld." : "依规定不予公布。");
    } else if (value->state == REPORT_MISSING) {
        buffer_add_str(&text, english ? "no figure for this period."
                                      : "本期数据暂缺。");
    } else {
        add_reason(fill, slot, lacking->figure, &text);
    }
    if (!text.failed) {
        add_note(fill, &text);
    }
    buffer_fini(&text);
}

/* --- denominators --- */

static void note_rate(struct report_fill *fill, int figure)
{
    const struct report_value *value = &fill->show.values[figure];
    enum lang lang = lang_of(fill);
    if (value->indicator == NULL || value->denominator == NULL) {
        return;
    }
    struct buffer text;
    buffer_init(&text, NOTE_MAX);
    buffer_printf(&text, lang == LANG_EN ? "%s: of %s." : "%s：以“%s”为分母。",
                  name_of(value->indicator, lang),
                  name_of(value->denominator, lang));
    if (!text.failed) {
        add_note(fill, &text);
    }
    buffer_fini(&text);
}

void report_note_rates(struct report_fill *fill)
{
    for (int i = 0; i < fill->printed_count; i++) {
        const struct report_slot *slot = fill->slots[i];
        for (int j = 0; j < slot->term_count; j++) {
            note_rate(fill, slot->terms[j].figure);
        }
    }
}
