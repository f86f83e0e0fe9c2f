/* What wording*.c share; of no interest to others. */
#ifndef TVS_REPORT_WORDING_IMPL_H
#define TVS_REPORT_WORDING_IMPL_H

#include "report/wording.h"

enum wording_way {
    WORDING_WAY_UP,
    WORDING_WAY_DOWN,
    WORDING_WAY_FLAT,
    WORDING_WAY_NEARLY,
    WORDING_WAYS
};

/* A change as the sentence wants it. */
struct wording_said {
    const struct wording *wording;
    struct buffer *out;
    struct change change;
    enum wording_way way;
    bool points; /* pp; else per cent or a difference */
    bool lower;  /* less is better */
};

enum wording_phrase {
    WORDING_PHRASE_FLAT,
    WORDING_PHRASE_BASE_ZERO,
    WORDING_PHRASE_NEUTRAL,
    WORDING_PHRASE_POINTS,
    WORDING_PHRASE_NEGATIVE,
    WORDING_PHRASE_DIFFERENCE,
    WORDING_PHRASE_GROWTH,
    WORDING_PHRASES
};

typedef void wording_phrase_fn(const struct wording_said *said);

extern wording_phrase_fn *const WORDING_ZH[WORDING_PHRASES];
extern wording_phrase_fn *const WORDING_EN[WORDING_PHRASES];

/* A figure with its unit: money by its size, of others in English only %. */
void wording_add_figure(const struct wording_said *said,
                        const struct figure *figure);
/* The difference with its unit, without its sign. */
void wording_add_difference(const struct wording_said *said);
/* Per cent or points, without the sign. */
void wording_add_scaled(const struct wording_said *said, int64_t value);
/* A multiple: "2.2" for 220 with 2. */
void wording_add_times(const struct wording_said *said, int64_t value);
/* A growth of 100 %, as change.pct has it: the double. */
int64_t wording_twice(void);

#endif
