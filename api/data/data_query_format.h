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
/* Without `labels`, when the format is known. */
void data_query_settle_labels(struct data_parse *parse);

#endif
