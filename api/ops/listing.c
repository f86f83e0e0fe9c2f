#include "ops/listing.h"

#include <stdio.h>
#include <string.h>

#include "conditional.h"
#include "http/request.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "platform/intern.h"

/* --- helpers of the lists --- */

const struct area *listing_area(struct listing *list, const char *param)
{
    const char *code = request_param(list->op->req, param);
    if (code == NULL) {
        return NULL;
    }
    const struct area *area =
        catalogue_area(list->op->catalogue, code, strlen(code));
    if (area == NULL) {
        op_note(list->op, param, FAULT_UNKNOWN_AREA, code, NULL);
    }
    return area;
}

bool listing_has_text(const struct listing *list, const char *code,
                      const char *name_zh, const char *name_en)
{
    return list->text == NULL || strcasestr(code, list->text) != NULL ||
           strcasestr(name_zh, list->text) != NULL ||
           strcasestr(name_en, list->text) != NULL;
}

void listing_date(struct json_writer *json, const char *key, int yyyymmdd)
{
    char text[40];
    json_key(json, key);
    if (yyyymmdd == 0) {
        json_null(json);
        return;
    }
    snprintf(text, sizeof(text), "%04d-%02d-%02d", yyyymmdd / 10000,
             yyyymmdd / 100 % 100, yyyymmdd % 100);
    json_string(json, text);
}

/* --- id=a,b --- */

static struct intern *parse_ids(const struct request *req)
{
    const char *text = request_param(req, "id");
    if (text == NULL) {
        return NULL;
    }
    struct intern *ids = intern_new();
    while (*text != '\0') {
        size_t len = strcspn(text, ",");
        intern_put(ids, text, len, 1);
        text += len + (text[len] == ',' ? 1 : 0);
    }
    return ids;
}

static bool is_wanted(const struct listing *list, const struct intern *ids,
                      const void *row)
{
    const struct listing_kind *kind = list->kind;
    const char *code = kind->code(row);
    return (ids == NULL || intern_find(ids, code, strlen(code)) != 0) &&
           (kind->keep == NULL || kind->keep(list, row));
}

/* --- one page --- */

struct page {
    const void **rows;
    size_t count; /* on this page */
    size_t limit;
    size_t total; /* on all pages */
    bool more;
};

/* Where the page starts; noted when the cursor is no row's code. */
static size_t find_start(struct listing *list)
{
    const struct listing_kind *kind = list->kind;
    const struct catalogue *cat = list->op->catalogue;
    const char *cursor =
        kind->paged ? request_param(list->op->req, "cursor") : NULL;
    if (cursor == NULL) {
        return 0;
    }
    const void *row = NULL;
    for (size_t i = 0; (row = kind->row_at(cat, i)) != NULL; i++) {
        if (strcmp(kind->code(row), cursor) == 0) {
            return i + 1;
        }
    }
    op_note(list->op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    return 0;
}

static void select_rows(struct listing *list, struct page *page, size_t start,
                        const struct intern *ids)
{
    const struct catalogue *cat = list->op->catalogue;
    const void *row = NULL;
    for (size_t i = 0; (row = list->kind->row_at(cat, i)) != NULL; i++) {
        if (!is_wanted(list, ids, row)) {
            continue;
        }
        page->total++;
        if (i >= start && page->count < page->limit) {
            page->rows[page->count++] = row;
        } else if (i >= start) {
            page->more = true;
        }
    }
}

static void write_meta(struct listing *list, const struct page *page)
{
    struct json_writer *json = &list->json;
    envelope_begin_meta(json, list->op);
    json_member_int(json, "count", (int64_t)page->total);
    if (list->kind->paged) {
        const char *next =
            page->more ? list->kind->code(page->rows[page->count - 1]) : NULL;
        json_member_string(json, "next", next);
    }
    json_end_object(json);
}

static void write_page(struct listing *list, const struct page *page)
{
    struct json_writer *json = &list->json;
    if (list->kind->prepare != NULL) {
        list->kind->prepare(list);
    }
    json_begin_object(json);
    write_meta(list, page);
    json_key(json, list->kind->name);
    json_begin_array(json);
    for (size_t i = 0; i < page->count; i++) {
        json_begin_object(json);
        list->kind->write(list, page->rows[i]);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
    buffer_add_char(json->out, '\n');
}

/* --- the request --- */

/* Name, parameters in the table's order, language. A value stands behind its
 * length: whatever it holds, no two questions have the same key. */
static void add_key(const struct listing *list, struct buffer *key)
{
    const struct request *req = list->op->req;
    buffer_add_str(key, list->kind->name);
    for (const char *const *name = list->kind->params; *name != NULL; name++) {
        const char *value = request_param(req, *name);
        if (value != NULL) {
            buffer_printf(key, "\n%zu=%s", strlen(value), value);
        } else {
            buffer_add_str(key, "\n-");
        }
    }
    buffer_add_str(key, req->lang == LANG_EN ? "\nen" : "\nzh");
}

static void answer(struct listing *list, struct page *page, size_t start,
                   const char *key)
{
    struct buffer body;
    struct intern *ids = parse_ids(list->op->req);

    page->rows =
        arena_alloc(&list->op->req->arena, page->limit * sizeof(*page->rows));
    select_rows(list, page, start, ids);
    intern_free(ids);
    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&list->json, &body);
    write_page(list, page);
    conditional_send(list->op, key, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}

void listing_run(struct op *op, const struct listing_kind *kind)
{
    struct listing list = {.op = op, .kind = kind};
    struct page page = {.limit = LIMITS_LIST_WHOLE};

    op_note_params(op, kind->params);
    if (kind->parse != NULL) {
        kind->parse(&list);
    }
    if (kind->paged) {
        page.limit = (size_t)op_int_param(op, "limit", LIMITS_LIST_DEFAULT, 1,
                                          LIMITS_LIST_MAX);
    }
    size_t start = find_start(&list);
    if (op_refused(op) || !envelope_wants_json(op)) {
        return;
    }
    struct buffer key;
    buffer_init(&key, 2 * HTTP_MAX_TARGET);
    add_key(&list, &key);
    if (!conditional_check(op, key.data)) {
        answer(&list, &page, start, key.data);
    }
    buffer_fini(&key);
}
