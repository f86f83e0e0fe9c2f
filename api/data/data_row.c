#include "data/data_row.h"

void data_row_text(struct table_cell **at, const char *text)
{
    *(*at)++ = (struct table_cell){.type = TABLE_TEXT, .text = text};
}

void data_row_number(struct table_cell **at, bool present, int64_t number,
                     int decimals)
{
    *(*at)++ = (struct table_cell){
        .type = present ? TABLE_NUMBER : TABLE_NULL,
        .decimals = decimals,
        .number = number,
    };
}

bool data_row_figure(struct table_cell **at, const struct data_figure *figure,
                     const struct figure_scale *scale, int64_t *value)
{
    *value = 0;
    bool present = figure_value(&figure->figure, scale, value);
    data_row_number(at, present, *value, scale->decimals);
    return present;
}
