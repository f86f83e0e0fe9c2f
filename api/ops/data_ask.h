/*
 * One question about figures, from its parameters to its rows, without an
 * answer: what GET /v1/data reads, and what a report asks from inside.
 *
 *     struct data_ask ask = {.op = op, .args = args,
 *                            .on_end = on_end, .owner = me};
 *     if (!data_ask_resolve(&ask) || !data_ask_plan(&ask)) {
 *         ...ask.faults say why...
 *     } else {
 *         data_ask_read(&ask);
 *     }
 *
 * on_end is called once, perhaps before data_ask_read() returns; then
 * ask.page is complete if ask.end is DATA_ASK_READ. In any case, and if the
 * client goes away before that, data_ask_drop(). An operation reads one
 * question at a time, and with each the whole of op->on_rows is in use.
 *
 * The question sees what the caller of the operation may see: small figures
 * are hidden from those from whom /v1/data hides them. Whoever asks from
 * inside says `format=json` and `lang` in args, or gets what the request's
 * headers say. All figures are of one revision, that of op->catalogue. If an
 * import comes in between, the question is begun again with the present
 * catalogue, which op->catalogue then is; a `pinned` one ends with
 * DATA_ASK_MOVED instead, for those who need several of one revision.
 */
#ifndef TVS_OPS_DATA_ASK_H
#define TVS_OPS_DATA_ASK_H

#include "data/data_args.h"
#include "data/data_page.h"
#include "data/data_query.h"
#include "data/data_shield.h"
#include "op.h"

enum data_ask_end {
    DATA_ASK_READ,
    DATA_ASK_REFUSED, /* of the present catalogue it has faults */
    DATA_ASK_MOVED,   /* pinned, and there is a later revision */
    DATA_ASK_FAILED,  /* ask.err */
};

struct data_ask {
    /* The asker's. */
    struct op *op;
    const struct data_args *args; /* in the request's arena */
    bool pinned;
    void (*on_end)(struct data_ask *ask);
    void *owner;
    /* What it was resolved to. */
    struct data_context ctx;
    struct data_query query;
    struct data_faults faults;
    /* How it ended. */
    enum data_ask_end end;
    struct error err;
    int64_t revision; /* of the figures read so far; 0: none */
    int tries;        /* how often it was begun again */
    /* data_ask.c's own. */
    struct data_page page;
    bool has_page;
    struct data_shield shield; /* of the page's plan */
    bool shielded;
};

/* The question alone. False: it has faults; those that are in ask->faults
 * already count. */
bool data_ask_resolve(struct data_ask *ask);
/* How it is to be read. False: it has faults. */
bool data_ask_plan(struct data_ask *ask);
void data_ask_read(struct data_ask *ask);
/* Of DATA_ASK_READ in a format that sees the whole table. Lives until
 * data_ask_drop(). */
const struct data_grid *data_ask_table(struct data_ask *ask);
/* Gives back what it holds; may be called twice. */
void data_ask_drop(struct data_ask *ask);

#endif
