/* The dimensions of a message, their codes, and where a row stands in them. */
#ifndef TVS_DATA_SDMX_CODES_H
#define TVS_DATA_SDMX_CODES_H

#include "data/data_grid.h"
#include "formats/sdmx.h"

#define DATA_SDMX_FREQUENCIES 8

struct data_sdmx_codes {
    const struct data_grid *grid;
    struct arena *arena;
    const char *frequencies[DATA_SDMX_FREQUENCIES]; /* of the question */
    int frequency_count;
    int *areas;   /* by the plan's place: index of its area; -1: no row */
    int *schools; /* the same */
};

/* Adds the dimensions to the message. */
void data_sdmx_codes_init(struct data_sdmx_codes *codes,
                          const struct data_grid *grid, struct arena *arena,
                          struct sdmx_message *message);
/* Index of the frequency of the question's period. */
int data_sdmx_codes_frequency(const struct data_sdmx_codes *codes, int period);
/* One for every dimension. */
void data_sdmx_codes_keys(const struct data_sdmx_codes *codes, int row,
                          int *keys);

#endif
