#include "platform/digest.h"

#include <limits.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "platform/check.h"

void digest_init(struct digest *digest)
{
    digest->ctx = EVP_MD_CTX_new();
    CHECK(digest->ctx != NULL);
    CHECK(EVP_DigestInit_ex(digest->ctx, EVP_sha256(), NULL) == 1);
}

void digest_add(struct digest *digest, const void *data, size_t len)
{
    CHECK(EVP_DigestUpdate(digest->ctx, data, len) == 1);
}

void digest_finish(struct digest *digest, unsigned char out[DIGEST_SIZE])
{
    CHECK(EVP_DigestFinal_ex(digest->ctx, out, NULL) == 1);
    digest_fini(digest);
}

void digest_hex(struct digest *digest, char out[DIGEST_HEX_SIZE])
{
    unsigned char bytes[DIGEST_SIZE];
    digest_finish(digest, bytes);
    digest_print(bytes, sizeof(bytes), out);
}

void digest_fini(struct digest *digest)
{
    EVP_MD_CTX_free(digest->ctx);
    digest->ctx = NULL;
}

void digest_of(const void *data, size_t len, unsigned char out[DIGEST_SIZE])
{
    struct digest digest;
    digest_init(&digest);
    digest_add(&digest, data, len);
    digest_finish(&digest, out);
}

void digest_print(const unsigned char *bytes, size_t len, char *out)
{
    static const char DIGITS[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = DIGITS[bytes[i] >> 4];
        out[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    out[2 * len] = '\0';
}

void digest_random(unsigned char *out, size_t len)
{
    CHECK(len <= INT_MAX && RAND_bytes(out, (int)len) == 1);
}

void digest_random_hex(size_t len, char *hex)
{
    /* The bytes go into the lower half and are spread from the end, so that
     * no second buffer of unknown length is needed. */
    unsigned char *bytes = (unsigned char *)hex;
    digest_random(bytes, len);
    hex[2 * len] = '\0';
    for (size_t i = len; i-- > 0;) {
        char pair[3];
        digest_print(&bytes[i], 1, pair);
        hex[2 * i] = pair[0];
        hex[2 * i + 1] = pair[1];
    }
}

bool digest_equal(const void *a, const void *b, size_t len)
{
    return CRYPTO_memcmp(a, b, len) == 0;
}
