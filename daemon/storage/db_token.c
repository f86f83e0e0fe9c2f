#include "storage/db_token.h"

#include <stdio.h>
#include <string.h>

#include "platform/buffer.h"
#include "platform/digest.h"
#include "platform/utf8.h"
#include "storage/db_pool.h"
#include "storage/db_schema.h"
#include "storage/db_sync.h"

#define PREFIX "tvs_"
#define RANDOM_SIZE 32
#define CODE_MAX 32

/* --- the token --- */

/* Base64url without padding: 32 bytes become 43 characters. */
static void encode(const unsigned char *bytes, size_t len, char *out)
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned bits = 0;
    int have = 0;
    for (size_t i = 0; i < len; i++) {
        bits = bits << 8 | bytes[i];
        for (have += 8; have >= 6; have -= 6) {
            *out++ = DIGITS[bits >> (have - 6) & 63];
        }
    }
    if (have > 0) {
        *out++ = DIGITS[bits << (6 - have) & 63];
    }
    *out = '\0';
}

static void make_token(char token[DB_TOKEN_SIZE])
{
    unsigned char random[RANDOM_SIZE];
    digest_random(random, sizeof(random));
    snprintf(token, DB_TOKEN_SIZE, PREFIX);
    encode(random, sizeof(random), token + strlen(PREFIX));
}

/* As bytea has it: \x and hexadecimal digits. */
static void print_hash(const char *token, char out[2 + DIGEST_HEX_SIZE])
{
    unsigned char hash[DIGEST_SIZE];
    digest_of(token, strlen(token), hash);
    out[0] = '\\';
    out[1] = 'x';
    digest_print(hash, sizeof(hash), out + 2);
}

/* --- what is asked for --- */

static bool is_code(const char *text)
{
    size_t len = strlen(text);
    return len >= 1 && len <= CODE_MAX &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "abcdefghijklmnopqrstuvwxyz0123456789_-") == len;
}

static bool check_codes(const char *const *codes, int count, struct error *err)
{
    for (int i = 0; i < count; i++) {
        if (!is_code(codes[i])) {
            return error_set(err, FAULT_BAD_CODE, codes[i], NULL, NULL);
        }
    }
    return true;
}

static bool check_name(const char *name, struct error *err)
{
    size_t len = strlen(name);
    if (len == 0 || len > DB_TOKEN_NAME_MAX || !utf8_valid(name, len) ||
        !utf8_plain(name, len) || strspn(name, "0123456789") == len) {
        return error_set(err, FAULT_BAD_PARAMETER, "name", name, NULL);
    }
    return true;
}

/* Only a submitter is bound, and a submitter bound to nothing could submit
 * nothing. */
static bool check_request(const struct db_token_request *request,
                          struct error *err)
{
    int scopes = request->school_count + request->area_count;
    bool submits = strcmp(request->role, "submitter") == 0;
    if (!submits && strcmp(request->role, "admin") != 0 &&
        strcmp(request->role, "reader") != 0) {
        return error_set(err, FAULT_BAD_CHOICE, request->role,
                         "admin, submitter, reader", NULL);
    }
    if (submits != (scopes > 0)) {
        return error_set(err, FAULT_MISSING_PARAMETER,
                         submits ? "school or area" : "role submitter", NULL,
                         NULL);
    }
    return check_name(request->name, err) &&
           check_codes(request->schools, request->school_count, err) &&
           check_codes(request->areas, request->area_count, err);
}

/* {a,b}: codes need no quotes. */
static void print_array(struct buffer *out, const char *const *codes, int count)
{
    buffer_add_char(out, '{');
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            buffer_add_char(out, ',');
        }
        buffer_add_str(out, codes[i]);
    }
    buffer_add_char(out, '}');
}

/* --- the statements --- */

/* Tokens are a matter of a schema that we know. */
static bool check_schema(struct db_sync *sync, struct error *err)
{
    const struct db_result *version;
    struct error cause;
    if (!db_sync_run(sync, STATEMENT_SCHEMA_VERSION, NULL, &version, &cause)) {
        return error_detail(err, cause.fault, "%.180s: run tvetstatd migrate",
                            cause.detail);
    }
    return db_schema_judge(version, err);
}

static struct db_sync *connect(const char *conninfo, struct error *err)
{
    struct db_sync *sync = db_sync_open(conninfo, err);
    if (sync == NULL || check_schema(sync, err)) {
        return sync;
    }
    db_sync_close(sync);
    return NULL;
}

static bool insert(struct db_sync *sync, const struct db_token_request *request,
                   const char *token, struct error *err)
{
    char hash[2 + DIGEST_HEX_SIZE], days[16];
    print_hash(token, hash);
    snprintf(days, sizeof(days), "%d", request->expires_days);
    struct buffer schools, areas;
    buffer_init(&schools, 0);
    buffer_init(&areas, 0);
    print_array(&schools, request->schools, request->school_count);
    print_array(&areas, request->areas, request->area_count);
    const char *const params[] = {
        request->name,  request->role, hash,
        schools.data,   areas.data,    request->expires_days == 0 ? NULL : days,
        request->actor,
    };
    bool ok = db_sync_run(sync, STATEMENT_TOKEN_CREATE, params, NULL, err);
    buffer_fini(&schools);
    buffer_fini(&areas);
    return ok;
}

bool db_token_create(const char *conninfo,
                     const struct db_token_request *request,
                     char token[DB_TOKEN_SIZE], struct error *err)
{
    if (!check_request(request, err)) {
        return false;
    }
    struct db_sync *sync = connect(conninfo, err);
    if (sync == NULL) {
        return false;
    }
    make_token(token);
    bool ok = insert(sync, request, token, err);
    if (!ok && err->fault == FAULT_CONFLICT) {
        error_set(err, FAULT_CONFLICT, "the name is taken", NULL, NULL);
    }
    db_sync_close(sync);
    return ok;
}

bool db_token_list(const char *conninfo,
                   void (*each)(const struct db_token_row *row, void *ctx),
                   void *ctx, struct error *err)
{
    const struct db_result *list;
    struct db_sync *sync = connect(conninfo, err);
    if (sync == NULL) {
        return false;
    }
    bool ok = db_sync_run(sync, STATEMENT_TOKEN_LIST, NULL, &list, err);
    for (int i = 0; ok && i < db_rows(list); i++) {
        struct db_token_row row = {
            .id = db_text(list, i, 0),
            .name = db_text(list, i, 1),
            .role = db_text(list, i, 2),
            .scopes = db_text(list, i, 3),
            .created = db_text(list, i, 4),
            .expires = db_text(list, i, 5),
            .revoked = db_text(list, i, 6),
        };
        each(&row, ctx);
    }
    db_sync_close(sync);
    return ok;
}

bool db_token_revoke(const char *conninfo, const char *which, const char *actor,
                     struct error *err)
{
    const struct db_result *revoked;
    struct db_sync *sync = connect(conninfo, err);
    if (sync == NULL) {
        return false;
    }
    const char *const params[] = {which, actor};
    bool ok = db_sync_run(sync, STATEMENT_TOKEN_REVOKE, params, &revoked, err);
    if (ok && db_rows(revoked) == 0) {
        ok = error_set(err, FAULT_NOT_FOUND, which, NULL, NULL);
    }
    db_sync_close(sync);
    return ok;
}
