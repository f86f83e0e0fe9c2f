#include <stdlib.h>
#include <string.h>

#include "platform/utf8.h"
#include "workbook/xlsx_impl.h"
#include "workbook/xml.h"

static bool add_sheet(struct xlsx_book *book, const char *const *attrs,
                      struct error *err)
{
    const char *name = xml_attr(attrs, "name");
    const char *relation = xml_attr_relation(attrs);
    const char *state = xml_attr(attrs, "state");
    if (book->count == WORKBOOK_MAX_SHEETS) {
        return workbook_too_many(err, "sheets", WORKBOOK_MAX_SHEETS);
    }
    if (name == NULL || relation == NULL ||
        strlen(relation) >= PACKAGE_MAX_NAME) {
        return workbook_unreadable(err, "a sheet without a name or a part");
    }
    struct xlsx_sheet *sheet = &book->sheets[book->count++];
    size_t len = utf8_cut(name, strlen(name), WORKBOOK_MAX_NAME);
    memcpy(sheet->name, name, len);
    sheet->name[len] = '\0';
    memcpy(sheet->relation, relation, strlen(relation) + 1);
    /* The other states are hidden and veryHidden. */
    sheet->hidden = state != NULL && strcmp(state, "visible") != 0;
    return true;
}

static bool on_start(void *ctx, const char *name, const char *const *attrs,
                     struct error *err)
{
    struct xlsx_book *book = ctx;
    if (strcmp(name, "sheet") == 0) {
        return add_sheet(book, attrs, err);
    }
    if (strcmp(name, "workbookPr") == 0) {
        book->since_1904 = xml_attr_true(attrs, "date1904");
    }
    book->links |= strcmp(name, "externalReference") == 0;
    return true;
}

static bool on_end(void *ctx, const char *name, struct error *err)
{
    (void)ctx;
    (void)name;
    (void)err;
    return true;
}

bool xlsx_book_read(struct package *package, const char *part,
                    struct xlsx_book *out, struct error *err)
{
    static const struct xml_handlers HANDLERS = {on_start, on_end, NULL};
    *out = (struct xlsx_book){
        .sheets = calloc(WORKBOOK_MAX_SHEETS, sizeof(struct xlsx_sheet)),
    };
    if (out->sheets == NULL) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    return xml_read_part(package, part, &HANDLERS, out, err) &&
           (out->count > 0 || workbook_unreadable(err, "no sheets"));
}

void xlsx_book_free(struct xlsx_book *book)
{
    free(book->sheets);
}
