#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "workbook/package.h"
#include "workbook/xlsx_impl.h"
#include "workbook/xml.h"

struct reading {
    const char *part;
    struct xlsx_relations *out;
};

/* --- names --- */

/* Takes the last folder off; false: there is none. */
static bool go_up(char *path, size_t *len)
{
    if (*len == 0) {
        return false;
    }
    path[*len] = '\0';
    const char *slash = strrchr(path, '/');
    *len = slash == NULL ? 0 : (size_t)(slash - path);
    return true;
}

static bool go_down(char *path, size_t *len, const char *word, size_t size)
{
    size_t slash = *len > 0 ? 1 : 0;
    if (*len + slash + size >= PACKAGE_MAX_NAME) {
        return false;
    }
    path[*len] = '/'; /* or overwritten */
    memcpy(path + *len + slash, word, size);
    *len += slash + size;
    return true;
}

bool xlsx_resolve(char out[PACKAGE_MAX_NAME], const char *part,
                  const char *target)
{
    const char *slash = strrchr(part, '/');
    size_t len = 0;
    bool ok = target[0] == '/' || slash == NULL ||
              go_down(out, &len, part, (size_t)(slash - part));
    while (ok && *target != '\0') {
        size_t size = strcspn(target, "/");
        if (size == 2 && memcmp(target, "..", 2) == 0) {
            ok = go_up(out, &len);
        } else if (size > 0 && !(size == 1 && target[0] == '.')) {
            ok = go_down(out, &len, target, size);
        }
        target += size;
        target += *target == '/';
    }
    out[ok ? len : 0] = '\0';
    return ok && len > 0;
}

/* xl/workbook.xml: xl/_rels/workbook.xml.rels */
static bool name_of_relations(char out[PACKAGE_MAX_NAME], const char *part)
{
    const char *slash = strrchr(part, '/');
    const char *base = slash == NULL ? part : slash + 1;
    int len = snprintf(out, PACKAGE_MAX_NAME, "%.*s_rels/%s.rels",
                       (int)(base - part), part, base);
    return len > 0 && len < PACKAGE_MAX_NAME;
}

/* --- reading --- */

static bool copy(char *out, size_t size, const char *text)
{
    size_t len = text == NULL ? size : strlen(text);
    if (len >= size) {
        return false;
    }
    memcpy(out, text, len + 1);
    return true;
}

static struct xlsx_relation *append(struct reading *it, struct error *err)
{
    struct xlsx_relations *out = it->out;
    if (out->count == PACKAGE_MAX_RELATIONS) {
        workbook_too_many(err, "relations", PACKAGE_MAX_RELATIONS);
        return NULL;
    }
    if (out->list == NULL) {
        out->list = calloc(PACKAGE_MAX_RELATIONS, sizeof(*out->list));
    }
    if (out->list == NULL) {
        workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
        return NULL;
    }
    return &out->list[out->count];
}

/* Those we cannot make sense of are left out: hyperlinks have targets of any
 * length. */
static bool on_start(void *ctx, const char *name, const char *const *attrs,
                     struct error *err)
{
    struct reading *it = ctx;
    if (strcmp(name, "Relationship") != 0) {
        return true;
    }
    struct xlsx_relation *relation = append(it, err);
    if (relation == NULL) {
        return false;
    }
    const char *type = xml_attr(attrs, "Type");
    const char *slash = type == NULL ? NULL : strrchr(type, '/');
    const char *target = xml_attr(attrs, "Target");
    const char *mode = xml_attr(attrs, "TargetMode");
    bool inside = mode == NULL || strcmp(mode, "External") != 0;
    relation->target[0] = '\0';
    bool known =
        slash != NULL && target != NULL &&
        copy(relation->id, sizeof(relation->id), xml_attr(attrs, "Id")) &&
        copy(relation->kind, sizeof(relation->kind), slash + 1) &&
        (!inside || xlsx_resolve(relation->target, it->part, target));
    it->out->count += known;
    return true;
}

static bool on_end(void *ctx, const char *name, struct error *err)
{
    (void)ctx;
    (void)name;
    (void)err;
    return true;
}

bool xlsx_relations_read(struct package *package, const char *part,
                         struct xlsx_relations *out, struct error *err)
{
    static const struct xml_handlers HANDLERS = {on_start, on_end, NULL};
    struct reading it = {.part = part, .out = out};
    char name[PACKAGE_MAX_NAME];
    *out = (struct xlsx_relations){0};
    if (!name_of_relations(name, part) || !package_has(package, name)) {
        return true;
    }
    return xml_read_part(package, name, &HANDLERS, &it, err);
}

void xlsx_relations_free(struct xlsx_relations *relations)
{
    free(relations->list);
}

const struct xlsx_relation *
xlsx_relations_kind(const struct xlsx_relations *relations, const char *kind)
{
    for (int i = 0; i < relations->count; i++) {
        if (strcmp(relations->list[i].kind, kind) == 0) {
            return &relations->list[i];
        }
    }
    return NULL;
}

const struct xlsx_relation *
xlsx_relations_id(const struct xlsx_relations *relations, const char *id)
{
    for (int i = 0; i < relations->count; i++) {
        if (strcmp(relations->list[i].id, id) == 0) {
            return &relations->list[i];
        }
    }
    return NULL;
}
