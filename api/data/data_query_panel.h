/* The parameters that ask about schools rather than sums: basis, view, ytd,
 * asof, panel; for data_query.c. */
#ifndef TVS_DATA_QUERY_PANEL_H
#define TVS_DATA_QUERY_PANEL_H

#include "data/data_query.h"

void data_query_take_basis(struct data_parse *parse,
                           const struct data_arg *arg);
void data_query_take_view(struct data_parse *parse, const struct data_arg *arg);
void data_query_take_ytd(struct data_parse *parse, const struct data_arg *arg);
void data_query_take_asof(struct data_parse *parse, const struct data_arg *arg);
void data_query_take_panel(struct data_parse *parse,
                           const struct data_arg *arg);
/* Whether they go with each other and with the rest; when all is taken. */
void data_query_check_panel(struct data_parse *parse);

#endif
