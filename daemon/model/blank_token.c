#include "model/blank_token.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "platform/check.h"
#include "platform/fold.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define ELLIPSIS 0x2026

/* Signs that say the same however often they stand. */
static const char REPEATED[] = "-*?/\\";

struct key {
    char *out;
    size_t len;
};

static void key_add(struct key *key, const char *text, size_t len)
{
    bool again = len == 1 && key->len > 0 && key->out[key->len - 1] == *text &&
                 strchr(REPEATED, *text) != NULL;
    if (!again) {
        memcpy(key->out + key->len, text, len);
        key->len += len;
    }
}

/* "......" and more are "..." */
static void key_add_dot(struct key *key)
{
    size_t dots = 0;
    while (dots < key->len && key->out[key->len - 1 - dots] == '.') {
        dots++;
    }
    if (dots < 3) {
        key->out[key->len++] = '.';
    }
}

static void key_add_ascii(struct key *key, char c)
{
    if (c == '.') {
        key_add_dot(key);
        return;
    }
    if (c >= 'A' && c <= 'Z') {
        c = (char)(c - 'A' + 'a');
    }
    key_add(key, &c, 1);
}

static void key_add_point(struct key *key, uint32_t point, const char *text,
                          size_t len)
{
    uint32_t narrow = fold_is_dash(point) ? '-' : fold_wide(point);
    if (fold_is_space(point) || fold_is_break(point) ||
        fold_is_invisible(point)) {
        return;
    }
    if (point == ELLIPSIS) {
        for (int i = 0; i < 3; i++) {
            key_add_dot(key);
        }
    } else if (narrow < 0x80) {
        key_add_ascii(key, (char)narrow);
    } else {
        key_add(key, text, len);
    }
}

/* A character of the text becomes three of the key at most: an ellipsis,
 * which takes three bytes itself. Spaces around it do not count. */
bool blank_token_key(const char *text, size_t len,
                     char out[BLANK_TOKEN_KEY_SIZE])
{
    struct key key = {out, 0};
    size_t at = 0;
    while (at < len && key.len <= BLANK_TOKEN_MAX) {
        size_t step = utf8_check(text + at, len - at);
        if (step == 0) {
            return false;
        }
        uint32_t point = 0;
        utf8_next(text + at, len - at, &point);
        key_add_point(&key, point, text + at, step);
        at += step;
    }
    out[key.len] = '\0';
    return key.len <= BLANK_TOKEN_MAX && strlen(out) == key.len;
}

/* --- the table --- */

static int by_key(const void *a, const void *b)
{
    const struct blank_token *left = a;
    const struct blank_token *right = b;
    return strcmp(left->key, right->key);
}

static int by_key_and_token(const void *a, const void *b)
{
    const struct blank_token *left = a;
    const struct blank_token *right = b;
    int order = by_key(a, b);
    return order != 0 ? order : strcmp(left->token, right->token);
}

void blank_tokens_sort(struct blank_tokens *tokens, struct blank_token *rows,
                       size_t count)
{
    size_t kept = 0;
    if (count > 0) {
        qsort(rows, count, sizeof(rows[0]), by_key_and_token);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || by_key(&rows[kept - 1], &rows[i]) != 0) {
            rows[kept++] = rows[i];
        }
    }
    *tokens = (struct blank_tokens){rows, kept};
}

const struct blank_token *blank_tokens_find(const struct blank_tokens *tokens,
                                            const char *text, size_t len)
{
    char key[BLANK_TOKEN_KEY_SIZE];
    if (tokens->count == 0 || !blank_token_key(text, len, key)) {
        return NULL;
    }
    const struct blank_token wanted = {.key = key};
    return bsearch(&wanted, tokens->rows, tokens->count,
                   sizeof(tokens->rows[0]), by_key);
}

/* --- placeholders --- */

/* What a placeholder is made of, and how many of it are one: a single × is
 * "does not apply", a single 〇 is a nought. */
static const struct {
    const char *sign;
    size_t least;
} PLACEHOLDERS[] = {
    {"x", 1}, {"_", 1}, {"×", 2}, {"〇", 2}, {"○", 2}, {"□", 1},
};

const char *blank_token_placeholder(const char *key)
{
    for (size_t i = 0; i < ARRAY_LEN(PLACEHOLDERS); i++) {
        const char *sign = PLACEHOLDERS[i].sign;
        const char *rest = key;
        size_t count = 0;
        while (strncmp(rest, sign, strlen(sign)) == 0) {
            rest += strlen(sign);
            count++;
        }
        if (count >= PLACEHOLDERS[i].least) {
            return rest;
        }
    }
    return NULL;
}
