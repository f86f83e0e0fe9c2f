#include "formats/json_writer.h"

#include <string.h>

#include "platform/check.h"
#include "platform/utf8.h"

void json_init(struct json_writer *json, struct buffer *out)
{
    *json = (struct json_writer){.out = out};
}

static void separate(struct json_writer *json)
{
    if (json->comma) {
        buffer_add_char(json->out, ',');
    }
    json->comma = true;
}

static void begin(struct json_writer *json, char bracket)
{
    separate(json);
    buffer_add_char(json->out, bracket);
    json->comma = false;
    json->depth++;
}

static void end(struct json_writer *json, char bracket)
{
    ASSERT(json->depth > 0);
    buffer_add_char(json->out, bracket);
    json->comma = true;
    json->depth--;
}

void json_begin_object(struct json_writer *json)
{
    begin(json, '{');
}

void json_end_object(struct json_writer *json)
{
    end(json, '}');
}

void json_begin_array(struct json_writer *json)
{
    begin(json, '[');
}

void json_end_array(struct json_writer *json)
{
    end(json, ']');
}

static void add_escape(struct buffer *out, unsigned char c)
{
    static const char shorthand[32] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
    };
    char text[7] = {'\\', (char)c};
    size_t len = 2;

    if (c < 32 && shorthand[c] != 0) {
        text[1] = shorthand[c];
    } else if (c < 32) {
        static const char hex[] = "0123456789abcdef";
        text[1] = 'u';
        text[2] = text[3] = '0';
        text[4] = hex[c >> 4];
        text[5] = hex[c & 15];
        len = 6;
    }
    buffer_add(out, text, len);
}

static bool is_plain(unsigned char c)
{
    return c >= 32 && c < 128 && c != '"' && c != '\\';
}

/* Copies runs that need nothing done to them in one go. */
static void add_quoted(struct buffer *out, const char *text, size_t len)
{
    size_t from = 0;
    size_t at = 0;

    buffer_add_char(out, '"');
    while (at < len) {
        unsigned char c = (unsigned char)text[at];
        size_t wide = c < 128 ? 0 : utf8_check(text + at, len - at);
        if (is_plain(c) || wide > 0) {
            at += wide > 0 ? wide : 1;
            continue;
        }
        buffer_add(out, text + from, at - from);
        if (c < 128) {
            add_escape(out, c);
        } else {
            buffer_add_str(out, "\xEF\xBF\xBD");
        }
        from = ++at;
    }
    buffer_add(out, text + from, at - from);
    buffer_add_char(out, '"');
}

void json_key(struct json_writer *json, const char *key)
{
    separate(json);
    add_quoted(json->out, key, strlen(key));
    buffer_add_char(json->out, ':');
    json->comma = false;
}

void json_string_len(struct json_writer *json, const char *text, size_t len)
{
    separate(json);
    add_quoted(json->out, text, len);
}

void json_string(struct json_writer *json, const char *text)
{
    if (text == NULL) {
        json_null(json);
    } else {
        json_string_len(json, text, strlen(text));
    }
}

void json_int(struct json_writer *json, int64_t value)
{
    separate(json);
    buffer_add_int(json->out, value);
}

void json_raw(struct json_writer *json, const char *text, size_t len)
{
    separate(json);
    buffer_add(json->out, text, len);
}

void json_null(struct json_writer *json)
{
    json_raw(json, "null", 4);
}

void json_bool(struct json_writer *json, bool value)
{
    json_raw(json, value ? "true" : "false", value ? 4 : 5);
}

void json_member_string(struct json_writer *json, const char *key,
                        const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

void json_member_int(struct json_writer *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_int(json, value);
}

void json_member_bool(struct json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}
