/*
 * Decodes a chunked body as it comes (RFC 9112 7.1), strictly: sizes of 1-15
 * hexadecimal digits, CRLF only, at most 256 bytes of extensions per chunk
 * and 4 KiB of trailers, both dropped. Pure: no I/O, no memory.
 */
#ifndef TVS_HTTP_CHUNKED_H
#define TVS_HTTP_CHUNKED_H

#include <stddef.h>
#include <stdint.h>

#define CHUNKED_MAX_DIGITS 15
#define CHUNKED_MAX_EXTENSION 256
#define CHUNKED_MAX_TRAILER 4096

enum chunked_state {
    CHUNKED_SIZE,          /* hexadecimal digits */
    CHUNKED_EXTENSION,     /* after ';', to the CR */
    CHUNKED_SIZE_LF,       /* the LF after the size */
    CHUNKED_BYTES,         /* the chunk itself */
    CHUNKED_BYTES_CR,      /* the CR after it */
    CHUNKED_BYTES_LF,      /* and the LF */
    CHUNKED_TRAILER,       /* first byte of a trailer line, or the last CR */
    CHUNKED_TRAILER_NAME,  /* up to the colon */
    CHUNKED_TRAILER_VALUE, /* up to the CR */
    CHUNKED_TRAILER_LF,    /* the LF of a trailer line */
    CHUNKED_LAST_LF,       /* the LF that ends the body */
    CHUNKED_OVER,
    CHUNKED_BROKEN,
};

/* All zero to begin with. */
struct chunked {
    enum chunked_state state;
    int digits;
    int64_t left; /* of the current chunk */
    int dropped;  /* bytes of its extensions, or of the trailers */
};

struct slice {
    const char *data;
    size_t len;
};

enum chunked_status { CHUNKED_MORE, CHUNKED_RUN, CHUNKED_END, CHUNKED_BAD };

/*
 * Takes bytes off *in: CHUNKED_RUN sets *run to decoded bytes (within *in's
 * memory) and wants to be called again; CHUNKED_MORE has used all of *in;
 * CHUNKED_END leaves what follows the body in *in; CHUNKED_BAD is for good.
 */
enum chunked_status chunked_next(struct chunked *chunked, struct slice *in,
                                 struct slice *run);

#endif
