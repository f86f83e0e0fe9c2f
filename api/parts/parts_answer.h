/*
 * What the answers about parts have in common: which parts there are, the
 * figures of the whole, the remainder that no part accounts for, and the
 * envelope {"meta":{...,"whole":{...}},"columns":[...],"rows":[...]}, or the
 * rows alone as CSV or NDJSON.
 */
#ifndef TVS_PARTS_ANSWER_H
#define TVS_PARTS_ANSWER_H

#include "formats/json_writer.h"
#include "formats/table.h"
#include "parts/parts_gather.h"
#include "parts/parts_query.h"
#include "stats/change.h"

struct parts_answer {
    const struct parts_query *query;
    const struct parts_gather *parts, *whole;
    int64_t revision;
    bool synthetic;
    /* Of the whole; parts_answer_init(). */
    struct figure_scale scale;
    struct parts_pair pair;
    struct change change;
    /* Series with a report in one of the periods. */
    int64_t *series;
    int count;
    struct table_head head;
};

/* What one kind of answer says. `data` is its own. */
struct parts_shape {
    const char *const *columns; /* behind the part's code and name */
    int column_count;
    /* What "whole" says besides; NULL: nothing. */
    void (*write_whole)(const void *data, struct json_writer *json);
    /* The cells of a part; indexes from answer->count on: the remainder. */
    void (*fill)(const void *data, int index, struct table_cell *at);
};

/* From what was gathered. */
void parts_answer_init(struct parts_answer *answer,
                       const struct parts_query *query,
                       const struct parts_gather *parts,
                       const struct parts_gather *whole);
/* Is the part there in both periods, or did it come or go? */
const char *parts_answer_presence(bool current, bool base);
/* All of it, with so many rows. */
void parts_answer_write(struct parts_answer *answer,
                        const struct parts_shape *shape, const void *data,
                        int rows, struct buffer *out);
/* A number or null as a member. */
void parts_answer_number(struct json_writer *json, const char *key,
                         bool present, int64_t value, int decimals);

#endif
