#include "report/report_latest.h"

#include <string.h>

#include "model/period.h"
#include "report/report_piece.h"

#define NOBODY (-1)

/* Figures while they are put into groups of the same date. */
struct latest {
    const struct report_template *template;
    const struct catalogue *cat;
    int end;
    int *lead;    /* by figure: whose date it has */
    bool *needed; /* the sentence fails without it */
    bool *dated;  /* in the text at hand its date is printed */
    int *periods; /* what comes out */
};

/* --- dates with data --- */

static const struct indicator *indicator_of(const struct latest *latest,
                                            int figure)
{
    const char *code = latest->template->figures[figure].indicator;
    return catalogue_indicator(latest->cat, code, strlen(code));
}

static bool has_data(const struct latest *latest, int indicator, int period)
{
    size_t count = 0;
    const int *periods = catalogue_periods(latest->cat, indicator, &count);
    for (size_t i = 0; i < count; i++) {
        if (periods[i] == period) {
            return true;
        }
    }
    return false;
}

/* Of a ratio, both parts. */
static bool has_date(const struct latest *latest, int figure, int period)
{
    const struct indicator *indicator = indicator_of(latest, figure);
    int last = period_last_day(period);
    return indicator != NULL && last <= latest->end &&
           last > latest->end - 10000 &&
           has_data(latest, indicator->id, period) &&
           (indicator->kind != INDICATOR_RATIO ||
            has_data(latest, indicator->denominator, period));
}

static int newest_of(const struct latest *latest, int figure,
                     bool (*suits)(const struct latest *latest, int figure,
                                   int period))
{
    const struct indicator *indicator = indicator_of(latest, figure);
    size_t count = 0;
    int found = 0;
    if (indicator == NULL) {
        return 0;
    }
    const int *periods = catalogue_periods(latest->cat, indicator->id, &count);
    for (size_t i = 0; i < count; i++) {
        bool newer =
            found == 0 || period_last_day(periods[i]) > period_last_day(found);
        if (newer && suits(latest, figure, periods[i])) {
            found = periods[i];
        }
    }
    return found;
}

/* A date of the leading figure that those led by it have as well. Who has no
 * date at all fails the sentence whatever the others do. */
static bool is_common(const struct latest *latest, int lead, int period)
{
    for (int i = 0; i < latest->template->figure_count; i++) {
        if (latest->lead[i] == lead && (latest->needed[i] || i == lead) &&
            !has_date(latest, i, period) &&
            newest_of(latest, i, has_date) != 0) {
            return false;
        }
    }
    return has_date(latest, lead, period);
}

/* --- who shares a date --- */

static bool is_latest(const struct latest *latest, int figure)
{
    return figure >= 0 &&
           latest->template->figures[figure].period == REPORT_LATEST;
}

static bool prints_date(const struct latest *latest,
                        const struct report_piece *piece)
{
    const struct report_slot *slot = &piece->slot;
    return piece->kind == REPORT_PIECE_SLOT && slot->fact == REPORT_NO_FACT &&
           (slot->form == REPORT_DATE || slot->form == REPORT_PERIOD) &&
           is_latest(latest, slot->terms[0].figure);
}

static void mark_dated(struct latest *latest, const struct report_body *body,
                       bool dated)
{
    for (int i = 0; i < body->count; i++) {
        const struct report_piece *piece = &body->pieces[i];
        if (piece->kind == REPORT_PIECE_CLAUSE) {
            mark_dated(latest, &piece->inner, dated);
        } else if (prints_date(latest, piece)) {
            latest->dated[piece->slot.terms[0].figure] = dated;
        }
    }
}

/* The first whose date stands in the body itself. */
static int leader_in(const struct latest *latest,
                     const struct report_body *body, int otherwise)
{
    for (int i = 0; i < body->count; i++) {
        if (prints_date(latest, &body->pieces[i])) {
            return body->pieces[i].slot.terms[0].figure;
        }
    }
    return otherwise;
}

static void join(struct latest *latest, int figure, int leader)
{
    int old = latest->lead[figure];
    int lead = latest->lead[leader];
    for (int i = 0; i < latest->template->figure_count; i++) {
        latest->lead[i] = latest->lead[i] == old ? lead : latest->lead[i];
    }
}

static void join_slot(struct latest *latest, const struct report_slot *slot,
                      bool needed, int *leader)
{
    for (int i = 0; i < slot->term_count; i++) {
        int figure = slot->terms[i].figure;
        if (!is_latest(latest, figure)) {
            continue;
        }
        latest->needed[figure] |= needed;
        if (*leader == NOBODY) {
            *leader = figure;
        }
        if (!latest->dated[figure]) {
            join(latest, figure, *leader);
        }
    }
}

static void join_body(struct latest *latest, const struct report_body *body,
                      bool needed, int leader)
{
    leader = leader_in(latest, body, leader);
    for (int i = 0; i < body->count; i++) {
        const struct report_piece *piece = &body->pieces[i];
        if (piece->kind == REPORT_PIECE_CLAUSE) {
            join_body(latest, &piece->inner, false, leader);
        } else if (piece->kind == REPORT_PIECE_SLOT) {
            join_slot(latest, &piece->slot, needed, &leader);
        }
    }
}

static void join_sentence(struct latest *latest,
                          const struct report_sentence *sentence)
{
    for (int i = 0; i < sentence->text_count; i++) {
        const struct report_body *body = &sentence->texts[i];
        mark_dated(latest, body, true);
        join_body(latest, body, i == 0, NOBODY);
        mark_dated(latest, body, false);
    }
}

/* --- all of it --- */

static void date_group(struct latest *latest, int lead)
{
    int common = newest_of(latest, lead, is_common);
    int newest = newest_of(latest, lead, has_date);
    int period = common != 0 ? common : newest;
    for (int i = 0; i < latest->template->figure_count; i++) {
        if (latest->lead[i] != lead || !is_latest(latest, i)) {
            continue;
        }
        if (newest == 0) {
            latest->periods[i] = newest_of(latest, i, has_date);
        } else if (has_date(latest, i, period)) {
            latest->periods[i] = period;
        }
    }
}

const int *report_latest(const struct report_template *template,
                         const struct catalogue *cat, int end,
                         struct arena *arena)
{
    size_t room = (size_t) template->figure_count + 1;
    struct latest latest = {
        .template = template,
        .cat = cat,
        .end = end,
        .lead = arena_zalloc(arena, room, sizeof(*latest.lead)),
        .needed = arena_zalloc(arena, room, sizeof(*latest.needed)),
        .dated = arena_zalloc(arena, room, sizeof(*latest.dated)),
        .periods = arena_zalloc(arena, room, sizeof(*latest.periods)),
    };
    for (int i = 0; i < template->figure_count; i++) {
        latest.lead[i] = i;
    }
    for (int i = 0; i < template->sentence_count; i++) {
        join_sentence(&latest, &template->sentences[i]);
    }
    for (int i = 0; i < template->figure_count; i++) {
        if (latest.lead[i] == i) {
            date_group(&latest, i);
        }
    }
    return latest.periods;
}
