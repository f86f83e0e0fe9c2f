#include "ingest/form_merges.h"

#include <stdlib.h>
#include <string.h>

#include "platform/check.h"

void form_merges_init(struct form_merges *merges, const struct sheet *sheet)
{
    size_t count = (size_t)sheet->merge_count;
    *merges = (struct form_merges){.count = sheet->merge_count};
    if (count > 0) {
        merges->list = calloc(count, sizeof(*merges->list));
        CHECK(merges->list != NULL);
        memcpy(merges->list, sheet->merges, count * sizeof(*merges->list));
    }
}

void form_merges_fini(struct form_merges *merges)
{
    free(merges->list);
    merges->list = NULL;
    merges->count = 0;
}

static void close_ended(struct form_merges *merges, int row)
{
    int kept = 0;
    for (int i = 0; i < merges->open_count; i++) {
        if (merges->list[merges->open[i]].bottom >= row) {
            merges->open[kept++] = merges->open[i];
        }
    }
    merges->open_count = kept;
}

static void open_begun(struct form_merges *merges, int row)
{
    for (;
         merges->next < merges->count && merges->list[merges->next].top <= row;
         merges->next++) {
        if (merges->list[merges->next].bottom >= row &&
            merges->open_count < FORM_MERGES_OPEN) {
            merges->open[merges->open_count++] = merges->next;
        }
    }
}

void form_merges_row(struct form_merges *merges, int row,
                     const struct sheet_merge *out[SHEET_MAX_COLUMNS])
{
    memset(out, 0, SHEET_MAX_COLUMNS * sizeof(*out));
    if (row < merges->row) {
        merges->next = 0;
        merges->open_count = 0;
    }
    merges->row = row;
    close_ended(merges, row);
    open_begun(merges, row);
    for (int i = 0; i < merges->open_count; i++) {
        const struct sheet_merge *merge = &merges->list[merges->open[i]];
        for (int c = merge->left; c <= merge->right && c <= SHEET_MAX_COLUMNS;
             c++) {
            out[c - 1] = merge;
        }
    }
}
