#include "report/wording.h"

#include <string.h>

#include "report/wording_impl.h"

/* --- what there is to say --- */

enum change_reason wording_reason(const struct report_value *value)
{
    struct change change;
    if (value->reason != CHANGE_OK) {
        return value->reason;
    }
    change_compute(&value->cur, &value->base, &value->scale, WORDING_DIGITS,
                   &change);
    switch (change.reason) {
    case CHANGE_CUR_MISSING:
    case CHANGE_BASE_MISSING:
        return change.reason;
    default:
        return CHANGE_OK;
    }
}

static bool is_relative(enum report_form form)
{
    return form == REPORT_CHG || form == REPORT_PP || form == REPORT_JUDGE;
}

/* Is the change, as finely as it can be told, smaller than the threshold of
 * "nearly flat"? Differences in units are never nearly none. */
static bool is_nearly_flat(const struct wording *wording, bool points)
{
    const struct report_value *value = wording->value;
    struct change fine;
    change_compute(&value->cur, &value->base, &value->scale, REPORT_SCALE,
                   &fine);
    int64_t size = points ? fine.pp : fine.pct;
    int64_t limit = points ? wording->flat_pp : wording->flat_pct;
    return (points ? fine.has_pp : fine.has_pct) && size < limit &&
           size > -limit;
}

/* By the number that is printed, so that the word does not contradict it. */
static enum wording_way way_of(const struct wording_said *said)
{
    const struct change *change = &said->change;
    bool relative = is_relative(said->wording->slot->form);
    int64_t value = change->abs;
    if (said->points) {
        value = change->pp;
    } else if (relative && change->has_pct) {
        value = change->pct;
    }
    if (value == 0) {
        return WORDING_WAY_FLAT;
    }
    if ((said->points || (relative && change->has_pct)) &&
        is_nearly_flat(said->wording, said->points)) {
        return WORDING_WAY_NEARLY;
    }
    return value > 0 ? WORDING_WAY_UP : WORDING_WAY_DOWN;
}

/* --- phrases --- */

/* The first that applies. */
static enum wording_phrase phrase_of(const struct wording_said *said)
{
    bool relative = is_relative(said->wording->slot->form);
    if (said->way == WORDING_WAY_FLAT || said->way == WORDING_WAY_NEARLY) {
        return WORDING_PHRASE_FLAT;
    }
    if (said->change.reason == CHANGE_NEGATIVE) {
        return WORDING_PHRASE_NEGATIVE;
    }
    if (said->change.reason == CHANGE_BASE_ZERO && relative) {
        return WORDING_PHRASE_BASE_ZERO;
    }
    if (said->lower && (relative || said->points)) {
        return WORDING_PHRASE_NEUTRAL;
    }
    if (said->points) {
        return WORDING_PHRASE_POINTS;
    }
    return relative ? WORDING_PHRASE_GROWTH : WORDING_PHRASE_DIFFERENCE;
}

static bool is_material(const struct wording_said *said)
{
    const struct wording *wording = said->wording;
    struct change fine;
    change_compute(&wording->value->cur, &wording->value->base,
                   &wording->value->scale, REPORT_SCALE, &fine);
    int64_t size = said->points ? fine.pp : fine.pct;
    return wording->has_material &&
           (said->points ? fine.has_pp : fine.has_pct) &&
           (size >= wording->material || size <= -wording->material);
}

/* Better or worse: only where the bureau said from where on that matters. */
static enum wording_result write_judgement(const struct wording_said *said)
{
    static const char *const WORDS[2][2] = {
        {"有所改善", "有所加重"},
        {"an improvement", "a deterioration"},
    };
    const struct indicator *indicator = said->wording->value->indicator;
    bool judged =
        indicator != NULL && strcmp(indicator->direction, "neutral") != 0;
    if (!judged || said->way > WORDING_WAY_DOWN || !is_material(said)) {
        return WORDING_NOTHING;
    }
    bool worse = (said->way == WORDING_WAY_DOWN) != said->lower;
    buffer_add_str(said->out,
                   WORDS[said->wording->style.lang == LANG_EN][worse]);
    return WORDING_SAID;
}

static void write_size(const struct wording_said *said)
{
    if (said->points) {
        wording_add_scaled(said, said->change.pp);
        return;
    }
    const struct report_value *value = said->wording->value;
    int64_t size = said->change.abs < 0 ? -said->change.abs : said->change.abs;
    numeral_print(size, value->scale.decimals, said->wording->style.lang,
                  said->out);
}

static void note_number(const struct wording_said *said,
                        struct wording_number *number)
{
    const struct change *change = &said->change;
    bool relative = is_relative(said->wording->slot->form);
    number->known = true;
    number->decimals = WORDING_DIGITS;
    if (said->points) {
        number->value = change->pp;
    } else if (relative && change->has_pct) {
        number->value = change->pct;
    } else {
        number->value = change->abs;
        number->decimals = said->wording->value->scale.decimals;
    }
}

enum wording_result wording_write(const struct wording *wording,
                                  struct buffer *out,
                                  struct wording_number *number)
{
    const struct report_value *value = wording->value;
    struct wording_said said = {.wording = wording, .out = out};
    wording_phrase_fn *const *phrases =
        wording->style.lang == LANG_EN ? WORDING_EN : WORDING_ZH;
    *number = (struct wording_number){0};
    change_compute(&value->cur, &value->base, &value->scale, WORDING_DIGITS,
                   &said.change);
    if (wording_reason(value) != CHANGE_OK) {
        return WORDING_MISSING;
    }
    said.points = said.change.reason == CHANGE_OK_PP;
    said.lower = value->indicator != NULL &&
                 strcmp(value->indicator->direction, "lower") == 0;
    bool known = said.points ? said.change.has_pp : said.change.has_abs;
    if (!known) {
        return WORDING_MISSING; /* too large to be printed */
    }
    said.way = way_of(&said);
    note_number(&said, number);
    switch (wording->slot->form) {
    case REPORT_JUDGE:
        return write_judgement(&said);
    case REPORT_SIZE:
        write_size(&said);
        break;
    case REPORT_WORDS:
        buffer_add_str(
            out, wording->slot
                     ->words[said.way > WORDING_WAY_DOWN ? 2 : (int)said.way]);
        break;
    default:
        phrases[phrase_of(&said)](&said);
    }
    return WORDING_SAID;
}
