/*
 * The files of the dashboard, put into the binary by web/embed_site.py. They
 * never change while it runs, so each has its ETags beforehand.
 */
#ifndef TVS_API_WEB_FILE_H
#define TVS_API_WEB_FILE_H

#include <stddef.h>

#include "web_files.h" /* WEB_BUILD, WEB_FILE_COUNT */

struct web_file {
    const char *path; /* below the build: "lib/api.js" */
    const char *type; /* Content-Type */
    const char *etag, *gzip_etag;
    const unsigned char *data;
    size_t len;
    const unsigned char *gzip;
    size_t gzip_len;
};

/* The page itself. */
extern const struct web_file WEB_INDEX;
/* The others, by path in strcmp's order. */
extern const struct web_file WEB_FILES[WEB_FILE_COUNT];

/* NULL when there is none. */
const struct web_file *web_file_find(const char *path);

#endif
