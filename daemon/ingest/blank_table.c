#include "ingest/blank_table.h"

#include <string.h>

#include "ingest/form_digits.h"
#include "ingest/form_text.h"
#include "ingest/profile_read.h"
#include "ingest/status.h"
#include "model/blank_token.h"
#include "platform/check.h"
#include "platform/utf8.h"

#define TABLE_DEPTH_MAX 4
#define TABLE_FAULTS_MAX 4096

struct entry {
    struct blank_token token;
    char key[BLANK_TOKEN_KEY_SIZE];
};

struct table {
    struct entry entries[BLANK_TOKEN_MAX_ROWS];
    size_t count;
    bool given;
};

/* --- the members of a token --- */

/* A number, or the error value of a spreadsheet: never a word for none. */
static bool says_something(const char *text)
{
    struct form_text folded;
    struct form_digits digits;
    return form_text_fold(span_of(text), &folded) &&
           (form_digits_read(folded.data, &digits) != FORM_DIGITS_NONE ||
            (folded.data[0] == '#' && folded.len > 1));
}

static bool read_token(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    struct entry *entry = target;
    if (!profile_read_text(read, item, &entry->token.token)) {
        return false;
    }
    const char *text = entry->token.token;
    if (!utf8_plain(text, strlen(text)) || strlen(text) > BLANK_TOKEN_MAX ||
        !blank_token_key(text, strlen(text), entry->key)) {
        return profile_read_fault(read, item->path,
                                  "too long or has control characters");
    }
    if (blank_token_placeholder(entry->key) != NULL) {
        return profile_read_fault(read, item->path,
                                  "a placeholder is never a token");
    }
    entry->token.key = entry->key;
    return !says_something(text) ||
           profile_read_fault(read, item->path, "not a word for no figure");
}

static bool read_value(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    struct entry *entry = target;
    int value = 0;
    if (json_type(item->value) == JSON_TYPE_NULL) {
        return true;
    }
    entry->token.zero = true;
    return profile_read_int(read, item, 0, 0, &value);
}

static bool read_status(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct entry *entry = target;
    const char *text = json_text(item->value);
    return status_parse(span_of(text), &entry->token.status) ||
           profile_read_fault(read, item->path, "not an observation status");
}

static bool read_meaning(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    const char *text = "";
    (void)target;
    if (!profile_read_text(read, item, &text)) {
        return false;
    }
    return (strlen(text) <= BLANK_TOKEN_MEANING_MAX &&
            utf8_plain(text, strlen(text))) ||
           profile_read_fault(read, item->path,
                              "too long or has control characters");
}

static bool read_log(struct profile_read *read, const struct profile_item *item,
                     void *target)
{
    struct entry *entry = target;
    const char *text = "";
    if (json_type(item->value) == JSON_TYPE_NULL) {
        return true;
    }
    if (!profile_read_text(read, item, &text)) {
        return false;
    }
    entry->token.log = text;
    return (strlen(text) <= BLANK_TOKEN_LOG_MAX &&
            strspn(text, "abcdefghijklmnopqrstuvwxyz_") == strlen(text)) ||
           profile_read_fault(read, item->path,
                              "must be small letters and _, 32 at most");
}

/* --- the table --- */

static const struct blank_token *same_class(const struct table *table,
                                            const struct entry *entry)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->entries[i].key, entry->key) == 0) {
            return &table->entries[i].token;
        }
    }
    return NULL;
}

static bool means_the_same(const struct blank_token *a,
                           const struct blank_token *b)
{
    return a->zero == b->zero && a->status == b->status &&
           strcmp(a->log, b->log) == 0;
}

static bool is_there(const struct table *table, const char *token)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->entries[i].token.token, token) == 0) {
            return true;
        }
    }
    return false;
}

static bool check_entry(struct profile_read *read, const char *path,
                        const struct table *table, const struct entry *entry)
{
    const struct blank_token *token = &entry->token;
    if (token->token == NULL || token->status == '\0') {
        return profile_read_fault(read, path, "needs \"token\" and \"status\"");
    }
    if (!status_fits(token->status, token->zero)) {
        return profile_read_fault(read, path,
                                  "the status contradicts the value");
    }
    if (is_there(table, token->token)) {
        return profile_read_fault(read, path, "stands twice");
    }
    const struct blank_token *other = same_class(table, entry);
    return other == NULL || means_the_same(other, token) ||
           profile_read_fault(read, path,
                              "is read like another token that means "
                              "something else");
}

static bool read_entry(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    static const struct profile_key KEYS[] = {
        {"token", read_token},
        {"value", read_value},
        {"status", read_status},
        {"meaning_zh", read_meaning},
        {"meaning_en", read_meaning},
        {"log", read_log},
        {NULL, NULL},
    };
    struct table *table = target;
    struct entry *entry = &table->entries[table->count];
    *entry = (struct entry){.token = {.log = ""}};
    if (!profile_read_object(read, item, KEYS, entry) ||
        !check_entry(read, item->path, table, entry)) {
        return false;
    }
    table->count++;
    return true;
}

static bool read_tokens(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    static const struct profile_key TOKEN = {NULL, read_entry};
    struct table *table = target;
    table->given = true;
    if (json_type(item->value) != JSON_TYPE_ARRAY) {
        return profile_read_fault(read, item->path, "must be an array");
    }
    return profile_read_each(read, item, BLANK_TOKEN_MAX_ROWS, &TOKEN, target);
}

/* What GET told may be sent back as it is. */
static bool ignore(struct profile_read *read, const struct profile_item *item,
                   void *target)
{
    (void)read;
    (void)item;
    (void)target;
    return true;
}

static bool check_root(const struct json_value *root, struct arena *arena,
                       struct error *err)
{
    static const struct profile_key KEYS[] = {
        {"meta", ignore}, {"tokens", read_tokens}, {NULL, NULL}};
    struct profile_read read = {.arena = arena};
    const struct profile_item item = {"", root};
    struct table *table = arena_zalloc(arena, 1, sizeof(*table));
    buffer_init(&read.faults, TABLE_FAULTS_MAX);
    if (profile_read_object(&read, &item, KEYS, table) && !table->given) {
        profile_read_fault(&read, "tokens", "missing");
    }
    if (read.fault_count > 0) {
        error_set(err, FAULT_BAD_BLANK_TOKENS, read.faults.data, NULL, NULL);
    }
    buffer_fini(&read.faults);
    return read.fault_count == 0;
}

bool blank_table_check(const char *json, size_t len, struct error *err)
{
    struct arena arena;
    struct json_document *document =
        json_parse(json, len, TABLE_DEPTH_MAX, err);
    if (document == NULL) {
        return false;
    }
    arena_init(&arena);
    bool good = check_root(json_root(document), &arena, err);
    arena_fini(&arena);
    json_free(document);
    return good;
}
