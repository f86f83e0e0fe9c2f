#include "platform/config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

#include "platform/check.h"
#include "platform/origins.h"
#include "platform/utf8.h"

#define RELOAD true
#define RESTART false
static const struct config_option OPTIONS[] = {
#define OPTION(sect, field, kind, text, low, high, when, words) \
    {                                                           \
        .section = #sect,                                       \
        .name = #field,                                         \
        .type = CONFIG_##kind,                                  \
        .default_text = text,                                   \
        .min = low,                                             \
        .max = high,                                            \
        .reload = when,                                         \
        .sentence = words,                                      \
        .offset = offsetof(struct config, field),               \
        .size = sizeof(((struct config *)NULL)->field),         \
    },
#include "platform/config.def"
#undef OPTION
};

/* The text of an option, kept whatever else the reason must say. */
#define REASON_SIZE 128

/* --- one value --- */

static bool parse_number(const struct config_option *option, const char *text,
                         int64_t *value)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 18 || text[digits] != '\0') {
        return false;
    }
    *value = strtoll(text, NULL, 10);
    return *value >= option->min && *value <= option->max;
}

static bool parse_bool(const char *text, bool *value)
{
    *value = strcmp(text, "on") == 0;
    return *value || strcmp(text, "off") == 0;
}

static bool is_memory(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    const char *unit = text + digits;
    return digits > 0 && digits < 10 && text[0] != '0' &&
           (strcmp(unit, "kB") == 0 || strcmp(unit, "MB") == 0 ||
            strcmp(unit, "GB") == 0);
}

static bool is_level(const char *text)
{
    return strcmp(text, "debug") == 0 || strcmp(text, "info") == 0 ||
           strcmp(text, "warn") == 0 || strcmp(text, "error") == 0;
}

static bool text_allowed(const struct config_option *option, const char *text)
{
    size_t len = strlen(text);
    if ((int64_t)len < option->min || (int64_t)len > option->max) {
        return false;
    }
    switch (option->type) {
    case CONFIG_MEMORY:
        return is_memory(text);
    case CONFIG_LEVEL:
        return is_level(text);
    default:
        return utf8_plain(text, len);
    }
}

static bool set_text(void *field, const struct config_option *option,
                     const char *text)
{
    if (!text_allowed(option, text)) {
        return false;
    }
    CHECK(strlen(text) < option->size);
    memset(field, 0, option->size);
    memcpy(field, text, strlen(text));
    return true;
}

static bool set_value(struct config *config, const struct config_option *option,
                      const char *text)
{
    void *field = (char *)config + option->offset;
    int64_t number = 0;
    bool flag = false;
    switch (option->type) {
    case CONFIG_INT:
        if (!parse_number(option, text, &number)) {
            return false;
        }
        *(int *)field = (int)number;
        return true;
    case CONFIG_INT64:
        if (!parse_number(option, text, &number)) {
            return false;
        }
        *(int64_t *)field = number;
        return true;
    case CONFIG_BOOL:
        if (!parse_bool(text, &flag)) {
            return false;
        }
        *(bool *)field = flag;
        return true;
    default:
        return set_text(field, option, text);
    }
}

void config_print(const struct config *config,
                  const struct config_option *option, char *out, size_t size)
{
    const void *field = (const char *)config + option->offset;
    switch (option->type) {
    case CONFIG_INT:
        snprintf(out, size, "%d", *(const int *)field);
        break;
    case CONFIG_INT64:
        snprintf(out, size, "%" PRId64, *(const int64_t *)field);
        break;
    case CONFIG_BOOL:
        snprintf(out, size, "%s", *(const bool *)field ? "on" : "off");
        break;
    default:
        snprintf(out, size, "%s", (const char *)field);
    }
}

/* What a value must be, for the reader of the message. */
static void describe_type(const struct config_option *option, char *out,
                          size_t size)
{
    switch (option->type) {
    case CONFIG_INT:
    case CONFIG_INT64:
        snprintf(out, size, "a number from %" PRId64 " to %" PRId64,
                 option->min, option->max);
        break;
    case CONFIG_BOOL:
        snprintf(out, size, "on or off");
        break;
    case CONFIG_MEMORY:
        snprintf(out, size, "a number with kB, MB or GB");
        break;
    case CONFIG_LEVEL:
        snprintf(out, size, "debug, info, warn or error");
        break;
    case CONFIG_TEXT:
        snprintf(out, size, "UTF-8 text of %" PRId64 " to %" PRId64 " bytes",
                 option->min, option->max);
        break;
    }
}

/* --- the table --- */

const struct config_option *config_option(int index)
{
    if (index < 0 || (size_t)index >= ARRAY_LEN(OPTIONS)) {
        return NULL;
    }
    return &OPTIONS[index];
}

void config_default(struct config *config)
{
    memset(config, 0, sizeof(*config));
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++) {
        CHECK(set_value(config, &OPTIONS[i], OPTIONS[i].default_text));
    }
}

const struct config_option *config_reload(struct config *config,
                                          const struct config *fresh)
{
    const struct config_option *differs = NULL;
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++) {
        const struct config_option *option = &OPTIONS[i];
        void *field = (char *)config + option->offset;
        const void *wanted = (const char *)fresh + option->offset;
        if (option->reload) {
            memcpy(field, wanted, option->size);
        } else if (differs == NULL &&
                   memcmp(field, wanted, option->size) != 0) {
            differs = option;
        }
    }
    return differs;
}

/* --- the file --- */

struct loader {
    FILE *file;
    const char *path;
    int line;
    struct config config;
    bool seen[ARRAY_LEN(OPTIONS)];
    bool failed;
    struct error *err;
};

/* Keeps the first fault only. */
static int loader_fail(struct loader *loader, const char *reason)
{
    if (!loader->failed) {
        char place[ERROR_ARG_SIZE];
        snprintf(place, sizeof(place), "%s:%d", loader->path, loader->line);
        error_set(loader->err, FAULT_BAD_CONFIG, place, reason, NULL);
        loader->failed = true;
    }
    return 0;
}

/* fgets() that refuses what inih would read as something else: a line that is
 * too long would become two, a NUL would hide the rest of its line. */
static char *read_line(char *out, int size, void *ctx)
{
    struct loader *loader = ctx;
    int len = 0;
    int c = EOF;
    loader->line++;
    while (len < size - 1 && c != '\n') {
        c = getc(loader->file);
        if (c == EOF) {
            break;
        }
        if (c == '\0') {
            loader_fail(loader, "a NUL byte");
            return NULL;
        }
        out[len++] = (char)c;
    }
    out[len] = '\0';
    if (c != '\n' && c != EOF) {
        loader_fail(loader, "the line is too long");
        return NULL;
    }
    return len > 0 ? out : NULL;
}

static const struct config_option *find_option(const char *section,
                                               const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++) {
        if (strcmp(OPTIONS[i].section, section) == 0 &&
            strcmp(OPTIONS[i].name, name) == 0) {
            return &OPTIONS[i];
        }
    }
    return NULL;
}

static int on_option(void *ctx, const char *section, const char *name,
                     const char *value)
{
    struct loader *loader = ctx;
    char reason[REASON_SIZE];
    const struct config_option *option = find_option(section, name);
    if (option == NULL) {
        snprintf(reason, sizeof(reason), "unknown option \"%.40s\" in [%.40s]",
                 name, section);
        return loader_fail(loader, reason);
    }
    bool *seen = &loader->seen[option - OPTIONS];
    if (*seen) {
        snprintf(reason, sizeof(reason), "\"%s\" stands twice", name);
        return loader_fail(loader, reason);
    }
    *seen = true;
    if (!set_value(&loader->config, option, value)) {
        char wanted[64];
        describe_type(option, wanted, sizeof(wanted));
        snprintf(reason, sizeof(reason), "\"%s\" must be %s", name, wanted);
        return loader_fail(loader, reason);
    }
    return 1;
}

/* What no single line can be blamed for. */
static void check_together(struct loader *loader)
{
    const struct config *config = &loader->config;
    if (config->default_rows > config->max_rows) {
        loader_fail(loader, "\"default_rows\" is greater than \"max_rows\"");
    }
    if (!origins_valid(config->cors_origins)) {
        loader_fail(loader, "\"cors_origins\" must be origins such as "
                            "https://stat.example.org, joined by commas");
    }
}

bool config_load(struct config *config, const char *path, struct error *err)
{
    struct loader loader = {.path = path, .err = err};
    config_default(&loader.config);
    loader.file = fopen(path, "re");
    if (loader.file == NULL) {
        return error_set(err, FAULT_BAD_CONFIG, path, strerror(errno), NULL);
    }
    int line = ini_parse_stream(read_line, &loader, on_option, &loader);
    if (ferror(loader.file)) {
        loader_fail(&loader, "could not be read");
    }
    fclose(loader.file);
    if (line != 0) {
        loader.line = line > 0 ? line : loader.line;
        loader_fail(&loader, "neither [section] nor name = value");
    }
    check_together(&loader);
    if (loader.failed) {
        return false;
    }
    *config = loader.config;
    return true;
}
