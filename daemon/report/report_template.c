#include "report/report_template.h"

#include <string.h>

#include "platform/macros.h"
#include "report/report_keyword.h"
#include "report/report_parser.h"

#define DEFAULT_FLAT_PCT 500000 /* 0.5 % */
#define DEFAULT_FLAT_PP 50000   /* 0.05 points */

int report_template_figure(const struct report_template *template,
                           const char *name, size_t len)
{
    for (int i = 0; i < template->figure_count; i++) {
        const char *other = template->figures[i].name;
        if (strlen(other) == len && memcmp(other, name, len) == 0) {
            return i;
        }
    }
    return -1;
}

/* --- statements --- */

struct statement {
    const struct report_statement *lines;
    struct report_run text; /* all of it behind the word */
};

static void take_language(struct report_parser *parser,
                          const struct statement *statement)
{
    struct report_run text = statement->text;
    if (report_run_is(text, "zh") || report_run_is(text, "en")) {
        parser->out->lang = text.text[0] == 'z' ? LANG_ZH : LANG_EN;
        parser->source.spaced = parser->out->lang == LANG_EN;
        return;
    }
    report_parser_fault(parser, text, REPORT_FAULT_BAD_VALUE,
                        report_parser_keep(parser, text), "zh, en");
}

static void take_counts(struct report_parser *parser,
                        const struct statement *statement)
{
    int unit = report_keyword(REPORT_KEYWORDS_UNIT, statement->text);
    if (unit != REPORT_PLAIN && unit != REPORT_WAN) {
        report_parser_fault(parser, statement->text, REPORT_FAULT_BAD_VALUE,
                            report_parser_keep(parser, statement->text),
                            "plain, wan");
        return;
    }
    parser->out->ten_thousands = unit == REPORT_WAN;
}

/* nearly-flat 0.5% 0.05pp */
static void take_flat(struct report_parser *parser,
                      const struct statement *statement)
{
    struct report_run rest = statement->text;
    struct report_run pct = report_run_word(&rest);
    if (report_parser_number(parser, pct, &parser->out->flat_pct)) {
        (void)!report_parser_number(parser, rest, &parser->out->flat_pp);
    }
}

static void take_compare(struct report_parser *parser,
                         const struct statement *statement)
{
    int number = report_keyword(REPORT_KEYWORDS_ATTRIBUTE, statement->text);
    if (number != REPORT_MATCHED && number != REPORT_ALL) {
        report_parser_fault(parser, statement->text, REPORT_FAULT_BAD_VALUE,
                            report_parser_keep(parser, statement->text),
                            "matched, all");
        return;
    }
    parser->matched = number == REPORT_MATCHED;
}

static void take_figure(struct report_parser *parser,
                        const struct statement *statement)
{
    report_figure_parse(parser, statement->text);
}

static void take_title(struct report_parser *parser,
                       const struct statement *statement)
{
    report_body_parse(parser, statement->text, &parser->out->title);
}

static void take_section(struct report_parser *parser,
                         const struct statement *statement)
{
    parser->section = report_parser_keep(parser, statement->text);
}

/* --- sentences --- */

static void take_text(struct report_parser *parser, struct report_run text)
{
    struct report_sentence *sentence = parser->sentence;
    if (text.len == 0) {
        report_parser_fault(parser, text, REPORT_FAULT_NO_TEXT, sentence->id,
                            NULL);
    }
    if (sentence->text_count == REPORT_MAX_TEXTS) {
        report_parser_many(parser, text, "or", REPORT_MAX_TEXTS - 1);
        return;
    }
    report_body_parse(parser, text, &sentence->texts[sentence->text_count++]);
}

static bool take_id(struct report_parser *parser, struct report_run word,
                    struct report_sentence *sentence)
{
    if (!report_parser_name(parser, word, &sentence->id)) {
        return false;
    }
    for (int i = 0; i < parser->out->sentence_count; i++) {
        if (strcmp(parser->sentences[i].id, sentence->id) == 0) {
            return report_parser_fault(parser, word, REPORT_FAULT_REPEATED,
                                       sentence->id, NULL);
        }
    }
    return true;
}

/* sentence T1 B1: text, or the text on the lines that go on */
static void take_sentence(struct report_parser *parser,
                          const struct statement *statement)
{
    static const char *const COLONS[] = {":", "：", NULL};
    struct report_run first = statement->lines->first;
    size_t mark = 0;
    size_t colon = report_run_find(first, 0, COLONS, &mark);
    struct report_run head = report_run_cut(first, 0, colon);
    struct report_run id = report_run_word(&head);
    struct report_run blank = report_run_word(&head);
    parser->sentence = NULL;
    if (parser->out->sentence_count == REPORT_MAX_SENTENCES) {
        report_parser_many(parser, first, "sentence", REPORT_MAX_SENTENCES);
        return;
    }
    struct report_sentence sentence = {.blank = "", .section = parser->section};
    sentence.place = report_parser_place(parser, statement->lines->word);
    if (head.len > 0) {
        report_parser_fault(parser, head, REPORT_FAULT_HEAD, NULL, NULL);
    }
    if (!take_id(parser, id, &sentence) ||
        (blank.len > 0 &&
         !report_parser_name(parser, blank, &sentence.blank))) {
        return;
    }
    parser->sentence = &parser->sentences[parser->out->sentence_count++];
    *parser->sentence = sentence;
    struct report_statement lines = *statement->lines;
    lines.first =
        report_run_trim(report_run_cut(first, colon + mark, first.len));
    take_text(parser, report_script_whole(&parser->source, &lines));
}

static void take_or(struct report_parser *parser,
                    const struct statement *statement)
{
    if (parser->sentence == NULL) {
        report_parser_fault(parser, statement->lines->word,
                            REPORT_FAULT_STRAY_OR, NULL, NULL);
        return;
    }
    take_text(parser, statement->text);
}

/* --- passes --- */

/* Figures come first wherever they stand, so that a slot knows them. */
enum pass { SETTINGS, FIGURES, SENTENCES, PASSES };

static const struct {
    enum pass pass;
    bool once;
    void (*take)(struct report_parser *parser,
                 const struct statement *statement);
} VERBS[REPORT_VERBS] = {
    [REPORT_LANGUAGE] = {SETTINGS, true, take_language},
    [REPORT_COUNTS] = {SETTINGS, true, take_counts},
    [REPORT_FLAT] = {SETTINGS, true, take_flat},
    [REPORT_COMPARE] = {SETTINGS, true, take_compare},
    [REPORT_FIGURE] = {FIGURES, false, take_figure},
    [REPORT_TITLE] = {SENTENCES, true, take_title},
    [REPORT_SECTION] = {SENTENCES, false, take_section},
    [REPORT_SENTENCE] = {SENTENCES, false, take_sentence},
    [REPORT_OR] = {SENTENCES, false, take_or},
};

static void take_statement(struct report_parser *parser, enum pass pass,
                           const struct report_statement *lines, int *seen)
{
    int verb = report_keyword(REPORT_KEYWORDS_STATEMENT, lines->word);
    if (verb < 0 && pass == SETTINGS) {
        report_parser_fault(
            parser, lines->word, REPORT_FAULT_UNKNOWN_STATEMENT,
            report_parser_keep(parser, lines->word),
            report_keyword_list(REPORT_KEYWORDS_STATEMENT, parser->arena));
    }
    if (verb < 0 || VERBS[verb].pass != pass) {
        return;
    }
    if (seen[verb]++ > 0 && VERBS[verb].once) {
        report_parser_fault(
            parser, lines->word, REPORT_FAULT_REPEATED,
            report_keyword_text(REPORT_KEYWORDS_STATEMENT, verb), NULL);
        return;
    }
    struct statement statement = {
        .lines = lines,
        .text = report_script_whole(&parser->source, lines),
    };
    VERBS[verb].take(parser, &statement);
}

static void run_pass(struct report_parser *parser, enum pass pass, int *seen)
{
    struct report_statement lines;
    int at = 0;
    while (report_script_next(&parser->source, &at, &lines)) {
        take_statement(parser, pass, &lines, seen);
    }
}

static void check_whole(struct report_parser *parser, const int *seen)
{
    static const struct report_place TOP = {1, 1};
    if (seen[REPORT_LANGUAGE] == 0) {
        report_faults_add(parser->faults, REPORT_FAULT_NO_LANGUAGE, TOP, NULL,
                          NULL);
    }
    if (seen[REPORT_TITLE] == 0) {
        report_faults_add(parser->faults, REPORT_FAULT_NO_TITLE, TOP, NULL,
                          NULL);
    }
    if (seen[REPORT_SENTENCE] == 0) {
        report_faults_add(parser->faults, REPORT_FAULT_NO_SENTENCE, TOP, NULL,
                          NULL);
    }
}

bool report_template_parse(struct report_template *out, const char *text,
                           size_t len, struct arena *arena,
                           struct report_faults *faults)
{
    struct report_parser parser = {
        .out = out, .section = "", .arena = arena, .faults = faults};
    int errors = faults->errors;
    int seen[REPORT_VERBS] = {0};
    *out = (struct report_template){
        .flat_pct = DEFAULT_FLAT_PCT,
        .flat_pp = DEFAULT_FLAT_PP,
    };
    parser.figures =
        arena_zalloc(arena, REPORT_MAX_FIGURES, sizeof(*parser.figures));
    parser.sentences =
        arena_zalloc(arena, REPORT_MAX_SENTENCES, sizeof(*parser.sentences));
    out->figures = parser.figures;
    out->sentences = parser.sentences;
    if (!report_script_init(&parser.source, text, len, arena, faults)) {
        return false;
    }
    struct report_script *script = arena_zalloc(arena, 1, sizeof(*script));
    *script = parser.source;
    out->script = script;
    for (int pass = SETTINGS; pass < PASSES; pass++) {
        run_pass(&parser, (enum pass)pass, seen);
    }
    check_whole(&parser, seen);
    return faults->errors == errors;
}
