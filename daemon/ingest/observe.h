/*
 * What the native reader and the profiles share: texts to indicators, periods
 * and figures, the checks that every observation must pass, and its cell. All
 * complain themselves and return false (0, NULL) then.
 */
#ifndef TVS_INGEST_OBSERVE_H
#define TVS_INGEST_OBSERVE_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/complain.h"
#include "ingest/newcomers.h"
#include "ingest/span.h"
#include "model/catalogue.h"
#include "model/cells.h"

struct reader_scope;

#define OBSERVE_MEMO 4096 /* a power of two */

/* What an observation is about besides its school. */
struct subject {
    int indicator;
    int period;
    int count;
    int members[CELLS_MAX_MEMBERS];
};

struct observe {
    const struct catalogue *catalogue;
    struct cells *cells;
    struct newcomers *newcomers;
    const struct reader_scope *scope; /* NULL: every school */
    struct complaints *complaints;
    int today;      /* yyyymmdd */
    bool thousands; /* 1,299 is a number */
    /* The cells of the last subjects: rows repeat them. */
    struct {
        struct subject subject;
        int cell; /* 0: nothing yet */
    } memo[OBSERVE_MEMO];
};

/* One that is reported and not computed. */
const struct indicator *observe_indicator(const struct observe *observe,
                                          const struct place *at,
                                          struct span text);
bool observe_period(const struct observe *observe, const struct place *at,
                    struct span text, int *period);
/* Does the indicator go by such periods? */
bool observe_type_fits(const struct indicator *indicator, int period);
/* The same, and has this one begun? */
bool observe_time(const struct observe *observe, const struct place *at,
                  const struct indicator *indicator, int period);
/* How a row's figures are meant: of the month alone, or from January on. */
bool observe_basis(const struct observe *observe, const struct place *at,
                   struct span text, bool *cumulative);
/* Can the indicator be reported cumulatively? Only flows by month can. */
bool observe_cumulates(const struct observe *observe, const struct place *at,
                       const struct indicator *indicator);
/* May the actor report for a school in that area? 0: a school that does not
 * exist yet. `code` is for the message. */
bool observe_scope(const struct observe *observe, const struct place *at,
                   struct span code, int school, int area);
/* And was the school open? The id is that of the catalogue or of a newcomer. */
bool observe_school(const struct observe *observe, const struct place *at,
                    struct span code, int school, int period);
/* A plain number, exact in the indicator's decimals. */
bool observe_number(const struct observe *observe, const struct place *at,
                    const struct indicator *indicator, struct span text,
                    int64_t *value);
/* The cell; 0 when a maximum is reached. */
int observe_cell(struct observe *observe, const struct place *at,
                 const struct subject *subject);
/* The cell of January to the subject's month. The month gets one as well: it
 * may follow from what is reported here. */
int observe_cumulative_cell(struct observe *observe, const struct place *at,
                            const struct subject *subject);

#endif
