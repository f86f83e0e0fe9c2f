#include "fuzz.h"
#include "rows_same.h"

static struct source *make(const uint8_t *options, struct row_taker *taker,
                           struct complaints *complaints)
{
    (void)options;
    return json_lines_new(taker, complaints);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct rows_maker MAKER = {make};
    rows_same(data, size, &MAKER);
    return 0;
}
