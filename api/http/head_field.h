/*
 * The few fields that decide how a message is framed and whether the
 * connection lives on. Part of head.c's parser.
 */
#ifndef TVS_HTTP_HEAD_FIELD_H
#define TVS_HTTP_HEAD_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "http/head.h"

/* What the fields seen so far say. All zero but `head` to begin with. */
struct head_facts {
    struct http_head *head;
    int64_t length;
    bool has_host;
    bool has_length;
    bool has_coding;
    bool close;
    bool keep_alive;
};

MUSTCHECK bool head_field_take(struct head_facts *facts, const char *data,
                               const struct http_field *field,
                               struct error *err);
/* After the last field: the rules that need more than one of them. */
MUSTCHECK bool head_field_conclude(struct head_facts *facts, struct error *err);

#endif
