/*
 * What people write into a cell that has no figure: the table of domain words
 * such as 暂无 or — and what each of them means. The bureau may change it.
 *
 * A token stands for its whole class: spaces do not count, full-width
 * characters are the narrow ones, dashes are one dash, capitals are small
 * letters, and a sign that is repeated is the sign (blank_token_key()).
 */
#ifndef TVS_MODEL_BLANK_TOKEN_H
#define TVS_MODEL_BLANK_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#define BLANK_TOKEN_MAX 64      /* bytes of a token, and of a key */
#define BLANK_TOKEN_KEY_SIZE 80 /* of the longest key, and what is too long */
#define BLANK_TOKEN_MAX_ROWS 200
#define BLANK_TOKEN_MEANING_MAX 200 /* bytes */
#define BLANK_TOKEN_LOG_MAX 32      /* bytes */

struct blank_token {
    const char *token; /* as the bureau wrote it; "": the empty cell */
    const char *key;   /* of its class */
    bool zero;         /* the value is 0; false: there is none */
    char status;       /* letter of CL_OBS_STATUS */
    const char *meaning_zh, *meaning_en;
    const char *log; /* counted under this name; "": not counted */
};

/* Rising by key, no key twice. */
struct blank_tokens {
    const struct blank_token *rows;
    size_t count;
};

/* Takes `count` rows whose keys are set, sorts them in place and lets one of
 * each key stand, the first by its token. The rows stay the caller's. */
void blank_tokens_sort(struct blank_tokens *tokens, struct blank_token *rows,
                       size_t count);
/* The key of a text's class, NUL-terminated. False: no token has such a text
 * (too long, not UTF-8). */
bool blank_token_key(const char *text, size_t len,
                     char out[BLANK_TOKEN_KEY_SIZE]);
/* What the text means; NULL: it is no token. The text of an empty cell has
 * length 0. */
const struct blank_token *blank_tokens_find(const struct blank_tokens *tokens,
                                            const char *text, size_t len);
/* What people leave in a form's place for a figure that they did not fill in:
 * X, xxx, ××, 〇〇, ___. Never a token. Returns what stands behind it in a key
 * that begins so (XX人次), else NULL. */
const char *blank_token_placeholder(const char *key);

#endif
