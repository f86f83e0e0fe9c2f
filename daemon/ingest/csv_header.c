#include "ingest/csv_header.h"

#include <stdlib.h>
#include <string.h>

#include "platform/arena.h"
#include "platform/check.h"

struct csv_header {
    struct arena arena;
    int lines; /* wanted */
    int seen;
    int count;                                /* columns of the widest row */
    struct span *texts[CSV_HEADER_MAX_LINES]; /* ROW_MAX_COLUMNS each */
    struct span *keys;
};

struct csv_header *csv_header_new(int lines)
{
    ASSERT(lines >= 1 && lines <= CSV_HEADER_MAX_LINES);
    struct csv_header *header = calloc(1, sizeof(*header));
    CHECK(header != NULL);
    header->lines = lines;
    arena_init(&header->arena);
    return header;
}

void csv_header_free(struct csv_header *header)
{
    if (header != NULL) {
        arena_fini(&header->arena);
        free(header);
    }
}

static bool below_any(const struct csv_header *header, int level, int column)
{
    for (int below = level + 1; below < header->lines; below++) {
        if (header->texts[below][column].len > 0) {
            return true;
        }
    }
    return false;
}

static bool same_above(const struct csv_header *header, int level, int column)
{
    for (int above = 0; above < level; above++) {
        if (!span_equal(header->texts[above][column],
                        header->texts[above][column - 1])) {
            return false;
        }
    }
    return true;
}

static void fill_right(struct csv_header *header, int level)
{
    struct span *texts = header->texts[level];
    for (int column = 1; column < header->count; column++) {
        if (texts[column].len == 0 && below_any(header, level, column) &&
            same_above(header, level, column)) {
            texts[column] = texts[column - 1];
        }
    }
}

static struct span join(struct csv_header *header, int column)
{
    size_t size = (size_t)header->lines;
    for (int level = 0; level < header->lines; level++) {
        size += header->texts[level][column].len;
    }
    char *key = arena_alloc(&header->arena, size);
    size_t len = 0;
    for (int level = 0; level < header->lines; level++) {
        struct span part = header->texts[level][column];
        if (part.len == 0) {
            continue;
        }
        if (len > 0) {
            key[len++] = '/';
        }
        memcpy(key + len, part.data, part.len);
        len += part.len;
    }
    return (struct span){key, len};
}

static void complete(struct csv_header *header)
{
    for (int level = 0; level + 1 < header->lines; level++) {
        fill_right(header, level);
    }
    header->keys = arena_zalloc(&header->arena, (size_t)header->count + 1,
                                sizeof(*header->keys));
    for (int column = 0; column < header->count; column++) {
        header->keys[column] = join(header, column);
    }
}

bool csv_header_add(struct csv_header *header, const struct row *row)
{
    ASSERT(header->seen < header->lines);
    struct span *texts =
        arena_zalloc(&header->arena, ROW_MAX_COLUMNS, sizeof(*texts));
    for (int i = 0; i < row->count; i++) {
        struct span cell = row->cells[i];
        texts[i].len = cell.len;
        texts[i].data = arena_copy(&header->arena, cell.data, cell.len);
    }
    header->texts[header->seen++] = texts;
    header->count = row->count > header->count ? row->count : header->count;
    if (header->seen < header->lines) {
        return false;
    }
    complete(header);
    return true;
}

int csv_header_count(const struct csv_header *header)
{
    return header->count;
}

struct span csv_header_key(const struct csv_header *header, int column)
{
    return header->keys[column];
}
