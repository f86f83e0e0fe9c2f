/* What is written before a reply's body. Pure. */
#ifndef TVS_HTTP_STATUS_H
#define TVS_HTTP_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/fault.h"

#define STATUS_HEAD_SIZE 640
#define STATUS_MAX_TYPE 160
#define STATUS_DATE_SIZE 32 /* Sun, 06 Nov 1994 08:49:37 GMT and the NUL */

enum status_framing {
    STATUS_NO_BODY, /* 204, 304 */
    STATUS_LENGTH,
    STATUS_CHUNKED,
    STATUS_UNTIL_CLOSE, /* HTTP/1.0 */
};

struct status_facts {
    int status;
    enum status_framing framing;
    int64_t length;   /* of STATUS_LENGTH */
    const char *type; /* NULL: none; at most STATUS_MAX_TYPE bytes */
    const char *id;   /* of the request */
    const char *date;
    const char *connection; /* "close", "keep-alive"; NULL: the default */
};

/* "Not Found"; "Unknown" for what is not in the table. */
const char *status_reason(int status);
/* The same for the title of a problem, in the client's language. */
const char *status_title(int status, enum lang lang);
/* Writes IMF-fixdate. */
void status_date(int64_t wall, char out[STATUS_DATE_SIZE]);
/*
 * Writes the status line and the fields every reply has, each with its CRLF
 * but without the empty line; returns the length. Textual types get their
 * charset.
 */
size_t status_head(const struct status_facts *facts,
                   char out[STATUS_HEAD_SIZE]);

#endif
