#include <string.h>

#include "platform/macros.h"
#include "report/report_keyword.h"
#include "report/report_parser.h"

static const char *const EQUALS[] = {"=", "＝", NULL};
static const char *const COMMAS[] = {",", "，", "、", ";", "；", NULL};
static const char *const BARS[] = {"|", "｜", NULL};

/* Takes what stands before the next mark off *run. */
static struct report_run take_until(struct report_run *run,
                                    const char *const *marks)
{
    size_t mark = 0;
    size_t end = report_run_find(*run, 0, marks, &mark);
    struct report_run part = report_run_trim(report_run_cut(*run, 0, end));
    *run = report_run_trim(report_run_cut(*run, end + mark, run->len));
    return part;
}

/* --- attributes --- */

static bool take_members(struct report_parser *parser,
                         struct report_where *where, struct report_run run)
{
    while (run.len > 0) {
        if (where->count == REPORT_MAX_MEMBERS) {
            return report_parser_many(parser, run, "members",
                                      REPORT_MAX_MEMBERS);
        }
        struct report_run member = take_until(&run, BARS);
        if (member.len == 0 || member.len > REPORT_MAX_NAME) {
            return report_parser_fault(parser, member, REPORT_FAULT_BAD_NAME,
                                       report_parser_keep(parser, member),
                                       NULL);
        }
        where->members[where->count++] = report_parser_keep(parser, member);
    }
    return true;
}

/* where DIMENSION=MEMBER|MEMBER */
static bool take_where(struct report_parser *parser, struct report_run run,
                       struct report_figure *figure)
{
    if (figure->where_count == REPORT_MAX_WHERE) {
        return report_parser_many(parser, run, "where", REPORT_MAX_WHERE);
    }
    struct report_where *where = &figure->where[figure->where_count];
    struct report_run all = run;
    struct report_run dimension = take_until(&run, EQUALS);
    if (run.len == 0) {
        return report_parser_fault(parser, all, REPORT_FAULT_BAD_VALUE,
                                   report_parser_keep(parser, all),
                                   "where ent_tier=central");
    }
    if (!report_parser_code(parser, dimension, &where->dimension) ||
        !take_members(parser, where, run)) {
        return false;
    }
    figure->where_count++;
    return true;
}

static bool take_by(struct report_parser *parser, struct report_run run,
                    struct report_figure *figure)
{
    return report_parser_code(parser, run, &figure->by);
}

static bool take_matched(struct report_parser *parser, struct report_run run,
                         struct report_figure *figure)
{
    (void)parser;
    (void)run;
    figure->matched = true;
    return true;
}

static bool take_all(struct report_parser *parser, struct report_run run,
                     struct report_figure *figure)
{
    (void)parser;
    (void)run;
    figure->matched = false;
    return true;
}

static bool take_since(struct report_parser *parser, struct report_run run,
                       struct report_figure *figure)
{
    (void)parser;
    (void)run;
    figure->since_new_year = true;
    return true;
}

static bool take_partial(struct report_parser *parser, struct report_run run,
                         struct report_figure *figure)
{
    (void)parser;
    (void)run;
    figure->partial = true;
    return true;
}

static bool take_level(struct report_parser *parser, struct report_run run,
                       struct report_figure *figure)
{
    return report_parser_code(parser, run, &figure->level);
}

static bool take_target(struct report_parser *parser, struct report_run run,
                        struct report_figure *figure)
{
    figure->has_target = true;
    return report_parser_number(parser, run, &figure->target);
}

static bool take_material(struct report_parser *parser, struct report_run run,
                          struct report_figure *figure)
{
    figure->has_material = true;
    return report_parser_number(parser, run, &figure->material);
}

static const struct {
    bool operand;
    bool (*take)(struct report_parser *parser, struct report_run run,
                 struct report_figure *figure);
} ATTRIBUTES[REPORT_ATTRIBUTES] = {
    [REPORT_WHERE] = {true, take_where},
    [REPORT_BY] = {true, take_by},
    [REPORT_MATCHED] = {false, take_matched},
    [REPORT_ALL] = {false, take_all},
    [REPORT_SINCE_NEW_YEAR] = {false, take_since},
    [REPORT_PARTIAL] = {false, take_partial},
    [REPORT_LEVEL] = {true, take_level},
    [REPORT_TARGET] = {true, take_target},
    [REPORT_MATERIAL] = {true, take_material},
};

/* --- the statement --- */

static bool unknown_attribute(struct report_parser *parser,
                              struct report_run word)
{
    const char *periods =
        report_keyword_list(REPORT_KEYWORDS_PERIOD, parser->arena);
    const char *others =
        report_keyword_list(REPORT_KEYWORDS_ATTRIBUTE, parser->arena);
    size_t len = strlen(periods) + strlen(others) + 3;
    char *both = arena_alloc(parser->arena, len);
    char *end = stpcpy(stpcpy(both, periods), ", ");
    stpcpy(end, others);
    return report_parser_fault(parser, word, REPORT_FAULT_UNKNOWN_ATTRIBUTE,
                               report_parser_keep(parser, word), both);
}

/* `period` is set once; -1 before. */
static bool take_attribute(struct report_parser *parser, struct report_run run,
                           struct report_figure *figure, int *period)
{
    struct report_run word = report_run_word(&run);
    int number = report_keyword(REPORT_KEYWORDS_PERIOD, word);
    if (number >= 0 && *period >= 0) {
        return report_parser_fault(parser, word, REPORT_FAULT_REPEATED,
                                   "period", NULL);
    }
    if (number >= 0) {
        *period = number;
        return true;
    }
    number = report_keyword(REPORT_KEYWORDS_ATTRIBUTE, word);
    if (number < 0) {
        return unknown_attribute(parser, word);
    }
    if (ATTRIBUTES[number].operand != (run.len > 0)) {
        return report_parser_fault(
            parser, word, REPORT_FAULT_OPERAND,
            report_keyword_text(REPORT_KEYWORDS_ATTRIBUTE, number), NULL);
    }
    return ATTRIBUTES[number].take(parser, run, figure);
}

static bool check_name(struct report_parser *parser, struct report_run run,
                       const char **name)
{
    if (!report_parser_name(parser, run, name)) {
        return false;
    }
    if (report_keyword(REPORT_KEYWORDS_FACT, run) >= 0) {
        return report_parser_fault(parser, run, REPORT_FAULT_RESERVED, *name,
                                   NULL);
    }
    if (report_template_figure(parser->out, run.text, run.len) >= 0) {
        return report_parser_fault(parser, run, REPORT_FAULT_REPEATED, *name,
                                   NULL);
    }
    return true;
}

static bool take_figure(struct report_parser *parser, struct report_run run,
                        struct report_figure *figure)
{
    struct report_run name = take_until(&run, EQUALS);
    int period = -1;
    figure->place = report_parser_place(parser, name);
    if (run.len == 0) {
        return report_parser_fault(parser, name, REPORT_FAULT_BAD_FIGURE, NULL,
                                   NULL);
    }
    struct report_run indicator = take_until(&run, COMMAS);
    bool good = check_name(parser, name, &figure->name) &&
                report_parser_code(parser, indicator, &figure->indicator);
    while (run.len > 0) {
        struct report_run one = take_until(&run, COMMAS);
        good = take_attribute(parser, one, figure, &period) && good;
    }
    if (period < 0 && good) {
        return report_parser_fault(
            parser, name, REPORT_FAULT_NO_PERIOD, figure->name,
            report_keyword_list(REPORT_KEYWORDS_PERIOD, parser->arena));
    }
    figure->period = (enum report_period)(period < 0 ? 0 : period);
    return good;
}

void report_figure_parse(struct report_parser *parser, struct report_run run)
{
    struct report_template *out = parser->out;
    if (out->figure_count == REPORT_MAX_FIGURES) {
        report_parser_many(parser, run, "figure", REPORT_MAX_FIGURES);
        return;
    }
    /* The document's own choice, unless the figure makes another. */
    struct report_figure figure = {.matched = parser->matched};
    bool good = take_figure(parser, run, &figure);
    /* A figure with a fault is still a name that slots may use. */
    if (good || (figure.name != NULL && figure.indicator != NULL)) {
        parser->figures[out->figure_count++] = figure;
    }
}
