#include "fuzz.h"
#include "rows_same.h"

static struct source *make(const uint8_t *options, struct row_taker *taker,
                           struct complaints *complaints)
{
    static const char DELIMITERS[] = {'\0', ',', ';', '\t'};
    const struct source_layout layout = {
        .delimiter = DELIMITERS[options[0] % 4],
        .skip_lines = options[0] / 4 % 4,
        .header_lines = options[1] % 3 + 1,
    };
    return csv_source_new(&layout, taker, complaints);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct rows_maker MAKER = {make};
    rows_same(data, size, &MAKER);
    return 0;
}
