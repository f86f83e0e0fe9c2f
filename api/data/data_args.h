/*
 * The parameters of a question as they came, from a query string or from a
 * JSON body: names with lists of values. In a query string a comma separates
 * values; a code that holds a comma itself can be given in a JSON array.
 */
#ifndef TVS_DATA_ARGS_H
#define TVS_DATA_ARGS_H

#include <stddef.h>

#include "data/data_faults.h"
#include "http/request.h"
#include "platform/arena.h"
#include "platform/macros.h"

#define DATA_ARGS_MAX 64
#define DATA_ARG_VALUES_MAX 1024

struct data_arg {
    const char *name;
    const char *const *values; /* at least one; may be "" */
    int count;
};

struct data_args {
    struct data_arg list[DATA_ARGS_MAX];
    int count;
};

/* A name that stands twice is a fault. What is kept lives in the arena or is
 * the parameters' own. */
void data_args_from_params(struct data_args *args, struct arena *arena,
                           const struct http_param *params, int count,
                           struct data_faults *faults);
/*
 * One object: {"indicator":["a","b"],"area":"360900","where":{"gender":"1"}}.
 * A string is split like a parameter; numbers and booleans stand for their
 * text; `where` may be an object, or "where.gender" a name.
 */
void data_args_from_json(struct data_args *args, struct arena *arena,
                         const char *text, size_t len,
                         struct data_faults *faults);
const struct data_arg *data_args_find(const struct data_args *args,
                                      const char *name);
/* One more parameter; "a,b" is split, a fault is noted. */
void data_args_add(struct data_args *args, struct arena *arena,
                   const char *name, const char *text,
                   struct data_faults *faults);
void data_args_add_list(struct data_args *args, const struct data_arg *arg,
                        struct data_faults *faults);

#endif
