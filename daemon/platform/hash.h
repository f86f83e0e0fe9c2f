/*
 * A keyed hash of bytes (SipHash-1-3). Keys of our tables come out of files
 * that strangers upload, so the hash must not be predictable: every process
 * draws its own key.
 */
#ifndef TVS_PLATFORM_HASH_H
#define TVS_PLATFORM_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash_key {
    uint64_t low, high;
};

/* A key from the kernel's random numbers. */
struct hash_key hash_key_random(void);
uint64_t hash_bytes(struct hash_key key, const void *data, size_t len);

#endif
