#include "workbook/shared_strings.h"

#include <stdlib.h>

#include "workbook/workbook_limits.h"

#define FIRST_ROOM 1024

void shared_strings_init(struct shared_strings *table)
{
    *table = (struct shared_strings){0};
    buffer_init(&table->bytes, WORKBOOK_MAX_STRING_BYTES);
}

void shared_strings_fini(struct shared_strings *table)
{
    buffer_fini(&table->bytes);
    free(table->ends);
}

static bool grow(struct shared_strings *table)
{
    if (table->count < table->room) {
        return true;
    }
    size_t room = table->room == 0 ? FIRST_ROOM : table->room * 2;
    uint32_t *ends = realloc(table->ends, room * sizeof(*ends));
    if (ends == NULL) {
        return false;
    }
    table->ends = ends;
    table->room = room;
    return true;
}

bool shared_strings_end(struct shared_strings *table, struct error *err)
{
    if (table->bytes.failed) {
        return workbook_too_many(err, "bytes of strings",
                                 WORKBOOK_MAX_STRING_BYTES);
    }
    if (table->count == WORKBOOK_MAX_STRINGS) {
        return workbook_too_many(err, "strings", WORKBOOK_MAX_STRINGS);
    }
    if (!grow(table)) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    table->ends[table->count++] = (uint32_t)table->bytes.len;
    return true;
}

const char *shared_strings_get(const struct shared_strings *table, size_t index,
                               size_t *len)
{
    if (index >= table->count) {
        return NULL;
    }
    size_t from = index == 0 ? 0 : table->ends[index - 1];
    *len = table->ends[index] - from;
    return *len == 0 ? "" : table->bytes.data + from;
}
