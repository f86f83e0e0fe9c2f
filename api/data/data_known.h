/*
 * For which periods an indicator had reports at the moment that a question is
 * asked for: now, at a revision or at a time. It decides at which date a stock
 * is taken, and what last:N means.
 */
#ifndef TVS_DATA_KNOWN_H
#define TVS_DATA_KNOWN_H

#include <stddef.h>

#include "model/catalogue.h"
#include "platform/arena.h"

struct data_known;

/* `asof`: as in a question; NULL: now. In the arena. */
struct data_known *data_known_new(const struct catalogue *cat,
                                  struct arena *arena, const char *asof);
const struct catalogue *data_known_catalogue(const struct data_known *known);
/* Rising; of a ratio those of its numerator. */
const int *data_known_periods(struct data_known *known, int indicator,
                              size_t *count);

#endif
