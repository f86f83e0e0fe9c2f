#include "workbook/zip_layout.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "platform/macros.h"
#include "workbook/workbook_limits.h"

#define END_SIZE 22     /* end of central directory */
#define LOCATOR_SIZE 20 /* where the one of ZIP64 is */
#define END64_SIZE 56
#define ENTRY_SIZE 46
#define LOCAL_SIZE 30
#define COMMENT_MAX 65535
#define EXTRA_ZIP64 1

struct bytes {
    const unsigned char *data;
    size_t len;
};

struct extent {
    uint64_t from, to;
};

struct directory {
    uint64_t offset, size, count;
    uint64_t end; /* where what follows it begins */
};

static uint64_t number(const unsigned char *at, int size)
{
    uint64_t value = 0;
    for (int i = size - 1; i >= 0; i--) {
        value = value << 8 | at[i];
    }
    return value;
}

static bool is_at(struct bytes file, uint64_t at, size_t size, const char *mark)
{
    return at <= file.len && file.len - at >= size &&
           memcmp(file.data + at, mark, 4) == 0;
}

/* The record whose comment reaches exactly to the end of the file. */
static bool find_end(struct bytes file, uint64_t *at)
{
    for (size_t comment = 0;
         comment <= COMMENT_MAX && file.len >= END_SIZE + comment; comment++) {
        *at = file.len - END_SIZE - comment;
        if (is_at(file, *at, END_SIZE, "PK\5\6") &&
            number(file.data + *at + 20, 2) == comment) {
            return true;
        }
    }
    return false;
}

static bool read_end64(struct bytes file, uint64_t locator,
                       struct directory *dir)
{
    uint64_t at = number(file.data + locator + 8, 8);
    if (!is_at(file, at, END64_SIZE, "PK\6\6")) {
        return false;
    }
    dir->count = number(file.data + at + 32, 8);
    dir->size = number(file.data + at + 40, 8);
    dir->offset = number(file.data + at + 48, 8);
    dir->end = at;
    return true;
}

static bool read_directory(struct bytes file, struct directory *dir)
{
    uint64_t at;
    if (!find_end(file, &at)) {
        return false;
    }
    const unsigned char *end = file.data + at;
    *dir = (struct directory){
        .offset = number(end + 16, 4),
        .size = number(end + 12, 4),
        .count = number(end + 10, 2),
        .end = at,
    };
    bool one_disk = number(end + 4, 4) == 0 && number(end + 8, 2) == dir->count;
    if (at >= LOCATOR_SIZE &&
        is_at(file, at - LOCATOR_SIZE, LOCATOR_SIZE, "PK\6\7") &&
        !read_end64(file, at - LOCATOR_SIZE, dir)) {
        return false;
    }
    return one_disk && dir->offset <= dir->end &&
           dir->size == dir->end - dir->offset;
}

/* --- entries --- */

struct entry {
    uint64_t packed, unpacked, local;
    size_t size; /* of the whole record */
};

/* The extra field of ZIP64; empty when there is none. */
static struct bytes find_wide(struct bytes extra)
{
    while (extra.len >= 4) {
        size_t size = (size_t)number(extra.data + 2, 2);
        if (size > extra.len - 4) {
            break;
        }
        if (number(extra.data, 2) == EXTRA_ZIP64) {
            return (struct bytes){extra.data + 4, size};
        }
        extra = (struct bytes){extra.data + 4 + size, extra.len - 4 - size};
    }
    return (struct bytes){NULL, 0};
}

/* What does not fit into 32 bits stands there, in this order. */
static bool widen(struct entry *it, struct bytes extra)
{
    uint64_t *const values[] = {&it->unpacked, &it->packed, &it->local};
    struct bytes wide = find_wide(extra);
    for (size_t i = 0; i < ARRAY_LEN(values); i++) {
        if (*values[i] != UINT32_MAX) {
            continue;
        }
        if (wide.len < 8) {
            return false;
        }
        *values[i] = number(wide.data, 8);
        wide = (struct bytes){wide.data + 8, wide.len - 8};
    }
    return true;
}

static bool read_entry(struct bytes file, uint64_t at, uint64_t end,
                       struct entry *it)
{
    if (end - at < ENTRY_SIZE || !is_at(file, at, ENTRY_SIZE, "PK\1\2")) {
        return false;
    }
    const unsigned char *head = file.data + at;
    size_t name = (size_t)number(head + 28, 2);
    size_t extra = (size_t)number(head + 30, 2);
    it->size = ENTRY_SIZE + name + extra + (size_t)number(head + 32, 2);
    it->packed = number(head + 20, 4);
    it->unpacked = number(head + 24, 4);
    it->local = number(head + 42, 4);
    return it->size <= end - at &&
           widen(it, (struct bytes){head + ENTRY_SIZE + name, extra});
}

static bool read_extent(struct bytes file, const struct entry *it,
                        uint64_t limit, struct extent *out)
{
    if (it->local > limit || !is_at(file, it->local, LOCAL_SIZE, "PK\3\4")) {
        return false;
    }
    const unsigned char *head = file.data + it->local;
    uint64_t room = limit - it->local;
    uint64_t size = LOCAL_SIZE + number(head + 26, 2) + number(head + 28, 2);
    if (size > room || it->packed > room - size) {
        return false;
    }
    *out = (struct extent){it->local, it->local + size + it->packed};
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct extent *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static bool apart(struct extent *extents, size_t count)
{
    qsort(extents, count, sizeof(*extents), compare);
    for (size_t i = 1; i < count; i++) {
        if (extents[i].from < extents[i - 1].to) {
            return false;
        }
    }
    return true;
}

static bool read_extents(struct bytes file, const struct directory *dir,
                         struct extent *extents)
{
    uint64_t at = dir->offset;
    for (uint64_t i = 0; i < dir->count; i++) {
        struct entry it;
        if (!read_entry(file, at, dir->end, &it) ||
            !read_extent(file, &it, dir->offset, &extents[i])) {
            return false;
        }
        at += it.size;
    }
    return at == dir->end;
}

bool zip_layout_check(const unsigned char *data, size_t len, struct error *err)
{
    static const char NOT_WHOLE[] = "the archive's directory is not whole";
    struct bytes file = {data, len};
    struct directory dir;
    if (!read_directory(file, &dir)) {
        return workbook_unreadable(err, NOT_WHOLE);
    }
    if (dir.count > PACKAGE_MAX_ENTRIES) {
        return workbook_too_many(err, "parts", PACKAGE_MAX_ENTRIES);
    }
    struct extent *extents = calloc(dir.count + 1, sizeof(*extents));
    bool whole = extents != NULL && read_extents(file, &dir, extents);
    bool ok = whole && apart(extents, dir.count);
    free(extents);
    return ok ||
           workbook_unreadable(err, "%s", !whole ? NOT_WHOLE : "parts overlap");
}
