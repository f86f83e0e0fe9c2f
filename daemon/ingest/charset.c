#include "ingest/charset.h"

#include <stddef.h>
#include <stdint.h>
#include <strings.h>

#include "platform/macros.h"

struct charset_name {
    const char *name;
    enum charset charset;
};

/* GB2312 is decoded as GB18030: what Windows calls GB2312 is GBK, and the
 * strict table gives other dashes and dots for two marks. */
static const struct charset_name NAMES[] = {
    {"auto", CHARSET_AUTO},        {"utf-8", CHARSET_UTF8},
    {"utf8", CHARSET_UTF8},        {"us-ascii", CHARSET_UTF8},
    {"utf-16", CHARSET_UTF16},     {"utf-16le", CHARSET_UTF16LE},
    {"utf-16be", CHARSET_UTF16BE}, {"gb18030", CHARSET_GB18030},
    {"gbk", CHARSET_GB18030},      {"gb2312", CHARSET_GB18030},
    {"cp936", CHARSET_GB18030},    {"windows-936", CHARSET_GB18030},
    {"big5", CHARSET_BIG5},        {"cp950", CHARSET_BIG5},
    {"windows-950", CHARSET_BIG5}, {"big5-hkscs", CHARSET_BIG5_HKSCS},
};

static const char *const ICONV_NAMES[CHARSET_BIG5_HKSCS + 1] = {
    [CHARSET_UTF16LE] = "UTF-16LE",      [CHARSET_UTF16BE] = "UTF-16BE",
    [CHARSET_GB18030] = "GB18030",       [CHARSET_BIG5] = "BIG5",
    [CHARSET_BIG5_HKSCS] = "BIG5-HKSCS",
};

bool charset_parse(const char *name, enum charset *charset)
{
    if (name == NULL || name[0] == '\0') {
        *charset = CHARSET_AUTO;
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        if (strcasecmp(NAMES[i].name, name) == 0) {
            *charset = NAMES[i].charset;
            return true;
        }
    }
    return false;
}

bool charset_open(enum charset charset, iconv_t *converter)
{
    if (ICONV_NAMES[charset] == NULL) {
        return false;
    }
    *converter = iconv_open("UTF-8", ICONV_NAMES[charset]);
    return (intptr_t)*converter != -1;
}
