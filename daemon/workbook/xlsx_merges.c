/*
 * Merged ranges stand after the rows that they concern, so a part that has
 * any is read twice; whether it has any is seen without reading its XML.
 */
#include <string.h>

#include "workbook/grid.h"
#include "workbook/package.h"
#include "workbook/xlsx_impl.h"
#include "workbook/xml.h"

#define WORD "mergeCell"
#define WORD_LEN (sizeof(WORD) - 1)

struct search {
    char tail[2 * WORD_LEN]; /* the end of a slice, the beginning of the next */
    size_t tail_len;
    bool begun;
    bool found;
};

/* Of UTF-16 we cannot tell. */
static bool is_wide(const char *data, size_t len)
{
    return len > 1 && (data[0] == '\0' || data[1] == '\0' ||
                       (unsigned char)data[0] >= 0xFE);
}

static bool search_slice(void *ctx, const char *data, size_t len,
                         struct error *err)
{
    struct search *it = ctx;
    (void)err;
    size_t head = len < WORD_LEN ? len : WORD_LEN;
    memcpy(it->tail + it->tail_len, data, head);
    it->found |=
        (!it->begun && is_wide(data, len)) ||
        memmem(it->tail, it->tail_len + head, WORD, WORD_LEN) != NULL ||
        memmem(data, len, WORD, WORD_LEN) != NULL;
    it->begun = true;
    if (len >= WORD_LEN) {
        memcpy(it->tail, data + len - (WORD_LEN - 1), WORD_LEN - 1);
        it->tail_len = WORD_LEN - 1;
    } else {
        size_t all = it->tail_len + len;
        size_t keep = all < WORD_LEN - 1 ? all : WORD_LEN - 1;
        memmove(it->tail, it->tail + all - keep, keep);
        it->tail_len = keep;
    }
    return true;
}

static bool on_start(void *ctx, const char *name, const char *const *attrs,
                     struct error *err)
{
    int corners[4];
    if (strcmp(name, "mergeCell") != 0) {
        return true;
    }
    const char *ref = xml_attr(attrs, "ref");
    if (ref == NULL || !xlsx_ref_range(ref, corners)) {
        return workbook_unreadable(err, "a bad merged range");
    }
    return grid_merge(ctx, corners, err);
}

static bool on_end(void *ctx, const char *name, struct error *err)
{
    (void)ctx;
    (void)name;
    (void)err;
    return true;
}

bool xlsx_merges_read(struct package *package, const char *part,
                      struct grid *grid, struct error *err)
{
    static const struct xml_handlers HANDLERS = {on_start, on_end, NULL};
    struct search it = {0};
    return package_read(package, part, search_slice, &it, err) &&
           (!it.found || xml_read_part(package, part, &HANDLERS, grid, err));
}
