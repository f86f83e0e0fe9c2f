#include "ingest/sheet_list.h"

#include <stdlib.h>

#include "platform/check.h"

struct sheet_list *sheet_list_new(void)
{
    struct sheet_list *list = calloc(1, sizeof(*list));
    CHECK(list != NULL);
    arena_init(&list->arena);
    return list;
}

void sheet_list_free(struct sheet_list *list)
{
    if (list != NULL) {
        arena_fini(&list->arena);
        free(list);
    }
}

static const char *keep(struct sheet_list *list, struct span text)
{
    return arena_copy(&list->arena, text.data == NULL ? "" : text.data,
                      text.len);
}

void sheet_list_add(struct sheet_list *list, const struct sheet *sheet)
{
    CHECK(list->count < SHEET_MAX_SHEETS);
    list->sheets[list->count++] = (struct sheet_entry){
        .number = sheet->number,
        .first_line = sheet->first_line,
        .name = keep(list, sheet->name),
    };
}

void sheet_list_add_heading(struct sheet_list *list, struct span text)
{
    CHECK(list->heading_count < SHEET_MAX_COLUMNS);
    list->headings[list->heading_count++] = keep(list, text);
}
