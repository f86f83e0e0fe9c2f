#include "fuzz.h"
#include "ingest/sheet_csv.h"
#include "sheets_same.h"

static struct source *make(struct sheet_taker *taker,
                           struct complaints *complaints)
{
    return sheet_csv_new('\0', taker, complaints);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct sheets_maker MAKER = {make};
    sheets_same(data, size, &MAKER);
    return 0;
}
