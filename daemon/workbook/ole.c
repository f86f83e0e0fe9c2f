#include "workbook/ole.h"

#include <stdlib.h>
#include <string.h>

#include "workbook/bytes.h"
#include "workbook/workbook_limits.h"

#define HEADER_SIZE 512
#define HEADER_FATS 109 /* sectors of the table that the header names */
#define ENTRY_SIZE 128
#define NAME_SIZE 64
#define MINI_SHIFT 6
#define END_OF_CHAIN 0xFFFFFFFEU
#define FREE_SECTOR 0xFFFFFFFFU
#define NO_ENTRY 0xFFFFFFFFU
#define TYPE_STREAM 2

/* What is chained: the sector that follows each. */
struct table {
    uint32_t *next;
    size_t count;
};

struct ole {
    const unsigned char *data;
    size_t len;
    unsigned shift; /* of a sector's size */
    struct table sectors;
    struct table minis;
    unsigned char *mini; /* the stream that small streams lie in */
    size_t mini_len;
    unsigned char *entries;
    size_t entry_count;
    uint32_t cutoff; /* smaller streams are small */
};

struct entry {
    const unsigned char *name; /* UTF-16LE */
    int name_len;              /* bytes, without the NUL */
    int type;
    uint32_t left, right, child;
    uint32_t start;
    uint32_t size;
};

static bool fail(struct error *err, const char *what)
{
    return workbook_unreadable(err, "container: %s", what);
}

static bool no_memory(struct error *err)
{
    return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
}

/* --- sectors --- */

/* NULL: the file does not hold all of it. */
static const unsigned char *sector(const struct ole *ole, uint32_t number)
{
    size_t size = (size_t)1 << ole->shift;
    uint64_t from = ((uint64_t)number + 1) << ole->shift;
    return from <= ole->len && ole->len - from >= size ? ole->data + from
                                                       : NULL;
}

static size_t chain_length(const struct table *table, uint32_t first)
{
    size_t count = 0;
    for (uint32_t at = first; at != END_OF_CHAIN; at = table->next[at]) {
        if (at >= table->count || count == table->count) {
            return SIZE_MAX;
        }
        count++;
    }
    return count;
}

/* All sectors of a chain, one after the other. */
static unsigned char *read_chain(const struct ole *ole, uint32_t first,
                                 size_t *len, struct error *err)
{
    size_t size = (size_t)1 << ole->shift;
    size_t count = chain_length(&ole->sectors, first);
    if (count == SIZE_MAX) {
        fail(err, "a chain without end");
        return NULL;
    }
    unsigned char *out = malloc(count * size + 1);
    if (out == NULL) {
        no_memory(err);
        return NULL;
    }
    uint32_t at = first;
    for (size_t i = 0; i < count; i++, at = ole->sectors.next[at]) {
        const unsigned char *from = sector(ole, at);
        if (from == NULL) {
            free(out);
            fail(err, "a sector is missing");
            return NULL;
        }
        memcpy(out + i * size, from, size);
    }
    *len = count * size;
    return out;
}

/* --- the table of sectors --- */

static bool add_fat(struct ole *ole, uint32_t number, struct error *err)
{
    const unsigned char *from = sector(ole, number);
    size_t count = ((size_t)1 << ole->shift) / 4;
    if (from == NULL) {
        return fail(err, "a part of the table is missing");
    }
    for (size_t i = 0; i < count; i++) {
        ole->sectors.next[ole->sectors.count++] = bytes_u32(from + i * 4);
    }
    return true;
}

/* Those that the header has no room for are listed in sectors, whose last
 * word is the number of the next. */
static bool add_listed_fats(struct ole *ole, uint32_t fats, struct error *err)
{
    uint32_t list = bytes_u32(ole->data + 68);
    size_t words = ((size_t)1 << ole->shift) / 4 - 1;
    while (fats > 0) {
        const unsigned char *from = sector(ole, list);
        if (from == NULL) {
            return fail(err, "the list of the table is missing");
        }
        for (size_t i = 0; i < words && fats > 0; i++, fats--) {
            if (!add_fat(ole, bytes_u32(from + i * 4), err)) {
                return false;
            }
        }
        list = bytes_u32(from + words * 4);
    }
    return true;
}

/* A file that was cut off lacks sectors that the table says are in use. */
static bool check_whole(const struct ole *ole, struct error *err)
{
    size_t count = ole->sectors.count;
    while (count > 0 && ole->sectors.next[count - 1] == FREE_SECTOR) {
        count--;
    }
    return count == 0 || sector(ole, (uint32_t)(count - 1)) != NULL ||
           fail(err, "it is cut off");
}

static bool read_table(struct ole *ole, struct error *err)
{
    uint32_t fats = bytes_u32(ole->data + 44);
    if (fats > (ole->len >> ole->shift)) {
        return fail(err, "the table is larger than the file");
    }
    ole->sectors.next = malloc(((size_t)fats << ole->shift) + 1);
    if (ole->sectors.next == NULL) {
        return no_memory(err);
    }
    uint32_t direct = fats < HEADER_FATS ? fats : HEADER_FATS;
    for (uint32_t i = 0; i < direct; i++) {
        if (!add_fat(ole, bytes_u32(ole->data + 76 + (size_t)i * 4), err)) {
            return false;
        }
    }
    return add_listed_fats(ole, fats - direct, err) && check_whole(ole, err);
}

/* --- entries --- */

static struct entry entry_get(const struct ole *ole, uint32_t number)
{
    const unsigned char *at = ole->entries + (size_t)number * ENTRY_SIZE;
    int len = bytes_u16(at + NAME_SIZE);
    return (struct entry){
        .name = at,
        .name_len = len >= 2 && len <= NAME_SIZE ? len - 2 : 0,
        .type = at[66],
        .left = bytes_u32(at + 68),
        .right = bytes_u32(at + 72),
        .child = bytes_u32(at + 76),
        .start = bytes_u32(at + 116),
        .size = bytes_u32(at + 120),
    };
}

static bool is_named(const struct entry *entry, const char *name)
{
    size_t len = strlen(name);
    if ((size_t)entry->name_len != len * 2) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (entry->name[i * 2] != (unsigned char)name[i] ||
            entry->name[i * 2 + 1] != 0) {
            return false;
        }
    }
    return true;
}

/*
 * The children of the root are a tree; other storages have their own, in
 * which another workbook may lie. Each entry is pushed once at most.
 */
static uint32_t find(const struct ole *ole, const char *name)
{
    uint32_t *stack = calloc(ole->entry_count, sizeof(*stack));
    bool *seen = calloc(ole->entry_count, sizeof(*seen));
    uint32_t found = NO_ENTRY;
    size_t depth = 0;
    uint32_t next[2] = {entry_get(ole, 0).child, NO_ENTRY};
    while (stack != NULL && seen != NULL && found == NO_ENTRY) {
        for (int i = 0; i < 2; i++) {
            if (next[i] < ole->entry_count && !seen[next[i]]) {
                seen[next[i]] = true;
                stack[depth++] = next[i];
            }
        }
        if (depth == 0) {
            break;
        }
        uint32_t at = stack[--depth];
        struct entry entry = entry_get(ole, at);
        found = is_named(&entry, name) ? at : NO_ENTRY;
        next[0] = entry.left;
        next[1] = entry.right;
    }
    free(stack);
    free(seen);
    return found;
}

static bool read_entries(struct ole *ole, struct error *err)
{
    size_t len = 0;
    ole->entries = read_chain(ole, bytes_u32(ole->data + 48), &len, err);
    ole->entry_count = len / ENTRY_SIZE;
    return ole->entries != NULL &&
           (ole->entry_count > 0 || fail(err, "no entries"));
}

/* --- small streams --- */

static bool read_minis(struct ole *ole, struct error *err)
{
    struct entry root = entry_get(ole, 0);
    uint32_t table = bytes_u32(ole->data + 60);
    size_t len = 0;
    if (table >= END_OF_CHAIN || root.start >= END_OF_CHAIN) {
        return true; /* there are none */
    }
    ole->mini = read_chain(ole, root.start, &ole->mini_len, err);
    unsigned char *words =
        ole->mini == NULL ? NULL : read_chain(ole, table, &len, err);
    if (words == NULL) {
        return false;
    }
    ole->minis.next = malloc(len + 1);
    if (ole->minis.next == NULL) {
        free(words);
        return no_memory(err);
    }
    for (; ole->minis.count < len / 4; ole->minis.count++) {
        ole->minis.next[ole->minis.count] =
            bytes_u32(words + ole->minis.count * 4);
    }
    free(words);
    return true;
}

static unsigned char *read_mini_chain(const struct ole *ole, uint32_t first,
                                      size_t *len, struct error *err)
{
    size_t size = (size_t)1 << MINI_SHIFT;
    size_t count = chain_length(&ole->minis, first);
    unsigned char *out = count == SIZE_MAX ? NULL : malloc(count * size + 1);
    if (out == NULL) {
        fail(err, "a small chain without end");
        return NULL;
    }
    uint32_t at = first;
    for (size_t i = 0; i < count; i++, at = ole->minis.next[at]) {
        size_t from = (size_t)at << MINI_SHIFT;
        if (from > ole->mini_len || ole->mini_len - from < size) {
            free(out);
            fail(err, "a small sector is missing");
            return NULL;
        }
        memcpy(out + i * size, ole->mini + from, size);
    }
    *len = count * size;
    return out;
}

/* --- */

static bool read_header(struct ole *ole, struct error *err)
{
    if (ole->len < HEADER_SIZE || bytes_u16(ole->data + 28) != 0xFFFE) {
        return fail(err, "no header");
    }
    ole->shift = bytes_u16(ole->data + 30);
    ole->cutoff = bytes_u32(ole->data + 56);
    return ((ole->shift == 9 || ole->shift == 12) &&
            bytes_u16(ole->data + 32) == MINI_SHIFT) ||
           fail(err, "sectors of a strange size");
}

struct ole *ole_open(const void *data, size_t len, struct error *err)
{
    struct ole *ole = calloc(1, sizeof(*ole));
    if (ole == NULL) {
        no_memory(err);
        return NULL;
    }
    *ole = (struct ole){.data = data, .len = len};
    if (!read_header(ole, err) || !read_table(ole, err) ||
        !read_entries(ole, err) || !read_minis(ole, err)) {
        ole_close(ole);
        return NULL;
    }
    return ole;
}

void ole_close(struct ole *ole)
{
    if (ole != NULL) {
        free(ole->sectors.next);
        free(ole->minis.next);
        free(ole->mini);
        free(ole->entries);
        free(ole);
    }
}

bool ole_has(const struct ole *ole, const char *name)
{
    return find(ole, name) != NO_ENTRY;
}

unsigned char *ole_read(const struct ole *ole, const char *name, size_t *len,
                        struct error *err)
{
    uint32_t at = find(ole, name);
    if (at == NO_ENTRY || entry_get(ole, at).type != TYPE_STREAM) {
        fail(err, "no such stream");
        return NULL;
    }
    struct entry entry = entry_get(ole, at);
    size_t room = 0;
    unsigned char *out = entry.size < ole->cutoff
                             ? read_mini_chain(ole, entry.start, &room, err)
                             : read_chain(ole, entry.start, &room, err);
    if (out != NULL && room < entry.size) {
        free(out);
        fail(err, "a stream is cut off");
        return NULL;
    }
    *len = entry.size;
    return out;
}
