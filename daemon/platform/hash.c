#include "platform/hash.h"

#include <string.h>
#include <sys/random.h>

#include "platform/check.h"

struct hash_key hash_key_random(void)
{
    struct hash_key key;
    CHECK(getrandom(&key, sizeof(key), 0) == (ssize_t)sizeof(key));
    return key;
}

struct state {
    uint64_t a, b, c, d;
};

static uint64_t rotate(uint64_t value, int by)
{
    return value << by | value >> (64 - by);
}

static void mix(struct state *v)
{
    v->a += v->b;
    v->b = rotate(v->b, 13) ^ v->a;
    v->a = rotate(v->a, 32);
    v->c += v->d;
    v->d = rotate(v->d, 16) ^ v->c;
    v->a += v->d;
    v->d = rotate(v->d, 21) ^ v->a;
    v->c += v->b;
    v->b = rotate(v->b, 17) ^ v->c;
    v->c = rotate(v->c, 32);
}

static void absorb(struct state *v, uint64_t word)
{
    v->d ^= word;
    mix(v);
    v->a ^= word;
}

/* Words are read in the machine's order: the hash never leaves the process. */
uint64_t hash_bytes(struct hash_key key, const void *data, size_t len)
{
    struct state v = {
        key.low ^ 0x736f6d6570736575U,
        key.high ^ 0x646f72616e646f6dU,
        key.low ^ 0x6c7967656e657261U,
        key.high ^ 0x7465646279746573U,
    };
    const char *bytes = data;
    size_t whole = len & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        absorb(&v, word);
    }
    uint64_t last = 0;
    if (len > whole) {
        memcpy(&last, bytes + whole, len - whole);
    }
    absorb(&v, last ^ (uint64_t)len << 56);
    v.c ^= 0xff;
    mix(&v);
    mix(&v);
    mix(&v);
    return v.a ^ v.b ^ v.c ^ v.d;
}
