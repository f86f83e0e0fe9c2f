/* The encodings in which a file may come. */
#ifndef TVS_INGEST_CHARSET_H
#define TVS_INGEST_CHARSET_H

#include <iconv.h>
#include <stdbool.h>

enum charset {
    CHARSET_AUTO,
    CHARSET_UTF8,
    CHARSET_UTF16, /* by its byte order mark, else little-endian */
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_GB18030, /* also for what calls itself GBK or GB2312 */
    CHARSET_BIG5,
    CHARSET_BIG5_HKSCS,
};

/* By the name in a Content-Type or a profile, in any case; NULL and "" are
 * CHARSET_AUTO. False when it is not one of them. */
bool charset_parse(const char *name, enum charset *charset);
/* A converter to UTF-8. False: the C library has none, or none is needed (for
 * AUTO, UTF8 and UTF16); then it is not to be closed. */
bool charset_open(enum charset charset, iconv_t *converter);

#endif
