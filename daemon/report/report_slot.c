#include <string.h>

#include "platform/macros.h"
#include "report/report_keyword.h"
#include "report/report_parser.h"

static const char *const COLONS[] = {":", "：", NULL};
static const char *const SIGNS[] = {"+", "-", "/", NULL};
static const char *const SLASHES[] = {"/", "／", NULL};

/* What each form wants to know of its figure. */
static const unsigned NEEDS[REPORT_FORMS] = {
    [REPORT_VALUE] = REPORT_NEED_VALUE,
    [REPORT_BASE] = REPORT_NEED_BASE,
    [REPORT_CHG] = REPORT_NEED_BASE,
    [REPORT_PP] = REPORT_NEED_BASE,
    [REPORT_ABS] = REPORT_NEED_BASE,
    [REPORT_NET] = REPORT_NEED_BASE,
    [REPORT_SIZE] = REPORT_NEED_BASE,
    [REPORT_WORDS] = REPORT_NEED_BASE,
    [REPORT_JUDGE] = REPORT_NEED_BASE,
    [REPORT_NEW] = REPORT_NEED_BASE | REPORT_NEED_SETS,
    [REPORT_LOST] = REPORT_NEED_BASE | REPORT_NEED_SETS,
    [REPORT_KEPT] = REPORT_NEED_BASE | REPORT_NEED_SETS,
    [REPORT_NUMERATOR] = REPORT_NEED_PARTS,
    [REPORT_DENOMINATOR] = REPORT_NEED_PARTS,
    [REPORT_DATE] = REPORT_NEED_VALUE,
    [REPORT_PERIOD] = REPORT_NEED_VALUE,
    [REPORT_COUNT] = REPORT_NEED_MEMBERS,
    [REPORT_LIST] = REPORT_NEED_MEMBERS,
};

/* --- the format: what stands behind the colon --- */

static bool take_decimals(struct report_parser *parser, struct report_run word,
                          struct report_slot *slot)
{
    if (word.len != 2 || word.text[1] < '0' ||
        word.text[1] > '0' + REPORT_SCALE) {
        return report_parser_fault(parser, word, REPORT_FAULT_BAD_VALUE,
                                   report_parser_keep(parser, word),
                                   ".0, .1, .2, ...");
    }
    slot->decimals = word.text[1] - '0';
    return true;
}

/* "净增/净减/持平" */
static bool take_words(struct report_parser *parser, struct report_run *rest,
                       struct report_slot *slot)
{
    struct report_run all = *rest;
    struct report_run run = report_run_word(rest);
    size_t mark = 1;
    for (int i = 0; i < 3; i++) {
        size_t end = report_run_find(run, 0, SLASHES, &mark);
        bool last = end == run.len;
        if (end == 0 || last != (i == 2)) {
            return report_parser_fault(parser, all, REPORT_FAULT_BAD_VALUE,
                                       report_parser_keep(parser, all),
                                       "words 净增/净减/持平");
        }
        slot->words[i] =
            report_parser_keep(parser, report_run_cut(run, 0, end));
        run = report_run_cut(run, end + mark, run.len);
    }
    return true;
}

/* How many members: a number, if there is one. */
static bool take_most(struct report_parser *parser, struct report_run *rest,
                      struct report_slot *slot)
{
    if (rest->len == 0 || rest->text[0] < '0' || rest->text[0] > '9') {
        return true;
    }
    struct report_run word = report_run_word(rest);
    for (size_t i = 0; i < word.len; i++) {
        int digit = word.text[i] - '0';
        slot->most = slot->most * 10 + digit;
        if (digit < 0 || digit > 9 || slot->most > REPORT_MAX_LIST) {
            return report_parser_many(parser, word, "list", REPORT_MAX_LIST);
        }
    }
    return true;
}

static bool take_form(struct report_parser *parser, struct report_run word,
                      struct report_run *rest, struct report_slot *slot)
{
    int number = report_keyword(REPORT_KEYWORDS_FORM, word);
    if (number < 0) {
        return report_parser_fault(
            parser, word, REPORT_FAULT_UNKNOWN_FORM,
            report_parser_keep(parser, word),
            report_keyword_list(REPORT_KEYWORDS_FORM, parser->arena));
    }
    if (slot->form != REPORT_VALUE) {
        return report_parser_fault(parser, word, REPORT_FAULT_REPEATED,
                                   report_parser_keep(parser, word), NULL);
    }
    slot->form = (enum report_form)number;
    if (slot->form == REPORT_WORDS) {
        return take_words(parser, rest, slot);
    }
    return slot->form != REPORT_LIST || take_most(parser, rest, slot);
}

static bool take_format(struct report_parser *parser, struct report_run rest,
                        struct report_slot *slot)
{
    while (rest.len > 0) {
        struct report_run word = report_run_word(&rest);
        int unit = report_keyword(REPORT_KEYWORDS_UNIT, word);
        bool good = true;
        if (word.text[0] == '.') {
            good = take_decimals(parser, word, slot);
        } else if (report_run_is(word, "than") || report_run_is(word, "比")) {
            slot->than = report_parser_keep(parser, rest);
            rest = report_run_cut(rest, rest.len, rest.len);
        } else if (report_run_is(word, "verb") || report_run_is(word, "动词")) {
            slot->verb = true;
        } else if (unit >= 0) {
            slot->unit = (enum report_unit)unit;
        } else {
            good = take_form(parser, word, &rest, slot);
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

/* --- the expression: what stands before it --- */

static bool take_term(struct report_parser *parser, struct report_run name,
                      struct report_slot *slot, bool minus)
{
    if (slot->term_count == REPORT_MAX_TERMS) {
        return report_parser_many(parser, name, "+ -", REPORT_MAX_TERMS);
    }
    const char *text = NULL;
    if (!report_parser_name(parser, name, &text)) {
        return false;
    }
    int figure = report_template_figure(parser->out, name.text, name.len);
    if (figure < 0) {
        return report_parser_fault(parser, name, REPORT_FAULT_UNKNOWN_SLOT,
                                   text, NULL);
    }
    slot->terms[slot->term_count++] = (struct report_term){figure, minus};
    return true;
}

/* a, a+b-c, a/b */
static bool take_terms(struct report_parser *parser, struct report_run run,
                       struct report_slot *slot)
{
    struct report_run all = run;
    bool minus = false;
    for (;;) {
        size_t mark = 0;
        size_t end = report_run_find(run, 0, SIGNS, &mark);
        struct report_run name = report_run_trim(report_run_cut(run, 0, end));
        if (!take_term(parser, name, slot, minus)) {
            return false;
        }
        if (end == run.len) {
            break;
        }
        bool share = run.text[end] == '/';
        minus = run.text[end] == '-';
        if (slot->share || (share && slot->term_count > 1)) {
            return report_parser_fault(parser, all, REPORT_FAULT_EXPRESSION,
                                       NULL, NULL);
        }
        slot->share = share;
        run = report_run_cut(run, end + mark, run.len);
    }
    return true;
}

static bool take_fact(struct report_parser *parser, struct report_run name,
                      struct report_run format, struct report_slot *slot)
{
    int fact = report_keyword(REPORT_KEYWORDS_FACT, name);
    if (fact <= 0) {
        return false;
    }
    slot->fact = (enum report_fact)fact;
    if (format.len > 0) {
        report_parser_fault(parser, format, REPORT_FAULT_NO_FORMAT,
                            report_parser_keep(parser, name), NULL);
    }
    return true;
}

/* --- the slot --- */

/* Without blanks: how it is called in answers. */
static const char *slot_text(struct report_parser *parser,
                             struct report_run run)
{
    char *out = arena_alloc(parser->arena, run.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < run.len;) {
        size_t blank = report_run_blank(run, at);
        if (blank == 0) {
            out[len++] = run.text[at++];
        }
        at += blank;
    }
    out[len] = '\0';
    return out;
}

/* Sums and shares are values; members are counted or listed, all else is of
 * one figure. */
static bool check_form(struct report_parser *parser, struct report_run run,
                       const struct report_slot *slot)
{
    bool members = slot->form == REPORT_COUNT || slot->form == REPORT_LIST;
    if (slot->term_count > 1 && slot->form != REPORT_VALUE) {
        return report_parser_fault(parser, run, REPORT_FAULT_SUM_FORM, NULL,
                                   NULL);
    }
    for (int i = 0; i < slot->term_count; i++) {
        const struct report_figure *figure =
            &parser->figures[slot->terms[i].figure];
        if (members != (figure->by != NULL)) {
            return report_parser_fault(
                parser, run, members ? REPORT_FAULT_NOT_BY : REPORT_FAULT_BY,
                figure->name, NULL);
        }
    }
    return true;
}

bool report_slot_parse(struct report_parser *parser, struct report_run run,
                       struct report_slot *out)
{
    size_t mark = 0;
    size_t end = report_run_find(run, 0, COLONS, &mark);
    struct report_run name = report_run_trim(report_run_cut(run, 0, end));
    struct report_run format =
        report_run_trim(report_run_cut(run, end + mark, run.len));
    *out = (struct report_slot){.decimals = -1};
    out->text = slot_text(parser, run);
    if (take_fact(parser, name, format, out)) {
        return true;
    }
    if (!take_terms(parser, name, out) || !take_format(parser, format, out) ||
        !check_form(parser, run, out)) {
        return false;
    }
    for (int i = 0; i < out->term_count; i++) {
        parser->figures[out->terms[i].figure].needs |= NEEDS[out->form];
    }
    return true;
}
