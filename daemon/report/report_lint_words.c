#include <string.h>

#include "platform/macros.h"
#include "report/report_lint_impl.h"

static bool ends_with(const char *text, const char *with)
{
    size_t len = strlen(text);
    size_t tail = strlen(with);
    return len >= tail && strcmp(text + len - tail, with) == 0;
}

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* --- words beside a slot --- */

enum side { BEFORE, BEHIND };
enum which { PHRASES, NUMBERS };

/* Words that a slot brings itself, or that do not go with it. The first that
 * applies. */
static const struct {
    enum which which;
    enum side side;
    const char *word;
    enum report_fault_code code;
} BESIDE[] = {
    {PHRASES, BEFORE, "增长", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "增加", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "减少", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "下降", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "提高", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "上升", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "净增", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "净减", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, " up ", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, " down ", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, " rose ", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, " fell ", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, " by ", REPORT_FAULT_VERB_TWICE},
    {PHRASES, BEFORE, "同比", REPORT_FAULT_COMPARED_TWICE},
    {PHRASES, BEFORE, "环比", REPORT_FAULT_COMPARED_TWICE},
    {PHRASES, BEFORE, "上年", REPORT_FAULT_COMPARED_TWICE},
    {PHRASES, BEFORE, "上年同期", REPORT_FAULT_COMPARED_TWICE},
    {PHRASES, BEFORE, "上年末", REPORT_FAULT_COMPARED_TWICE},
    {PHRASES, BEHIND, " on ", REPORT_FAULT_COMPARED_TWICE},
    {PHRASES, BEHIND, "%", REPORT_FAULT_UNIT_TWICE},
    {PHRASES, BEHIND, "个百分点", REPORT_FAULT_UNIT_TWICE},
    {PHRASES, BEHIND, "倍", REPORT_FAULT_UNIT_TWICE},
    {PHRASES, BEHIND, " percentage point", REPORT_FAULT_UNIT_TWICE},
    {NUMBERS, BEHIND, "个百分点", REPORT_FAULT_POINTS_OF_VALUE},
    {NUMBERS, BEHIND, "%个百分点", REPORT_FAULT_POINTS_OF_VALUE},
    {NUMBERS, BEHIND, " percentage point", REPORT_FAULT_POINTS_OF_VALUE},
};

static void check_beside(struct report_lint *lint, int item)
{
    const struct report_piece *piece = lint->items[item].piece;
    bool phrase = report_lint_is_phrase(&piece->slot);
    bool number =
        piece->slot.fact == REPORT_NO_FACT && piece->slot.form == REPORT_VALUE;
    for (size_t i = 0; i < ARRAY_LEN(BESIDE); i++) {
        bool applies = BESIDE[i].which == PHRASES ? phrase : number;
        bool found =
            BESIDE[i].side == BEFORE
                ? ends_with(report_lint_before(lint, item), BESIDE[i].word)
                : begins_with(report_lint_behind(lint, item), BESIDE[i].word);
        if (applies && found) {
            report_faults_add(lint->faults, BESIDE[i].code, piece->place,
                              BESIDE[i].word, piece->slot.text);
            return;
        }
    }
}

/* 下降…倍: what falls falls by per cent. */
static void check_fall(struct report_lint *lint, int item)
{
    const char *before = report_lint_before(lint, item);
    const struct report_piece *piece = lint->items[item].piece;
    bool falls = ends_with(before, "下降") || ends_with(before, "减少") ||
                 ends_with(before, "降低");
    if (falls && begins_with(report_lint_behind(lint, item), "倍")) {
        report_faults_add(lint->faults, REPORT_FAULT_FALL_TIMES, piece->place,
                          NULL, NULL);
    }
}

/* 同比2023年: the comparison names its base already. */
static void check_named_base(struct report_lint *lint, int item)
{
    const struct report_piece *piece = lint->items[item].piece;
    bool year = piece->slot.fact == REPORT_FACT_YEAR ||
                piece->slot.fact == REPORT_FACT_LAST_YEAR;
    if (year && ends_with(report_lint_before(lint, item), "同比")) {
        report_faults_add(lint->faults, REPORT_FAULT_NAMED_BASE, piece->place,
                          NULL, NULL);
    }
}

/* --- words that want a figure --- */

static bool is_flow(const struct report_lint *lint, int figure)
{
    const struct indicator *indicator = lint->indicators[figure];
    enum report_period period = lint->template->figures[figure].period;
    if (indicator != NULL) {
        return indicator->kind == INDICATOR_FLOW ||
               strcmp(indicator->agg_time, "distinct_union") == 0;
    }
    return period != REPORT_LATEST && period != REPORT_END &&
           period != REPORT_LAST_YEAR_END;
}

static bool is_span(const struct report_lint *lint, int figure)
{
    enum report_period period = lint->template->figures[figure].period;
    return period == REPORT_SPAN || period == REPORT_YEAR;
}

static bool has_figure(const struct report_lint *lint,
                       bool (*is)(const struct report_lint *lint, int figure))
{
    for (int i = 0; i < lint->count; i++) {
        const struct report_piece *piece = lint->items[i].piece;
        if (piece->kind == REPORT_PIECE_SLOT &&
            piece->slot.fact == REPORT_NO_FACT &&
            is(lint, piece->slot.terms[0].figure)) {
            return true;
        }
    }
    return false;
}

static const struct {
    const char *word;
    enum report_fault_code code;
    bool (*is)(const struct report_lint *lint, int figure);
} WANTS[] = {
    {"累计", REPORT_FAULT_NOT_CUMULATIVE, is_span},
    {"cumulative", REPORT_FAULT_NOT_CUMULATIVE, is_span},
    {"新增", REPORT_FAULT_NOT_NEW, is_flow},
    {"新引进", REPORT_FAULT_NOT_NEW, is_flow},
    {"newly", REPORT_FAULT_NOT_NEW, is_flow},
};

static void check_wants(struct report_lint *lint,
                        const struct report_piece *piece)
{
    for (size_t i = 0; i < ARRAY_LEN(WANTS); i++) {
        const char *found = strstr(piece->text, WANTS[i].word);
        if (found != NULL && !has_figure(lint, WANTS[i].is)) {
            report_faults_add(
                lint->faults, WANTS[i].code,
                report_lint_place(lint, piece, (size_t)(found - piece->text)),
                WANTS[i].word, NULL);
        }
    }
}

/* --- words that stand nowhere --- */

static const struct {
    const char *word;
    enum report_fault_code code;
} NOWHERE[] = {
    {"XX", REPORT_FAULT_LEFTOVER}, {"xx", REPORT_FAULT_LEFTOVER},
    {"××", REPORT_FAULT_LEFTOVER}, {"__", REPORT_FAULT_LEFTOVER},
    {"■", REPORT_FAULT_LEFTOVER},  {"同期同比", REPORT_FAULT_NAMED_BASE},
    {"增长-", REPORT_FAULT_SIGN},  {"下降-", REPORT_FAULT_SIGN},
};

static void check_nowhere(struct report_lint *lint,
                          const struct report_piece *piece)
{
    for (size_t i = 0; i < ARRAY_LEN(NOWHERE); i++) {
        const char *found = strstr(piece->text, NOWHERE[i].word);
        if (found != NULL) {
            report_faults_add(
                lint->faults, NOWHERE[i].code,
                report_lint_place(lint, piece, (size_t)(found - piece->text)),
                NOWHERE[i].word, NULL);
        }
    }
}

void report_lint_words(struct report_lint *lint)
{
    for (int i = 0; i < lint->count; i++) {
        const struct report_piece *piece = lint->items[i].piece;
        if (piece->kind == REPORT_PIECE_TEXT) {
            check_wants(lint, piece);
            check_nowhere(lint, piece);
            continue;
        }
        check_beside(lint, i);
        check_fall(lint, i);
        check_named_base(lint, i);
    }
}
