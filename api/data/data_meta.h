/* What an answer says about itself. */
#ifndef TVS_DATA_META_H
#define TVS_DATA_META_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_plan.h"
#include "data/data_rows.h"
#include "data/data_sets.h"
#include "data/data_warnings.h"
#include "formats/json_writer.h"

struct data_meta {
    const struct data_plan *plan;
    const struct data_warnings *warnings;
    const struct data_rows *rows;
    const struct data_set_list *set_list; /* of sets=list */
    int64_t revision;
    int64_t asof; /* the revision that the figures are of; 0: the present */
    bool synthetic;
    const char *next; /* a cursor, or NULL */
};

/* What can be known before anything is read. */
void data_meta_warn(const struct data_plan *plan,
                    struct data_warnings *warnings);
void data_meta_write(const struct data_meta *meta, struct json_writer *json);
/* The same into an object that has begun. */
void data_meta_members(const struct data_meta *meta, struct json_writer *json);

#endif
