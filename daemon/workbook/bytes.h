/* Little-endian numbers in bytes of any alignment. */
#ifndef TVS_WORKBOOK_BYTES_H
#define TVS_WORKBOOK_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint16_t bytes_u16(const unsigned char *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t bytes_u32(const unsigned char *at)
{
    return (uint32_t)bytes_u16(at) | (uint32_t)bytes_u16(at + 2) << 16;
}

static inline double bytes_double(const unsigned char *at)
{
    uint64_t bits = (uint64_t)bytes_u32(at) | (uint64_t)bytes_u32(at + 4) << 32;
    double value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

#endif
