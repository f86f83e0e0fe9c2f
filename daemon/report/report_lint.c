#include "report/report_lint.h"

#include <string.h>

#include "report/report_lint_impl.h"
#include "report/report_script.h"

bool report_lint_is_phrase(const struct report_slot *slot)
{
    return slot->fact == REPORT_NO_FACT &&
           (slot->form == REPORT_CHG || slot->form == REPORT_PP ||
            slot->form == REPORT_ABS || slot->form == REPORT_NET);
}

const struct indicator *report_lint_indicator(const struct report_lint *lint,
                                              const struct report_slot *slot)
{
    return slot->fact != REPORT_NO_FACT
               ? NULL
               : lint->indicators[slot->terms[0].figure];
}

static const char *text_of(const struct report_lint *lint, int item)
{
    if (item < 0 || item >= lint->count ||
        lint->items[item].piece->kind != REPORT_PIECE_TEXT) {
        return "";
    }
    return lint->items[item].piece->text;
}

const char *report_lint_before(const struct report_lint *lint, int item)
{
    return text_of(lint, item - 1);
}

const char *report_lint_behind(const struct report_lint *lint, int item)
{
    return text_of(lint, item + 1);
}

struct report_place report_lint_place(const struct report_lint *lint,
                                      const struct report_piece *piece,
                                      size_t at)
{
    return report_script_place(lint->template->script, piece->from[at]);
}

/* --- a text --- */

static void flatten(struct report_lint *lint, const struct report_body *body,
                    int depth)
{
    for (int i = 0; i < body->count; i++) {
        const struct report_piece *piece = &body->pieces[i];
        if (piece->kind == REPORT_PIECE_CLAUSE) {
            flatten(lint, &piece->inner, depth + 1);
        } else if (lint->count < REPORT_LINT_ITEMS) {
            lint->items[lint->count++] =
                (struct report_lint_item){piece, depth};
        }
    }
}

static void lint_text(struct report_lint *lint, const struct report_body *body,
                      bool last)
{
    lint->count = 0;
    lint->last = last;
    flatten(lint, body, 0);
    report_lint_slots(lint);
    report_lint_words(lint);
    report_lint_signs(lint);
}

static void lint_sentence(struct report_lint *lint,
                          const struct report_sentence *sentence)
{
    for (int i = 0; i < sentence->text_count; i++) {
        lint_text(lint, &sentence->texts[i], i + 1 == sentence->text_count);
        report_lint_dates(lint);
    }
}

/* --- the whole --- */

static const struct indicator *const *
find_indicators(const struct report_template *template,
                const struct catalogue *cat, struct arena *arena)
{
    const struct indicator **found = arena_zalloc(
        arena, (size_t) template->figure_count + 1, sizeof(*found));
    for (int i = 0; cat != NULL && i < template->figure_count; i++) {
        const char *code = template->figures[i].indicator;
        found[i] = catalogue_indicator(cat, code, strlen(code));
    }
    return found;
}

void report_lint(const struct report_template *template,
                 const struct catalogue *cat, struct report_faults *faults)
{
    struct report_lint *lint = arena_zalloc(faults->arena, 1, sizeof(*lint));
    lint->template = template;
    lint->cat = cat;
    lint->faults = faults;
    lint->indicators = find_indicators(template, cat, faults->arena);
    report_lint_figures(lint);
    lint_text(lint, &template->title, true);
    lint->sentence = true;
    for (int i = 0; i < template->sentence_count; i++) {
        lint_sentence(lint, &template->sentences[i]);
    }
    report_faults_sort(faults);
}
