/* The parts of an .xlsx, for the files that read them. */
#ifndef TVS_WORKBOOK_XLSX_IMPL_H
#define TVS_WORKBOOK_XLSX_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"
#include "workbook/number_format.h"
#include "workbook/workbook_limits.h"

struct grid;
struct package;
struct shared_strings;

/* --- relations: what a part says others are to it --- */

struct xlsx_relation {
    char id[PACKAGE_MAX_NAME];
    char kind[48];                 /* the last word of its type: "worksheet" */
    char target[PACKAGE_MAX_NAME]; /* a name in the package; "": elsewhere */
};

struct xlsx_relations {
    struct xlsx_relation *list;
    int count;
};

/* Those of a part, "" for the package itself; none if it has no such part. */
MUSTCHECK bool xlsx_relations_read(struct package *package, const char *part,
                                   struct xlsx_relations *out,
                                   struct error *err);
void xlsx_relations_free(struct xlsx_relations *relations);
/* NULL: there is none. */
const struct xlsx_relation *
xlsx_relations_kind(const struct xlsx_relations *relations, const char *kind);
const struct xlsx_relation *
xlsx_relations_id(const struct xlsx_relations *relations, const char *id);
/* What `target` means in a file that lies beside `part`. False: it is not in
 * the package, or too long. */
bool xlsx_resolve(char out[PACKAGE_MAX_NAME], const char *part,
                  const char *target);

/* --- the workbook --- */

struct xlsx_sheet {
    char name[WORKBOOK_MAX_NAME + 1];
    char relation[PACKAGE_MAX_NAME];
    bool hidden;
};

struct xlsx_book {
    struct xlsx_sheet *sheets;
    int count;
    bool since_1904;
    bool links; /* to other files */
};

MUSTCHECK bool xlsx_book_read(struct package *package, const char *part,
                              struct xlsx_book *out, struct error *err);
void xlsx_book_free(struct xlsx_book *book);

/* --- styles: the number format of each --- */

struct xlsx_styles {
    uint8_t *formats; /* enum number_format */
    int count;
};

MUSTCHECK bool xlsx_styles_read(struct package *package, const char *part,
                                struct xlsx_styles *out, struct error *err);
void xlsx_styles_free(struct xlsx_styles *styles);
/* Plain for a number that is none. */
enum number_format xlsx_styles_get(const struct xlsx_styles *styles, int style);

/* --- shared strings --- */

MUSTCHECK bool xlsx_strings_read(struct package *package, const char *part,
                                 struct shared_strings *strings,
                                 struct error *err);
/* `_x000D_` stands for a character that XML does not like; in place, returns
 * the new length. */
size_t xlsx_unescape(char *text, size_t len);

/* --- a sheet --- */

/* What its cells refer to. */
struct xlsx_context {
    const struct shared_strings *strings;
    const struct xlsx_styles *styles;
    bool since_1904;
};

MUSTCHECK bool xlsx_sheet_read(struct package *package, const char *part,
                               const struct xlsx_context *context,
                               struct grid *grid, struct error *err);
MUSTCHECK bool xlsx_merges_read(struct package *package, const char *part,
                                struct grid *grid, struct error *err);

/* "D9": 9 and 4. False: not one of a sheet's cells. */
bool xlsx_ref_cell(const char *text, size_t len, int *row, int *column);
/* "A1:L1": top, left, bottom, right. */
bool xlsx_ref_range(const char *text, int corners[4]);

#endif
