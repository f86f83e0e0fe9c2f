/*
 * How a cell's text becomes a code and a name: a pattern picks groups, two
 * templates place them as {1} to {9} and the whole match as {0}, a map
 * translates the code. Each part may be missing; without a pattern {0} is the
 * whole text, without a template it is "{0}".
 */
#ifndef TVS_INGEST_REWRITE_H
#define TVS_INGEST_REWRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/pattern.h"
#include "ingest/span.h"

#define REWRITE_OUT_MAX 1024 /* bytes of what a template gives */
#define REWRITE_MAP_MAX 1000 /* entries */

struct rewrite_entry {
    struct span from, to;
};

struct rewrite {
    struct pattern *pattern;
    const char *code_template;
    const char *name_template;
    const struct rewrite_entry *map;
    size_t map_count;
};

/* Has the template only {n} with n <= groups in its braces? */
bool rewrite_template_ok(const char *template, size_t groups);
/* Would it change anything? */
bool rewrite_is_plain(const struct rewrite *rewrite);

/* Code and name of one text; the spans point into it or into `room`. */
struct rewritten {
    struct span code, name;
    char room[2][REWRITE_OUT_MAX];
};

/* False: the text does not match, or grows too long. */
bool rewrite_apply(const struct rewrite *rewrite, struct span text,
                   struct rewritten *out);

#endif
