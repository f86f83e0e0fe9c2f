/* The parameters that name things of the catalogue; for data_query.c. */
#ifndef TVS_DATA_QUERY_CODES_H
#define TVS_DATA_QUERY_CODES_H

#include "data/data_query.h"

void data_query_take_indicators(struct data_parse *parse,
                                const struct data_arg *arg);
void data_query_take_areas(struct data_parse *parse,
                           const struct data_arg *arg);
void data_query_take_by(struct data_parse *parse, const struct data_arg *arg);
/* All parameters where.<dimension>, after `by`. */
void data_query_take_where(struct data_parse *parse);
/* Needs the indicators, and asof. */
void data_query_take_period(struct data_parse *parse,
                            const struct data_arg *arg);
/* The one value of a parameter that is no list; NULL and a fault when there
 * are several. */
const char *data_query_single(struct data_parse *parse,
                              const struct data_arg *arg);
bool data_query_truth(struct data_parse *parse, const struct data_arg *arg);
/* `low` and a fault when it is no number from low to high. */
int data_query_number(struct data_parse *parse, const struct data_arg *arg,
                      int low, int high);
/* Which of the words the value is; 0 and a fault when it is none of them. */
int data_query_word(struct data_parse *parse, const struct data_arg *arg,
                    const char *const *words, size_t count);
/* A rate that was reported as such is one school's, at the very members and
 * period of the report. At the end: needs all parameters. */
void data_query_check_rates(struct data_parse *parse);
/* A comparison is of periods of one type. At the end. */
void data_query_check_mixed(struct data_parse *parse);
/* "bad_parameter" that names the value. */
void data_query_refuse(struct data_parse *parse, const char *name,
                       const char *value);

/* The same with the words that it may be. */
struct data_words {
    const char *const *list;
    size_t count;
};
void data_query_refuse_word(struct data_parse *parse, const char *name,
                            const char *value, const struct data_words *words);

#endif
