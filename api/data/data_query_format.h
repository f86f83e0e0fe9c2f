/* The parameters that say how an answer is written: lang, format, bom. */
#ifndef TVS_DATA_QUERY_FORMAT_H
#define TVS_DATA_QUERY_FORMAT_H

#include "data/data_query.h"

void data_query_take_lang(struct data_parse *parse, const struct data_arg *arg);
void data_query_take_format(struct data_parse *parse,
                            const struct data_arg *arg);
void data_query_take_bom(struct data_parse *parse, const struct data_arg *arg);
/* Without `format`: what the client accepts. */
void data_query_negotiate(struct data_parse *parse);
/* What the format means for the other parameters, when it is known: labels
 * and limit without their own, no cursor. */
void data_query_settle_format(struct data_parse *parse);

#endif
