/*
 * The XML of one part, in an archive that is otherwise well: the first byte
 * chooses which part, the rest is its content. The archive is built here, so
 * that no input is lost on check sums.
 */
#include <string.h>

#include <zlib.h>

#include "fuzz.h"
#include "platform/buffer.h"
#include "platform/check.h"
#include "platform/macros.h"
#include "workbook/grid.h"
#include "workbook/xlsx.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS                                                       \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/" \
    "2006/relationships\">"
#define RELATION(id, kind, target)                        \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" kind \
    "\" Target=\"" target "\"/>"

static const struct {
    const char *name;
    const char *content;
} PARTS[] = {
    {"_rels/.rels",
     RELATIONS RELATION("r1", "officeDocument", "b.xml") "</Relationships>"},
    {"_rels/b.xml.rels",
     RELATIONS RELATION("r1", "worksheet", "s.xml")
         RELATION("r2", "styles", "y.xml")
             RELATION("r3", "sharedStrings", "t.xml") "</Relationships>"},
    {"b.xml", "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
              "\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"},
    {"y.xml", "<styleSheet xmlns=\"" MAIN
              "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
              "<xf numFmtId=\"9\"/></cellXfs></styleSheet>"},
    {"t.xml", "<sst xmlns=\"" MAIN "\"><si><t>a</t></si></sst>"},
    {"s.xml", "<worksheet xmlns=\"" MAIN "\"><sheetData><row><c "
              "t=\"s\"><v>0</v></c></row></sheetData></worksheet>"},
};

static void add_number(struct buffer *out, uint64_t value, int size)
{
    for (int i = 0; i < size; i++) {
        buffer_add_char(out, (char)(value >> (8 * i)));
    }
}

static void add_zeros(struct buffer *out, int count)
{
    for (int i = 0; i < count; i++) {
        buffer_add_char(out, '\0');
    }
}

/* What both heads of an entry have in common. */
static void add_head(struct buffer *out, const char *name, const void *data,
                     size_t len)
{
    add_number(out, 20, 2);
    add_zeros(out, 2 + 2 + 2 + 2);
    add_number(out, crc32(0, data, (uInt)len), 4);
    add_number(out, len, 4);
    add_number(out, len, 4);
    add_number(out, strlen(name), 2);
    add_number(out, 0, 2);
}

static void add_part(struct buffer *body, struct buffer *directory,
                     const char *name, const void *data, size_t len)
{
    size_t at = body->len;
    buffer_add(body, "PK\3\4", 4);
    add_head(body, name, data, len);
    buffer_add_str(body, name);
    buffer_add(body, data, len);
    buffer_add(directory, "PK\1\2", 4);
    add_number(directory, 20, 2);
    add_head(directory, name, data, len);
    add_zeros(directory, 2 + 2 + 2 + 4);
    add_number(directory, at, 4);
    buffer_add_str(directory, name);
}

static void build(struct buffer *out, size_t which, const uint8_t *data,
                  size_t size)
{
    struct buffer directory;
    buffer_init(&directory, 0);
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
        bool given = i == which;
        add_part(out, &directory, PARTS[i].name,
                 given ? (const void *)data : PARTS[i].content,
                 given ? size : strlen(PARTS[i].content));
    }
    size_t at = out->len;
    buffer_add(out, directory.data, directory.len);
    buffer_add(out, "PK\5\6\0\0\0\0", 8);
    add_number(out, ARRAY_LEN(PARTS), 2);
    add_number(out, ARRAY_LEN(PARTS), 2);
    add_number(out, directory.len, 4);
    add_number(out, at, 4);
    add_number(out, 0, 2);
    buffer_fini(&directory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    struct buffer archive;
    if (size == 0) {
        return 0;
    }
    buffer_init(&archive, 0);
    build(&archive, data[0] % (ARRAY_LEN(PARTS) + 1), data + 1, size - 1);
    struct grid *grid = grid_new(-1);
    bool ok = xlsx_read(archive.data, archive.len, grid, &err);
    CHECK(ok || (err.fault >= FAULT_WORKBOOK_UNREADABLE &&
                 err.fault <= FAULT_WORKBOOK_LINKS));
    /* Unchanged it is a good one. */
    CHECK(ok || data[0] % (ARRAY_LEN(PARTS) + 1) != ARRAY_LEN(PARTS));
    grid_free(grid);
    buffer_fini(&archive);
    return 0;
}
