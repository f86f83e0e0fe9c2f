#include "http/head_field.h"

#include <string.h>

#include "http/bytes.h"
#include "platform/macros.h"

#define MAX_LENGTH_DIGITS 19

static bool malformed(struct error *err, const char *what)
{
    return error_set(err, FAULT_BAD_REQUEST, what, NULL, NULL);
}

static bool take_host(struct head_facts *facts, const char *text, size_t len,
                      struct error *err)
{
    if (facts->has_host || !bytes_host(text, len)) {
        return malformed(err, "Host");
    }
    facts->has_host = true;
    return true;
}

static bool take_length(struct head_facts *facts, const char *text, size_t len,
                        struct error *err)
{
    if (facts->has_length || len == 0 || len > MAX_LENGTH_DIGITS) {
        return malformed(err, "Content-Length");
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9' ||
            __builtin_mul_overflow(facts->length, 10, &facts->length) ||
            __builtin_add_overflow(facts->length, text[i] - '0',
                                   &facts->length)) {
            return malformed(err, "Content-Length");
        }
    }
    facts->has_length = true;
    return true;
}

static bool take_coding(struct head_facts *facts, const char *text, size_t len,
                        struct error *err)
{
    if (facts->has_coding || len == 0) {
        return malformed(err, "Transfer-Encoding");
    }
    if (!bytes_equal(text, len, "chunked")) {
        return error_set(err, FAULT_NOT_IMPLEMENTED, "Transfer-Encoding", NULL,
                         NULL);
    }
    facts->has_coding = true;
    return true;
}

static void take_option(struct head_facts *facts, const char *text, size_t len)
{
    while (len > 0 && (text[0] == ' ' || text[0] == '\t')) {
        text++;
        len--;
    }
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t')) {
        len--;
    }
    facts->close |= bytes_equal(text, len, "close");
    facts->keep_alive |= bytes_equal(text, len, "keep-alive");
}

static bool take_connection(struct head_facts *facts, const char *text,
                            size_t len, struct error *err)
{
    const char *end = text + len;
    (void)err;
    for (const char *comma; text < end; text = comma + 1) {
        comma = memchr(text, ',', (size_t)(end - text));
        if (comma == NULL) {
            comma = end;
        }
        take_option(facts, text, (size_t)(comma - text));
    }
    return true;
}

static bool take_expect(struct head_facts *facts, const char *text, size_t len,
                        struct error *err)
{
    if (!bytes_equal(text, len, "100-continue")) {
        return error_set(err, FAULT_EXPECTATION_FAILED, NULL, NULL, NULL);
    }
    /* RFC 9110 10.1.1: a client of HTTP/1.0 cannot mean it. */
    facts->head->expects_continue = facts->head->minor == 1;
    return true;
}

static const struct {
    const char *name;
    size_t len;
    bool (*take)(struct head_facts *facts, const char *text, size_t len,
                 struct error *err);
} known[] = {
    {"host", 4, take_host},
    {"content-length", 14, take_length},
    {"transfer-encoding", 17, take_coding},
    {"connection", 10, take_connection},
    {"expect", 6, take_expect},
};

bool head_field_take(struct head_facts *facts, const char *data,
                     const struct http_field *field, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (field->name.len == known[i].len &&
            bytes_equal(data + field->name.at, known[i].len, known[i].name)) {
            return known[i].take(facts, data + field->value.at,
                                 field->value.len, err);
        }
    }
    return true;
}

bool head_field_conclude(struct head_facts *facts, struct error *err)
{
    struct http_head *head = facts->head;
    if (head->minor == 1 && !facts->has_host) {
        return malformed(err, "Host");
    }
    /* The two disagree about where the next request begins: the classic
     * way to smuggle one past whoever reads the other. */
    if (facts->has_coding && (facts->has_length || head->minor == 0)) {
        return malformed(err, "Transfer-Encoding");
    }
    head->content_length = facts->has_coding ? -1 : facts->length;
    head->keep_alive = !facts->close && (head->minor == 1 || facts->keep_alive);
    return true;
}
