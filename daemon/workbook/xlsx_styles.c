#include <stdlib.h>
#include <string.h>

#include "workbook/xlsx_impl.h"
#include "workbook/xml.h"

#define FORMAT_MAX_ID 65535

struct reading {
    struct xlsx_styles *out;
    uint8_t *formats; /* by id of the format */
    bool in_formats;  /* numFmts: the same element stands elsewhere too */
    bool in_cells;    /* cellXfs */
};

static void define(struct reading *it, const char *const *attrs)
{
    int id = xml_attr_int(attrs, "numFmtId", FORMAT_MAX_ID);
    const char *code = xml_attr(attrs, "formatCode");
    if (id >= 0 && code != NULL) {
        it->formats[id] = (uint8_t)number_format_parse(code, strlen(code));
    }
}

static bool add_style(struct reading *it, const char *const *attrs,
                      struct error *err)
{
    struct xlsx_styles *out = it->out;
    int id = xml_attr_int(attrs, "numFmtId", FORMAT_MAX_ID);
    if (out->count == WORKBOOK_MAX_STYLES) {
        return workbook_too_many(err, "styles", WORKBOOK_MAX_STYLES);
    }
    out->formats[out->count++] = id < 0 ? NUMBER_FORMAT_PLAIN : it->formats[id];
    return true;
}

static bool on_start(void *ctx, const char *name, const char *const *attrs,
                     struct error *err)
{
    struct reading *it = ctx;
    if (strcmp(name, "numFmts") == 0) {
        it->in_formats = true;
    } else if (strcmp(name, "cellXfs") == 0) {
        it->in_cells = true;
    } else if (it->in_formats && strcmp(name, "numFmt") == 0) {
        define(it, attrs);
    } else if (it->in_cells && strcmp(name, "xf") == 0) {
        return add_style(it, attrs, err);
    }
    return true;
}

static bool on_end(void *ctx, const char *name, struct error *err)
{
    struct reading *it = ctx;
    (void)err;
    it->in_formats = it->in_formats && strcmp(name, "numFmts") != 0;
    it->in_cells = it->in_cells && strcmp(name, "cellXfs") != 0;
    return true;
}

bool xlsx_styles_read(struct package *package, const char *part,
                      struct xlsx_styles *out, struct error *err)
{
    static const struct xml_handlers HANDLERS = {on_start, on_end, NULL};
    struct reading it = {.out = out, .formats = malloc(FORMAT_MAX_ID + 1)};
    *out = (struct xlsx_styles){.formats = malloc(WORKBOOK_MAX_STYLES)};
    bool ok = it.formats != NULL && out->formats != NULL;
    if (!ok) {
        workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    for (int id = 0; ok && id <= FORMAT_MAX_ID; id++) {
        it.formats[id] = (uint8_t)number_format_builtin(id);
    }
    ok = ok && xml_read_part(package, part, &HANDLERS, &it, err);
    free(it.formats);
    return ok;
}

void xlsx_styles_free(struct xlsx_styles *styles)
{
    free(styles->formats);
}

enum number_format xlsx_styles_get(const struct xlsx_styles *styles, int style)
{
    return style >= 0 && style < styles->count
               ? (enum number_format)styles->formats[style]
               : NUMBER_FORMAT_PLAIN;
}
