#include "http/problem.h"

#include <string.h>

#include "http/status.h"
#include "platform/utf8.h"

#define MESSAGE_SIZE 1024
#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static void add_plain(struct buffer *out, const char *text, size_t len)
{
    if (len == 0) {
        buffer_add_str(out, REPLACEMENT);
    } else if (len == 1 && (*text == '"' || *text == '\\')) {
        buffer_add_char(out, '\\');
        buffer_add_char(out, *text);
    } else if (len == 1 && ((unsigned char)*text < 0x20 || *text == 0x7F)) {
        buffer_printf(out, "\\u%04x", (unsigned)*text);
    } else {
        buffer_add(out, text, len);
    }
}

/* Arguments of a message may quote what a peer sent, valid or not. */
static void add_quoted(struct buffer *out, const char *text)
{
    size_t left = strlen(text);
    buffer_add_char(out, '"');
    while (left > 0) {
        size_t len = utf8_check(text, left);
        add_plain(out, text, len);
        len = len > 0 ? len : 1;
        text += len;
        left -= len;
    }
    buffer_add_char(out, '"');
}

/* A client may go through "errors" whatever went wrong. */
static void add_only_error(struct buffer *out, const char *code,
                           const char *message)
{
    buffer_printf(out, ",\"errors\":[{\"code\":\"%s\",\"path\":\"\",", code);
    buffer_add_str(out, "\"message\":");
    add_quoted(out, message);
    buffer_add_str(out, "}]");
}

void problem_write(struct buffer *out, int status, const struct error *err,
                   enum lang lang, const char *extra)
{
    char message[MESSAGE_SIZE];
    error_message(err, lang, message, sizeof(message));
    buffer_printf(out, "{\"type\":\"%s%s\",\"title\":", PROBLEM_URN,
                  fault_code(err->fault));
    add_quoted(out, status_title(status, lang));
    buffer_printf(out, ",\"status\":%d,\"detail\":", status);
    add_quoted(out, message);
    buffer_add_str(out, ",\"code\":");
    add_quoted(out, fault_code(err->fault));
    if (*extra == '\0') {
        add_only_error(out, fault_code(err->fault), message);
    }
    buffer_add_str(out, extra);
    buffer_add_str(out, "}\n");
}
