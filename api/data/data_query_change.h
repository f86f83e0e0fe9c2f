/* The parameters that say more about a comparison: measures, years,
 * allow_break, linked; for data_query.c. */
#ifndef TVS_DATA_QUERY_CHANGE_H
#define TVS_DATA_QUERY_CHANGE_H

#include "data/data_query.h"

void data_query_take_measures(struct data_parse *parse,
                              const struct data_arg *arg);
void data_query_take_years(struct data_parse *parse,
                           const struct data_arg *arg);
void data_query_take_allow_break(struct data_parse *parse,
                                 const struct data_arg *arg);
void data_query_take_linked(struct data_parse *parse,
                            const struct data_arg *arg);
/* Whether they go with each other and with the rest; when all is taken. */
void data_query_check_change(struct data_parse *parse);
/* "flags", ... of the bit with that index, NULL behind the last. */
const char *data_measure_name(int index);

#endif
