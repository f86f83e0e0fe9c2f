/*
 * SHA-256, random bytes and comparing secrets (OpenSSL's libcrypto, and only
 * here). A digest is fed in pieces; out of memory aborts (CHECK).
 */
#ifndef TVS_PLATFORM_DIGEST_H
#define TVS_PLATFORM_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_SIZE 32
#define DIGEST_HEX_SIZE 65 /* with the NUL */

struct digest {
    void *ctx; /* OpenSSL's own */
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *data, size_t len);
/* The result, once, after the last digest_add(). */
void digest_finish(struct digest *digest, unsigned char out[DIGEST_SIZE]);
/* The same as 64 lower-case hexadecimal digits and a NUL. */
void digest_hex(struct digest *digest, char out[DIGEST_HEX_SIZE]);
/* Harmless after digest_finish() and on a zeroed struct. */
void digest_fini(struct digest *digest);

/* All at once. */
void digest_of(const void *data, size_t len, unsigned char out[DIGEST_SIZE]);
/* Writes 2 * len digits and a NUL. */
void digest_print(const unsigned char *bytes, size_t len, char *out);
/* Unpredictable bytes; `hex` gets 2 * len digits of them and a NUL. */
void digest_random(unsigned char *out, size_t len);
void digest_random_hex(size_t len, char *hex);
/* Takes the same time wherever the two differ. */
bool digest_equal(const void *a, const void *b, size_t len);

#endif
