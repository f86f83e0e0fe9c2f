#include "workbook/xlsx.h"

#include <string.h>
#include <strings.h>

#include "platform/macros.h"
#include "workbook/grid.h"
#include "workbook/package.h"
#include "workbook/shared_strings.h"
#include "workbook/xlsx_impl.h"

/* Everything that must be known before the first cell. */
struct xlsx {
    struct package *package;
    struct grid *grid;
    struct xlsx_relations relations; /* of the workbook */
    struct xlsx_book book;
    struct xlsx_styles styles;
    struct shared_strings strings;
};

static bool refuse(struct error *err, enum fault fault, const char *what)
{
    return error_set(err, fault, what, NULL, NULL);
}

/* --- what it is --- */

/* Archives that are something else, by a part that they have. */
static const struct {
    const char *part;
    const char *what;
} OTHERS[] = {
    {"mimetype", "OpenDocument"},
    {"word/document.xml", "Word"},
    {"ppt/presentation.xml", "PowerPoint"},
    {"xl/workbook.bin", "XLSB"},
};

static bool check_others(const struct package *package, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LEN(OTHERS); i++) {
        if (package_has(package, OTHERS[i].part)) {
            return refuse(err, FAULT_WORKBOOK_FORMAT, OTHERS[i].what);
        }
    }
    return true;
}

static bool find_book(struct package *package, char part[PACKAGE_MAX_NAME],
                      struct error *err)
{
    struct xlsx_relations root;
    bool ok = xlsx_relations_read(package, "", &root, err);
    const struct xlsx_relation *book =
        ok ? xlsx_relations_kind(&root, "officeDocument") : NULL;
    if (book != NULL) {
        memcpy(part, book->target, sizeof(book->target));
    }
    xlsx_relations_free(&root);
    return ok && ((book != NULL && package_has(package, part)) ||
                  refuse(err, FAULT_WORKBOOK_FORMAT, "ZIP"));
}

static bool check_macros(const struct package *package, struct error *err)
{
    if (package_has_named(package, "vbaProject.bin") ||
        package_has_under(package, "xl/macrosheets")) {
        return refuse(err, FAULT_WORKBOOK_MACROS, NULL);
    }
    return true;
}

static bool check_links(const struct xlsx *it, struct error *err)
{
    if (it->book.links || package_has_under(it->package, "xl/externalLinks") ||
        xlsx_relations_kind(&it->relations, "externalLink") != NULL) {
        return refuse(err, FAULT_WORKBOOK_LINKS, NULL);
    }
    return true;
}

/* --- reading --- */

static bool read_common(struct xlsx *it, const char *part, struct error *err)
{
    if (!xlsx_relations_read(it->package, part, &it->relations, err) ||
        !xlsx_book_read(it->package, part, &it->book, err) ||
        !check_links(it, err)) {
        return false;
    }
    const struct xlsx_relation *styles =
        xlsx_relations_kind(&it->relations, "styles");
    const struct xlsx_relation *strings =
        xlsx_relations_kind(&it->relations, "sharedStrings");
    return (styles == NULL ||
            xlsx_styles_read(it->package, styles->target, &it->styles, err)) &&
           (strings == NULL ||
            xlsx_strings_read(it->package, strings->target, &it->strings, err));
}

/* Sheets of charts and dialogues have no cells, but count. */
static bool read_sheet(struct xlsx *it, const struct xlsx_sheet *sheet,
                       struct error *err)
{
    const struct xlsx_context context = {&it->strings, &it->styles,
                                         it->book.since_1904};
    const struct xlsx_relation *relation =
        xlsx_relations_id(&it->relations, sheet->relation);
    if (relation == NULL) {
        return workbook_unreadable(err, "a sheet without a part");
    }
    if (strcasestr(relation->kind, "macrosheet") != NULL) {
        return refuse(err, FAULT_WORKBOOK_MACROS, NULL);
    }
    if (!grid_sheet(it->grid, sheet->name, sheet->hidden, err)) {
        return false;
    }
    return strcmp(relation->kind, "worksheet") != 0 ||
           (xlsx_merges_read(it->package, relation->target, it->grid, err) &&
            xlsx_sheet_read(it->package, relation->target, &context, it->grid,
                            err));
}

static bool read_all(struct xlsx *it, struct error *err)
{
    char part[PACKAGE_MAX_NAME];
    if (!check_others(it->package, err) || !check_macros(it->package, err) ||
        !find_book(it->package, part, err) || !read_common(it, part, err)) {
        return false;
    }
    for (int i = 0; i < it->book.count; i++) {
        if (!read_sheet(it, &it->book.sheets[i], err)) {
            return false;
        }
    }
    return true;
}

bool xlsx_read(const void *data, size_t len, struct grid *grid,
               struct error *err)
{
    struct xlsx it = {.grid = grid, .package = package_open(data, len, err)};
    if (it.package == NULL) {
        return false;
    }
    shared_strings_init(&it.strings);
    bool ok = read_all(&it, err);
    shared_strings_fini(&it.strings);
    xlsx_styles_free(&it.styles);
    xlsx_book_free(&it.book);
    xlsx_relations_free(&it.relations);
    package_close(it.package);
    return ok;
}
