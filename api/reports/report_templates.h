/*
 * The templates that reports are made with: the bureau's own files, or those
 * that come with the program where it has none.
 */
#ifndef TVS_REPORTS_REPORT_TEMPLATES_H
#define TVS_REPORTS_REPORT_TEMPLATES_H

#include <stddef.h>

#include "platform/arena.h"
#include "platform/digest.h"
#include "platform/error.h"
#include "platform/fault.h"

struct report_templates;

struct report_template_text {
    const char *text;
    size_t len;
    char digest[DIGEST_HEX_SIZE];
};

/*
 * Reads annual.zh.txt and annual.en.txt of the folder, "" for none; one that
 * is not there is the program's own. NULL: a file cannot be read or used, and
 * `err` says where. Blocks: at the start and at a reload only.
 */
struct report_templates *report_templates_load(const char *dir,
                                               struct error *err);
/* NULL is fine. */
void report_templates_free(struct report_templates *templates);
/* A copy that outlives the next reload. */
struct report_template_text
report_templates_get(const struct report_templates *templates, enum lang lang,
                     struct arena *arena);

#endif
