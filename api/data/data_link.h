/*
 * Comparisons across a change of definition. Such a comparison is refused
 * (definition_break), unless the question allows it, or is to be linked and
 * one period was measured by both definitions: then the base is multiplied by
 * new/old. A ratio also breaks where one of its parts does, and cannot be
 * linked there.
 */
#ifndef TVS_DATA_LINK_H
#define TVS_DATA_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_plan.h"
#include "formats/json_writer.h"
#include "stats/change.h"

/* After the timelines; sets plan->timelines[].links, notes faults. */
void data_link_make(struct data_plan *plan, enum lang lang,
                    struct data_faults *faults);
/* The base by the new definition. False: it does not fit and stays. */
MUSTCHECK bool data_link_apply(const struct data_link *link,
                               struct figure *base);
/* What was linked, by which factor and why, as an array. */
void data_link_write(const struct data_plan *plan, struct json_writer *json);

#endif
