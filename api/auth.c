#include "auth.h"

#include <string.h>
#include <strings.h>

#include "http/request.h"
#include "op.h"
#include "platform/macros.h"

#define SCHEME "Bearer "
#define TOKEN_CHARS \
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
#define HASH_PARAM_SIZE (2 + 2 * DIGEST_SIZE + 1)

/* Columns of token_check.sql. */
enum {
    COLUMN_ID,
    COLUMN_NAME,
    COLUMN_ROLE,
    COLUMN_HASH,
    COLUMN_SCHOOLS,
    COLUMN_AREAS
};

static const struct {
    const char *name;
    enum role role;
} ROLES[] = {
    {"reader", ROLE_READER},
    {"submitter", ROLE_SUBMITTER},
    {"admin", ROLE_ADMIN},
};

const char *auth_token(const char *header, size_t *len)
{
    if (header == NULL || strncasecmp(header, SCHEME, strlen(SCHEME)) != 0) {
        return NULL;
    }
    const char *token = header + strlen(SCHEME);
    token += strspn(token, " ");
    *len = strspn(token, TOKEN_CHARS);
    if (*len == 0 || *len > AUTH_MAX_TOKEN || token[*len] != '\0') {
        return NULL;
    }
    return token;
}

void auth_hash(const char *header, unsigned char out[DIGEST_SIZE])
{
    size_t len = 0;
    const char *token = auth_token(header, &len);
    if (token == NULL) {
        /* As long as a real one; nobody's, for tokens hold no space. */
        static const char NOBODY[] = "nobody's token                  "
                                     "                                ";
        token = NOBODY;
        len = sizeof(NOBODY) - 1;
    }
    digest_of(token, len, out);
}

/* --- what the database says --- */

/* "a,b" -> pointers to NUL-terminated codes. More than there is room for are
 * dropped, which allows less, never more. */
static int split_codes(char *list, const char **codes)
{
    int count = 0;
    char *rest = list;
    while (rest != NULL && *rest != '\0' && count < ACTOR_MAX_SCOPES) {
        codes[count++] = strsep(&rest, ",");
    }
    return count;
}

static enum role find_role(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(ROLES); i++) {
        if (strcmp(ROLES[i].name, name) == 0) {
            return ROLES[i].role;
        }
    }
    return ROLE_NONE;
}

static void fill_actor(struct op *op, const struct db_result *result)
{
    struct arena *arena = &op->req->arena;
    struct actor *actor = &op->actor;

    actor->token_id = (int)db_int(result, 0, COLUMN_ID);
    actor->name = arena_dup(arena, db_text(result, 0, COLUMN_NAME));
    actor->role = find_role(db_text(result, 0, COLUMN_ROLE));
    actor->school_count = split_codes(
        arena_dup(arena, db_text(result, 0, COLUMN_SCHOOLS)), actor->schools);
    actor->area_count = split_codes(
        arena_dup(arena, db_text(result, 0, COLUMN_AREAS)), actor->areas);
}

/* The index found the row by comparing as long as bytes were equal; what
 * decides is compared in constant time. bytea comes as \x and hex digits. */
static bool is_same_hash(const struct op *op, const struct db_result *result)
{
    const char *sent = op->query.params[0];
    const char *found = db_text(result, 0, COLUMN_HASH);
    return strlen(found) == strlen(sent) &&
           digest_equal(sent, found, strlen(sent));
}

static void on_token(struct op *op, const struct db_result *result)
{
    size_t len = 0;
    const char *header = request_header(op->req, "Authorization");
    bool good = db_rows(result) == 1 && is_same_hash(op, result) &&
                auth_token(header, &len) != NULL;
    if (!good) {
        reply_header(op->req, "WWW-Authenticate", "Bearer");
        op_fail(op, FAULT_UNAUTHORIZED, NULL, NULL, NULL);
        return;
    }
    fill_actor(op, result);
    op->next(op);
}

void auth_find(struct op *op, void (*next)(struct op *op))
{
    unsigned char hash[DIGEST_SIZE];
    char *param = arena_alloc(&op->req->arena, HASH_PARAM_SIZE);

    auth_hash(request_header(op->req, "Authorization"), hash);
    param[0] = '\\';
    param[1] = 'x';
    digest_print(hash, DIGEST_SIZE, param + 2);
    op->next = next;
    op_query(op, STATEMENT_TOKEN_CHECK, (const char *const[]){param}, 1,
             on_token);
}
