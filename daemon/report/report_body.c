#include <string.h>

#include "platform/buffer.h"
#include "platform/macros.h"
#include "report/report_keyword.h"
#include "report/report_parser.h"

static const char *const COLONS[] = {":", "：", NULL};
static const char *const BRACES[] = {"{", "}", NULL};
static const char *const WIDE[] = {"｛", "｝", "［", "］", NULL};
static const char *const NARROW[] = {"{", "}", "[", "]"};

#define WIDE_QUESTION "？"

/* Pieces of one level as they come. */
struct node {
    struct report_piece piece;
    struct node *next;
};

struct level {
    struct node *first, **last;
    int count;
};

/* Where the parser stands in a text. */
struct walk {
    struct report_parser *parser;
    struct report_run run;
    size_t at;
    bool given_up; /* something was too much: the rest was not looked at */
};

static struct report_run here(const struct walk *walk)
{
    return report_run_cut(walk->run, walk->at, walk->run.len);
}

static void give_up(struct walk *walk, const char *what, int most)
{
    report_parser_many(walk->parser, here(walk), what, most);
    walk->at = walk->run.len;
    walk->given_up = true;
}

/* NULL: there are too many. */
static struct report_piece *add_piece(struct walk *walk, struct level *level,
                                      enum report_piece_kind kind)
{
    struct report_parser *parser = walk->parser;
    if (parser->pieces == REPORT_MAX_PIECES) {
        give_up(walk, "{ } [ ]", REPORT_MAX_PIECES);
        return NULL;
    }
    struct node *node = arena_zalloc(parser->arena, 1, sizeof(*node));
    node->piece.kind = kind;
    node->piece.when_figure = -1;
    node->piece.place = report_parser_place(parser, here(walk));
    *level->last = node;
    level->last = &node->next;
    level->count++;
    parser->pieces++;
    return &node->piece;
}

static struct report_body flatten(struct report_parser *parser,
                                  const struct level *level)
{
    struct report_piece *pieces =
        arena_zalloc(parser->arena, (size_t)level->count + 1, sizeof(*pieces));
    int count = 0;
    for (const struct node *node = level->first; node != NULL;
         node = node->next) {
        pieces[count++] = node->piece;
    }
    return (struct report_body){pieces, count};
}

/* --- words --- */

/* Signs of the language that came from a Chinese keyboard. */
static void check_wide(struct walk *walk, struct report_run text)
{
    size_t mark = 0;
    size_t at = report_run_find(text, 0, WIDE, &mark);
    for (size_t i = 0; at < text.len && i < ARRAY_LEN(NARROW); i++) {
        if (memcmp(text.text + at, WIDE[i], mark) == 0) {
            report_parser_fault(walk->parser,
                                report_run_cut(text, at, text.len),
                                REPORT_FAULT_WIDE_SIGN, WIDE[i], NARROW[i]);
        }
    }
}

/* Up to a sign; a backslash takes the next sign's meaning away. */
static void take_words(struct walk *walk, struct level *level)
{
    struct report_piece *piece = add_piece(walk, level, REPORT_PIECE_TEXT);
    if (piece == NULL) {
        return;
    }
    struct report_run run = walk->run;
    size_t start = walk->at;
    char *out = arena_alloc(walk->parser->arena, run.len - start + 1);
    uint32_t *from =
        arena_alloc(walk->parser->arena, (run.len - start + 1) * sizeof(*from));
    size_t len = 0;
    while (walk->at < run.len && strchr("{}[]", run.text[walk->at]) == NULL) {
        bool escape = run.text[walk->at] == '\\' && walk->at + 1 < run.len &&
                      strchr("{}[]\\", run.text[walk->at + 1]) != NULL;
        walk->at += escape;
        from[len] = run.from[walk->at];
        out[len++] = run.text[walk->at++];
    }
    from[len] = run.from[walk->at];
    out[len] = '\0';
    piece->text = out;
    piece->from = from;
    check_wide(walk, report_run_cut(run, start, walk->at));
}

/* --- slots --- */

static void take_slot(struct walk *walk, struct level *level)
{
    struct report_run rest =
        report_run_cut(walk->run, walk->at + 1, walk->run.len);
    size_t mark = 0;
    size_t end = report_run_find(rest, 0, BRACES, &mark);
    if (end == rest.len || rest.text[end] == '{') {
        report_parser_fault(walk->parser, here(walk),
                            REPORT_FAULT_UNCLOSED_SLOT, NULL, NULL);
        walk->at++;
        return;
    }
    struct report_piece *piece = add_piece(walk, level, REPORT_PIECE_SLOT);
    if (piece == NULL) {
        return;
    }
    struct report_run inside = report_run_trim(report_run_cut(rest, 0, end));
    report_slot_parse(walk->parser, inside, &piece->slot);
    walk->at += end + 2;
}

/* --- clauses --- */

/* "part-year", "NAME below-target" */
static void take_condition(struct walk *walk, struct report_run run,
                           struct report_piece *piece)
{
    struct report_parser *parser = walk->parser;
    struct report_run all = run;
    struct report_run first = report_run_word(&run);
    struct report_run word = run.len > 0 ? run : first;
    int when = report_keyword(REPORT_KEYWORDS_WHEN, word);
    bool of_figure = when == REPORT_BELOW_TARGET || when == REPORT_ABOVE_TARGET;
    if (when <= REPORT_ALWAYS || of_figure != (run.len > 0)) {
        report_parser_fault(
            parser, all, REPORT_FAULT_BAD_CONDITION,
            report_parser_keep(parser, all),
            report_keyword_list(REPORT_KEYWORDS_WHEN, parser->arena));
        return;
    }
    piece->when = (enum report_when)when;
    if (!of_figure) {
        return;
    }
    piece->when_figure =
        report_template_figure(parser->out, first.text, first.len);
    if (piece->when_figure < 0) {
        report_parser_fault(parser, first, REPORT_FAULT_UNKNOWN_SLOT,
                            report_parser_keep(parser, first), NULL);
        return;
    }
    struct report_figure *figure = &parser->figures[piece->when_figure];
    figure->needs |= REPORT_NEED_VALUE;
    if (!figure->has_target) {
        report_parser_fault(parser, first, REPORT_FAULT_NO_TARGET, figure->name,
                            NULL);
    }
}

/* [?CONDITION: ...] */
static void take_question(struct walk *walk, struct report_piece *piece)
{
    struct report_run rest = here(walk);
    size_t wide = strlen(WIDE_QUESTION);
    size_t sign = rest.len > 0 && rest.text[0] == '?' ? 1 : 0;
    if (rest.len >= wide && memcmp(rest.text, WIDE_QUESTION, wide) == 0) {
        sign = wide;
    }
    if (sign == 0) {
        return;
    }
    size_t mark = 0;
    size_t end = report_run_find(rest, 0, COLONS, &mark);
    take_condition(walk, report_run_trim(report_run_cut(rest, sign, end)),
                   piece);
    walk->at += end + mark;
}

static void take_level(struct walk *walk, int depth, struct report_body *out);

static void take_clause(struct walk *walk, struct level *level, int depth)
{
    struct report_run open = here(walk);
    struct report_piece *piece = add_piece(walk, level, REPORT_PIECE_CLAUSE);
    if (piece == NULL) {
        return;
    }
    walk->at++;
    if (depth == REPORT_MAX_NESTING) {
        walk->at--;
        give_up(walk, "[ [ ] ]", REPORT_MAX_NESTING);
        return;
    }
    take_question(walk, piece);
    take_level(walk, depth + 1, &piece->inner);
    if (walk->given_up) {
        return;
    }
    if (walk->at == walk->run.len) {
        report_parser_fault(walk->parser, open, REPORT_FAULT_UNCLOSED_CLAUSE,
                            NULL, NULL);
        return;
    }
    walk->at++;
}

/* Up to the end, or to the ] of a clause. */
static void take_level(struct walk *walk, int depth, struct report_body *out)
{
    struct level level = {.last = &level.first};
    while (walk->at < walk->run.len) {
        char c = walk->run.text[walk->at];
        if (c == ']' && depth > 0) {
            break;
        }
        if (c == '{') {
            take_slot(walk, &level);
        } else if (c == '[') {
            take_clause(walk, &level, depth);
        } else if (c == ']' || c == '}') {
            report_parser_fault(walk->parser, here(walk), REPORT_FAULT_UNOPENED,
                                c == ']' ? "]" : "}", NULL);
            walk->at++;
        } else {
            take_words(walk, &level);
        }
    }
    *out = flatten(walk->parser, &level);
}

void report_body_parse(struct report_parser *parser, struct report_run run,
                       struct report_body *out)
{
    struct walk walk = {.parser = parser, .run = report_run_trim(run)};
    parser->pieces = 0;
    take_level(&walk, 0, out);
}
