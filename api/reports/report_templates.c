#include "reports/report_templates.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/buffer.h"
#include "platform/check.h"
#include "report/report_default.h"
#include "report/report_template.h"

enum { LANGS = 2 };

struct report_templates {
    struct buffer texts[LANGS]; /* by enum lang */
    char digests[LANGS][DIGEST_HEX_SIZE];
};

/* --- files --- */

static bool read_all(int fd, struct buffer *out)
{
    char piece[16384];
    ssize_t got = 0;
    while ((got = read(fd, piece, sizeof(piece))) > 0) {
        buffer_add(out, piece, (size_t)got);
    }
    return got == 0 && !out->failed;
}

static bool read_file(const char *path, enum lang lang, struct buffer *out,
                      struct error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        size_t len = 0;
        const char *text = report_default(lang, &len);
        buffer_add(out, text, len);
        return true;
    }
    bool good = fd >= 0 && read_all(fd, out);
    int code = errno;
    if (fd >= 0) {
        close(fd);
    }
    return good ||
           error_detail(err, FAULT_INTERNAL, "could not read %s: %s", path,
                        out->failed ? "too long" : strerror(code));
}

/* Those whose first fault is an error say so; warnings are for the linter. */
static bool check(const char *path, const struct buffer *text,
                  struct error *err)
{
    struct arena arena;
    struct report_template template;
    char message[REPORT_FAULT_SIZE];
    arena_init(&arena);
    struct report_faults *faults = arena_zalloc(&arena, 1, sizeof(*faults));
    report_faults_init(faults, &arena);
    bool good =
        report_template_parse(&template, text->data, text->len, &arena, faults);
    for (int i = 0; !good && i < faults->count; i++) {
        const struct report_fault *fault = &faults->list[i];
        if (report_fault_is_error(fault->code)) {
            report_fault_message(fault, LANG_EN, message);
            error_detail(err, FAULT_INTERNAL, "%s:%d:%d: %s", path,
                         fault->place.line, fault->place.column, message);
            break;
        }
    }
    arena_fini(&arena);
    return good;
}

static bool load(struct report_templates *templates, const char *dir,
                 enum lang lang, struct error *err)
{
    static const char *const TAGS[] = {"zh", "en"};
    char path[PATH_MAX] = "";
    struct digest digest;
    struct buffer *text = &templates->texts[lang];
    if (*dir != '\0') {
        snprintf(path, sizeof(path), "%s/" REPORT_DEFAULT_NAME ".%s.txt", dir,
                 TAGS[lang]);
    }
    /* Without a folder the path is "", which is no file. */
    if (!read_file(path, lang, text, err) || !check(path, text, err)) {
        return false;
    }
    digest_init(&digest);
    digest_add(&digest, text->data, text->len);
    digest_hex(&digest, templates->digests[lang]);
    return true;
}

/* --- all of them --- */

struct report_templates *report_templates_load(const char *dir,
                                               struct error *err)
{
    struct report_templates *templates = calloc(1, sizeof(*templates));
    CHECK(templates != NULL);
    for (int i = 0; i < LANGS; i++) {
        buffer_init(&templates->texts[i], REPORT_MAX_TEXT);
    }
    if (!load(templates, dir, LANG_ZH, err) ||
        !load(templates, dir, LANG_EN, err)) {
        report_templates_free(templates);
        return NULL;
    }
    return templates;
}

void report_templates_free(struct report_templates *templates)
{
    if (templates == NULL) {
        return;
    }
    for (int i = 0; i < LANGS; i++) {
        buffer_fini(&templates->texts[i]);
    }
    free(templates);
}

struct report_template_text
report_templates_get(const struct report_templates *templates, enum lang lang,
                     struct arena *arena)
{
    const struct buffer *text = &templates->texts[lang];
    struct report_template_text out = {
        .text = arena_copy(arena, text->data, text->len),
        .len = text->len,
    };
    memcpy(out.digest, templates->digests[lang], DIGEST_HEX_SIZE);
    return out;
}
