#include "fuzz.h"
#include "ingest/grid_source.h"
#include "sheets_same.h"

/* The list outlives the source, and nobody asks for it. */
static struct sheet_list *list;

static struct source *make(struct sheet_taker *taker,
                           struct complaints *complaints)
{
    sheet_list_free(list);
    list = sheet_list_new();
    return grid_source_new(taker, list, complaints);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct sheets_maker MAKER = {make};
    sheets_same(data, size, &MAKER);
    sheet_list_free(list);
    list = NULL;
    return 0;
}
