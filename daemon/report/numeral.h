/*
 * Numbers in words of a document: 3.42万, 1.23亿元, 34,200, CNY 12.35 million.
 * Each is rounded once, from the exact figure.
 */
#ifndef TVS_REPORT_NUMERAL_H
#define TVS_REPORT_NUMERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/buffer.h"
#include "platform/fault.h"
#include "platform/macros.h"
#include "report/report_piece.h"
#include "stats/change.h"

/* How a document writes numbers. */
struct numeral_style {
    enum lang lang;
    bool ten_thousands; /* counts from 10,000 on in 万, where the slot does not
                           say otherwise */
};

/* What a number is of. */
struct numeral_kind {
    const struct figure_scale *scale;
    const char *unit; /* of the indicator: "人次", "万元", "%" */
};

struct numeral {
    int64_t value; /* scaled by 10^decimals */
    int decimals;
    const char *before, *after; /* "CNY ", "万", "亿元", " million" */
};

/* 1234567 with 2: "12345.67", in English "12,345.67". */
void numeral_print(int64_t value, int decimals, enum lang lang,
                   struct buffer *out);
/*
 * `decimals` -1: those of the figure, two where the unit makes it smaller.
 * False when there is no figure or it does not fit.
 */
MUSTCHECK bool numeral_of(const struct figure *figure,
                          const struct numeral_kind *kind,
                          const struct report_slot *slot,
                          const struct numeral_style *style,
                          struct numeral *out);
void numeral_write(const struct numeral *numeral, enum lang lang,
                   struct buffer *out);
/* The unit as it stands behind a number in a Chinese sentence: 人次, %, 岁 of
 * 岁/人, nothing of 人/人. */
void numeral_unit(const char *unit, struct buffer *out);

#endif
