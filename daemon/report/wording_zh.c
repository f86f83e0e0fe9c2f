#include "model/decimal.h"
#include "report/wording_impl.h"
#include "stats/measure.h"

static void zh_flat(const struct wording_said *said, const char *tail)
{
    buffer_printf(said->out, "与%s%s%s", said->wording->prior.noun,
                  said->way == WORDING_WAY_NEARLY ? "基本持平" : "持平", tail);
}

static void zh_base_zero(const struct wording_said *said)
{
    const struct indicator *indicator = said->wording->value->indicator;
    bool flow = indicator != NULL && indicator->kind == INDICATOR_FLOW;
    buffer_printf(said->out, "%s为0，%s%s", said->wording->prior.noun,
                  said->wording->other_year ? "本期" : "今年",
                  flow ? "新增" : "为");
    wording_add_figure(said, &said->wording->value->cur);
}

/* Neither better nor worse: from where to where. */
static void zh_neutral(const struct wording_said *said)
{
    buffer_printf(said->out, "由%s的", said->wording->prior.noun);
    wording_add_figure(said, &said->wording->value->base);
    buffer_add_str(said->out, said->way == WORDING_WAY_UP ? "升至" : "降至");
    wording_add_figure(said, &said->wording->value->cur);
}

static void zh_points(const struct wording_said *said)
{
    buffer_printf(said->out, "比%s%s", said->wording->prior.noun,
                  said->way == WORDING_WAY_UP ? "提高" : "下降");
    wording_add_scaled(said, said->change.pp);
    buffer_add_str(said->out, "个百分点");
}

static void zh_difference(const struct wording_said *said)
{
    static const char *const VERBS[2][2] = {{"增加", "减少"}, {"净增", "净减"}};
    bool net = said->wording->slot->form == REPORT_NET;
    buffer_printf(said->out, "比%s%s", said->wording->prior.noun,
                  VERBS[net][said->way == WORDING_WAY_DOWN]);
    wording_add_difference(said);
}

/* Of net amounts: a turn of the sign is what counts. */
static void zh_negative(const struct wording_said *said)
{
    bool was = said->wording->value->base.num < 0;
    bool is = said->wording->value->cur.num < 0;
    if (was != is) {
        buffer_add_str(said->out, was ? "由负转正，" : "由正转负，");
    }
    zh_difference(said);
}

/* 100 % and more: 翻一番, 增长1.2倍, 是上年的12.3倍. */
static void zh_times(const struct wording_said *said)
{
    const struct report_value *value = said->wording->value;
    const char *noun = said->wording->prior.noun;
    int64_t times = 0;
    if (!measure_times(&value->cur, &value->base, WORDING_DIGITS, &times)) {
        return; /* not of a base above 0 */
    }
    int64_t one = decimal_power(WORDING_DIGITS);
    unsigned flags = measure_flags(&value->cur, &value->base, &value->scale, 0,
                                   &said->change);
    if ((flags & MEASURE_LARGE) != 0) {
        buffer_printf(said->out, "是%s的", noun);
        wording_add_times(said, times);
        buffer_add_str(said->out, "倍");
    } else if (times == 2 * one) {
        buffer_printf(said->out, "比%s翻一番", noun);
    } else {
        buffer_printf(said->out, "比%s增长", noun);
        wording_add_times(said, times - one);
        buffer_add_str(said->out, "倍");
    }
}

static void zh_growth(const struct wording_said *said)
{
    if (said->change.pct >= wording_twice()) {
        zh_times(said);
        return;
    }
    buffer_printf(said->out, "比%s%s", said->wording->prior.noun,
                  said->way == WORDING_WAY_UP ? "增长" : "下降");
    wording_add_scaled(said, said->change.pct);
    buffer_add_char(said->out, '%');
}

static void zh_even(const struct wording_said *said)
{
    zh_flat(said, said->change.reason == CHANGE_BOTH_ZERO ? "（均为0）" : "");
}

wording_phrase_fn *const WORDING_ZH[WORDING_PHRASES] = {
    [WORDING_PHRASE_FLAT] = zh_even,
    [WORDING_PHRASE_BASE_ZERO] = zh_base_zero,
    [WORDING_PHRASE_NEUTRAL] = zh_neutral,
    [WORDING_PHRASE_POINTS] = zh_points,
    [WORDING_PHRASE_NEGATIVE] = zh_negative,
    [WORDING_PHRASE_DIFFERENCE] = zh_difference,
    [WORDING_PHRASE_GROWTH] = zh_growth,
};
