/*
 * What the answers about parts have in common: which parts there are, the
 * figures of the whole, the remainder that no part accounts for, and the
 * envelope {"meta":{...,"whole":{...}},"columns":[...],"rows":[...]}.
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

/* From what was gathered; the first two columns are the part's code and
 * name. */
void parts_answer_init(struct parts_answer *answer,
                       const struct parts_query *query,
                       const struct parts_gather *parts,
                       const struct parts_gather *whole);
/* Fills the cells of code and name, steps on. -1: the remainder. */
void parts_answer_name(const struct parts_answer *answer, int64_t series,
                       struct table_cell **at);
/* Is the part there in both periods, or did it come or go? */
const char *parts_answer_presence(bool current, bool base);
/* Everything before the rows; the object "whole" is left open for what the
 * answer says about it. */
void parts_answer_begin(const struct parts_answer *answer,
                        struct json_writer *json);
/* Closes "whole", "meta"; the columns; opens the rows. */
void parts_answer_rows(const struct parts_answer *answer,
                       struct json_writer *json);
void parts_answer_end(struct json_writer *json);
/* A number or null as a member. */
void parts_answer_number(struct json_writer *json, const char *key,
                         bool present, int64_t value, int decimals);

#endif
