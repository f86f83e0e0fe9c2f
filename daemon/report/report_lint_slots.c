#include <string.h>

#include "platform/buffer.h"
#include "report/numeral.h"
#include "report/report_keyword.h"
#include "report/report_lint_impl.h"

static void complain(struct report_lint *lint, const struct report_piece *piece,
                     enum report_fault_code code, const char *arg0,
                     const char *arg1)
{
    report_faults_add(lint->faults, code, piece->place, arg0, arg1);
}

/* --- what fails or is silent --- */

static bool needs_base(enum report_form form)
{
    return form == REPORT_BASE || form == REPORT_SIZE || form == REPORT_WORDS ||
           form == REPORT_NEW || form == REPORT_LOST || form == REPORT_KEPT;
}

static void check_clause(struct report_lint *lint,
                         const struct report_lint_item *item)
{
    const struct report_slot *slot = &item->piece->slot;
    bool silent = slot->fact == REPORT_FACT_PROVISIONAL ||
                  slot->fact == REPORT_FACT_COVERAGE ||
                  (slot->fact == REPORT_NO_FACT && slot->form == REPORT_JUDGE);
    bool compares = report_lint_is_phrase(slot) ||
                    (slot->fact == REPORT_NO_FACT && needs_base(slot->form));
    if (item->depth > 0) {
        return;
    }
    if (silent) {
        complain(lint, item->piece, REPORT_FAULT_SILENT, slot->text, NULL);
    } else if (compares && lint->last) {
        complain(lint, item->piece, REPORT_FAULT_NO_ALTERNATIVE, slot->text,
                 NULL);
    }
}

/* --- forms and kinds --- */

static bool is_rate(const struct indicator *indicator)
{
    return strcmp(indicator->unit, "%") == 0;
}

static bool is_money(const struct indicator *indicator)
{
    return strcmp(indicator->unit, "万元") == 0 ||
           strcmp(indicator->unit, "元") == 0;
}

/* The fault of a form that the kind of indicator does not have. */
static enum report_fault_code kind_fault(const struct report_slot *slot,
                                         const struct indicator *indicator)
{
    switch (slot->form) {
    case REPORT_CHG:
        return is_rate(indicator) ? REPORT_FAULT_RATE_GROWS
                                  : REPORT_FAULT_CODES;
    case REPORT_PP:
        return is_rate(indicator) ? REPORT_FAULT_CODES
                                  : REPORT_FAULT_COUNT_POINTS;
    case REPORT_NEW:
    case REPORT_LOST:
    case REPORT_KEPT:
        return indicator->kind == INDICATOR_DISTINCT ? REPORT_FAULT_CODES
                                                     : REPORT_FAULT_NOT_SET;
    case REPORT_NUMERATOR:
    case REPORT_DENOMINATOR:
        return indicator->kind == INDICATOR_RATIO ? REPORT_FAULT_CODES
                                                  : REPORT_FAULT_NOT_RATIO;
    default:
        return slot->unit == REPORT_MONEY && !is_money(indicator)
                   ? REPORT_FAULT_NOT_MONEY
                   : REPORT_FAULT_CODES;
    }
}

static void check_kind(struct report_lint *lint,
                       const struct report_piece *piece)
{
    const struct report_slot *slot = &piece->slot;
    const struct indicator *indicator = report_lint_indicator(lint, slot);
    if (indicator == NULL) {
        return;
    }
    enum report_fault_code code = kind_fault(slot, indicator);
    if (code != REPORT_FAULT_CODES) {
        complain(lint, piece, code, slot->text, indicator->unit);
    }
}

/* Rates are neither added up nor divided by each other. */
static void check_terms(struct report_lint *lint,
                        const struct report_piece *piece)
{
    const struct report_slot *slot = &piece->slot;
    for (int i = 0; slot->term_count > 1 && i < slot->term_count; i++) {
        const struct indicator *indicator =
            lint->indicators[slot->terms[i].figure];
        const struct indicator *first = report_lint_indicator(lint, slot);
        if (indicator == NULL) {
            continue;
        }
        if (indicator->kind == INDICATOR_RATIO ||
            indicator->kind == INDICATOR_RATE) {
            complain(lint, piece, REPORT_FAULT_SUM_OF_RATES, slot->text, NULL);
            return;
        }
        if (first != NULL && strcmp(first->unit, indicator->unit) != 0) {
            complain(lint, piece, REPORT_FAULT_SUM_OF_UNITS, first->unit,
                     indicator->unit);
            return;
        }
    }
}

/* --- units --- */

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Is the number followed by its unit? Chinese sentences only, but a rate has
 * its sign in both languages. */
static void check_unit(struct report_lint *lint, int item)
{
    const struct report_piece *piece = lint->items[item].piece;
    const struct report_slot *slot = &piece->slot;
    const char *behind = report_lint_behind(lint, item);
    const struct indicator *indicator = report_lint_indicator(lint, slot);
    if (slot->form != REPORT_VALUE || (indicator == NULL && !slot->share)) {
        return;
    }
    if (slot->unit == REPORT_MONEY) {
        if (begins_with(behind, "万") || begins_with(behind, "亿") ||
            begins_with(behind, "元")) {
            complain(lint, piece, REPORT_FAULT_UNIT_TWICE, slot->text, NULL);
        }
        return;
    }
    struct buffer unit;
    buffer_init(&unit, REPORT_MAX_NAME);
    buffer_add_str(&unit, "");
    numeral_unit(slot->share ? "%" : indicator->unit, &unit);
    bool said = strcmp(unit.data, "%") == 0 || lint->template->lang == LANG_ZH;
    if (slot->unit != REPORT_PLAIN && begins_with(unit.data, "万")) {
        buffer_consume(&unit, strlen("万")); /* 亿, and then 元 */
    }
    if (said && !begins_with(behind, unit.data)) {
        complain(lint, piece, REPORT_FAULT_OTHER_UNIT, slot->text, unit.data);
    }
    buffer_fini(&unit);
}

/* --- differences --- */

/* A reader takes the one total from the other. Months are compared over the
 * same schools whatever the template says, sets never are. */
static void check_difference(struct report_lint *lint,
                             const struct report_piece *piece)
{
    const struct report_slot *slot = &piece->slot;
    const struct indicator *indicator = report_lint_indicator(lint, slot);
    const struct report_figure *figure =
        &lint->template->figures[slot->terms[0].figure];
    bool difference = slot->form == REPORT_ABS || slot->form == REPORT_NET ||
                      slot->form == REPORT_SIZE;
    if (difference && figure->matched && indicator != NULL &&
        strcmp(indicator->period_type, "month") != 0 &&
        (indicator->kind == INDICATOR_FLOW ||
         indicator->kind == INDICATOR_STOCK)) {
        complain(lint, piece, REPORT_FAULT_MATCHED_DIFFERENCE, slot->text,
                 figure->name);
    }
}

/* --- all of them --- */

static void lint_slot(struct report_lint *lint, int item)
{
    const struct report_piece *piece = lint->items[item].piece;
    const struct report_slot *slot = &piece->slot;
    check_clause(lint, &lint->items[item]);
    if (slot->fact != REPORT_NO_FACT) {
        return;
    }
    const struct report_figure *figure =
        &lint->template->figures[slot->terms[0].figure];
    check_kind(lint, piece);
    check_terms(lint, piece);
    check_unit(lint, item);
    check_difference(lint, piece);
    if (slot->form == REPORT_JUDGE && !figure->has_material) {
        complain(lint, piece, REPORT_FAULT_NO_MATERIAL, figure->name, NULL);
    }
    if (slot->unit == REPORT_WAN && !lint->template->ten_thousands) {
        complain(lint, piece, REPORT_FAULT_MIXED_STYLE, slot->text, NULL);
    }
}

void report_lint_slots(struct report_lint *lint)
{
    for (int i = 0; i < lint->count; i++) {
        if (lint->items[i].piece->kind == REPORT_PIECE_SLOT) {
            lint_slot(lint, i);
        }
    }
}

/* --- dates --- */

/* What a text says of the time of its figures. */
struct times {
    bool asof, year, end; /* facts */
    unsigned dated;       /* periods of which a date is said: bits */
    /* The first slot that shows a value of the period. */
    const struct report_piece *first[REPORT_PERIODS];
};

static void note_times(const struct report_lint *lint,
                       const struct report_piece *piece, struct times *times)
{
    const struct report_slot *slot = &piece->slot;
    times->asof |= slot->fact == REPORT_FACT_ASOF;
    times->year |= slot->fact == REPORT_FACT_YEAR;
    times->end |= slot->fact == REPORT_FACT_END;
    if (slot->fact != REPORT_NO_FACT) {
        return;
    }
    enum report_period period =
        lint->template->figures[slot->terms[0].figure].period;
    if (slot->form == REPORT_DATE || slot->form == REPORT_PERIOD) {
        times->dated |= 1U << period;
    } else if (slot->form == REPORT_VALUE && times->first[period] == NULL) {
        times->first[period] = piece;
    }
}

static bool is_said(const struct times *times, enum report_period period)
{
    if ((times->dated & 1U << period) != 0) {
        return true;
    }
    switch (period) {
    case REPORT_SPAN:
        return times->asof;
    case REPORT_END:
        return times->end;
    case REPORT_SCHOOL_YEAR_ENDING:
        return times->year;
    default:
        return false;
    }
}

void report_lint_dates(struct report_lint *lint)
{
    static const char *const REMEDIES[REPORT_PERIODS] = {
        [REPORT_SPAN] = "{asof}",
        [REPORT_YEAR] = "{...:period}",
        [REPORT_LATEST] = "{...:date}",
        [REPORT_END] = "{end}",
        [REPORT_LAST_YEAR_END] = "{...:date}",
        [REPORT_SCHOOL_YEAR_ENDING] = "{year}",
        [REPORT_SCHOOL_YEAR_BEGUN] = "{...:period}",
    };
    struct times times = {0};
    for (int i = 0; i < lint->count; i++) {
        if (lint->items[i].piece->kind == REPORT_PIECE_SLOT) {
            note_times(lint, lint->items[i].piece, &times);
        }
    }
    for (int period = 0; period < REPORT_PERIODS; period++) {
        if (times.first[period] != NULL &&
            !is_said(&times, (enum report_period)period)) {
            complain(lint, times.first[period], REPORT_FAULT_NO_DATE,
                     times.first[period]->slot.text, REMEDIES[period]);
        }
    }
}
