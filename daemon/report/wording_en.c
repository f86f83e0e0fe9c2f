#include "model/decimal.h"
#include "report/wording_impl.h"
#include "stats/measure.h"

/* "up" or "rose"; "unchanged" or "was unchanged". */
static void en_verb(const struct wording_said *said)
{
    static const char *const WORDS[WORDING_WAYS][2] = {
        [WORDING_WAY_UP] = {"up", "rose"},
        [WORDING_WAY_DOWN] = {"down", "fell"},
        [WORDING_WAY_FLAT] = {"unchanged", "was unchanged"},
        [WORDING_WAY_NEARLY] = {"broadly unchanged", "was broadly unchanged"},
    };
    buffer_add_str(said->out, WORDS[said->way][said->wording->slot->verb]);
}

static void en_on(const struct wording_said *said)
{
    buffer_printf(said->out, " on %s", said->wording->prior.noun);
}

static void en_flat(const struct wording_said *said, const char *tail)
{
    en_verb(said);
    buffer_printf(said->out, " from %s%s", said->wording->prior.noun, tail);
}

static void en_base_zero(const struct wording_said *said)
{
    en_verb(said);
    buffer_printf(said->out, " from none %s", said->wording->prior.time);
}

/* A clause says where it went; beside the figure that is said already. */
static void en_neutral(const struct wording_said *said)
{
    en_verb(said);
    buffer_add_str(said->out, " from ");
    wording_add_figure(said, &said->wording->value->base);
    buffer_printf(said->out, " %s", said->wording->prior.time);
    if (said->wording->slot->verb) {
        buffer_add_str(said->out, " to ");
        wording_add_figure(said, &said->wording->value->cur);
    }
}

static void en_by(const struct wording_said *said)
{
    buffer_add_str(said->out, said->wording->slot->verb ? " by " : " ");
}

static void en_points(const struct wording_said *said)
{
    en_verb(said);
    en_by(said);
    wording_add_scaled(said, said->change.pp);
    buffer_add_str(said->out, " percentage points");
    en_on(said);
}

static void en_difference(const struct wording_said *said)
{
    if (said->wording->slot->form == REPORT_NET) {
        buffer_printf(said->out, "a net %s of ",
                      said->way == WORDING_WAY_UP ? "increase" : "decrease");
    } else {
        en_verb(said);
        buffer_add_str(said->out, " by ");
    }
    wording_add_difference(said);
    en_on(said);
}

static void en_negative(const struct wording_said *said)
{
    bool was = said->wording->value->base.num < 0;
    bool is = said->wording->value->cur.num < 0;
    if (was != is) {
        buffer_add_str(said->out,
                       was ? "turning positive, " : "turning negative, ");
    }
    en_difference(said);
}

static void en_times(const struct wording_said *said)
{
    const struct report_value *value = said->wording->value;
    const char *noun = said->wording->prior.noun;
    bool verb = said->wording->slot->verb;
    int64_t times = 0;
    if (!measure_times(&value->cur, &value->base, WORDING_DIGITS, &times)) {
        return; /* not of a base above 0 */
    }
    if (times == 2 * decimal_power(WORDING_DIGITS)) {
        buffer_printf(said->out, "%s the figure of %s",
                      verb ? "was double" : "double", noun);
        return;
    }
    buffer_add_str(said->out, verb ? "was " : "");
    wording_add_times(said, times);
    buffer_printf(said->out, " times the figure of %s", noun);
}

static void en_growth(const struct wording_said *said)
{
    if (said->change.pct >= wording_twice()) {
        en_times(said);
        return;
    }
    en_verb(said);
    en_by(said);
    wording_add_scaled(said, said->change.pct);
    buffer_add_char(said->out, '%');
    en_on(said);
}

static void en_even(const struct wording_said *said)
{
    en_flat(said,
            said->change.reason == CHANGE_BOTH_ZERO ? " (both zero)" : "");
}

wording_phrase_fn *const WORDING_EN[WORDING_PHRASES] = {
    [WORDING_PHRASE_FLAT] = en_even,
    [WORDING_PHRASE_BASE_ZERO] = en_base_zero,
    [WORDING_PHRASE_NEUTRAL] = en_neutral,
    [WORDING_PHRASE_POINTS] = en_points,
    [WORDING_PHRASE_NEGATIVE] = en_negative,
    [WORDING_PHRASE_DIFFERENCE] = en_difference,
    [WORDING_PHRASE_GROWTH] = en_growth,
};
