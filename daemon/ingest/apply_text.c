#include <stdio.h>
#include <string.h>

#include "ingest/apply_impl.h"
#include "ingest/cell_check.h"

bool apply_complain(const struct apply *apply, const struct apply_text *text,
                    enum fault fault, struct span value)
{
    struct place at = {apply->row->line, text->header};
    return complain(apply->observe->complaints, &at, fault, value);
}

void apply_warn(struct apply *apply, const char *code, const char *subject)
{
    char key[COMPLAIN_TEXT_MAX * 2];
    int len = snprintf(key, sizeof(key), "%s:%s", code, subject);
    size_t key_len = (size_t)len < sizeof(key) ? (size_t)len : sizeof(key) - 1;
    if (intern_find(apply->told, key, key_len) != 0) {
        return;
    }
    intern_put(apply->told, key, key_len, 1);
    struct sink *sink = apply->observe->complaints->sink;
    sink->ops->warning(sink, code, subject);
}

enum apply_result apply_text_read(const struct apply *apply,
                                  const struct apply_text *text,
                                  struct rewritten *out)
{
    struct span raw = slot_text(&text->slot, apply->row);
    out->code = raw;
    out->name = raw;
    if (raw.len == 0) {
        return APPLY_EMPTY;
    }
    /* What stands in for a missing column is a code already. */
    if (text->rewrite == NULL || rewrite_is_plain(text->rewrite) ||
        raw.data == text->slot.fallback.data) {
        return APPLY_GOOD;
    }
    if (!rewrite_apply(text->rewrite, raw, out)) {
        apply_complain(apply, text, FAULT_NO_MATCH, raw);
        return APPLY_BAD;
    }
    return out->code.len == 0 ? APPLY_EMPTY : APPLY_GOOD;
}

static void remember(struct apply_dimension *dim, struct span raw, int id)
{
    if (raw.len <= APPLY_MEMO_TEXT_MAX &&
        intern_count(dim->memo) < APPLY_MEMO_MAX) {
        intern_put(dim->memo, raw.data, raw.len, id);
    }
}

static bool unknown_member(const struct apply *apply,
                           const struct apply_dimension *dim, struct span code)
{
    char shown[COMPLAIN_TEXT_MAX + 1];
    span_copy(code, shown, sizeof(shown));
    const char *const args[3] = {shown, dim->dimension->code, NULL};
    struct place at = {apply->row->line, dim->text.header};
    return complain_with(apply->observe->complaints, &at, FAULT_UNKNOWN_MEMBER,
                         args, code);
}

/* A code that no member has yet. */
static bool make_fresh(const struct apply *apply, struct apply_dimension *dim)
{
    if (!cell_check_member(dim->fresh.code)) {
        return apply_complain(apply, &dim->text, FAULT_BAD_CODE,
                              dim->fresh.code);
    }
    if (!apply->profile->create_members) {
        return unknown_member(apply, dim, dim->fresh.code);
    }
    if (!cell_check_text(dim->fresh.name)) {
        return apply_complain(apply, &dim->text, FAULT_BAD_TEXT,
                              dim->fresh.name);
    }
    dim->is_fresh = true;
    return true;
}

static bool member_read(struct apply *apply, struct apply_dimension *dim)
{
    struct span raw = slot_text(&dim->text.slot, apply->row);
    dim->is_fresh = false;
    dim->member = 0;
    int known =
        raw.len == 0 ? APPLY_TOTAL : intern_find(dim->memo, raw.data, raw.len);
    if (known != 0) {
        dim->member = known == APPLY_TOTAL ? 0 : known;
        return true;
    }
    enum apply_result result = apply_text_read(apply, &dim->text, &dim->fresh);
    if (result == APPLY_BAD) {
        return false;
    }
    if (result == APPLY_EMPTY) {
        remember(dim, raw, APPLY_TOTAL);
        return true;
    }
    struct span code = dim->fresh.code;
    dim->member = newcomers_member(apply->observe->newcomers,
                                   dim->dimension->id, code.data, code.len);
    if (dim->member == 0) {
        return make_fresh(apply, dim);
    }
    remember(dim, raw, dim->member);
    return true;
}

bool apply_members_read(struct apply *apply)
{
    bool good = true;
    for (int i = 0; i < apply->dimension_count; i++) {
        good = member_read(apply, &apply->dimensions[i]) && good;
    }
    return good;
}

static int add_member(struct apply *apply, const struct place *at,
                      int dimension, const struct rewritten *text)
{
    static const char *const ARGS[3] = {"members", ">20000", "20000"};
    char code[CATALOGUE_MEMBER_MAX * 4 + 1];
    char name[CATALOGUE_NAME_MAX + 1];
    span_copy(text->code, code, sizeof(code));
    span_copy(text->name, name, sizeof(name));
    const struct member row = {
        .dimension = dimension, .code = code, .name_zh = name};
    int id = newcomers_add_member(apply->observe->newcomers, &row);
    if (id == 0) {
        complain_with(apply->observe->complaints, at, FAULT_TOO_MANY, ARGS,
                      span_of(NULL));
    }
    return id;
}

bool apply_members_create(struct apply *apply)
{
    for (int i = 0; i < apply->dimension_count; i++) {
        struct apply_dimension *dim = &apply->dimensions[i];
        struct place at = {apply->row->line, dim->text.header};
        if (!dim->is_fresh) {
            continue;
        }
        dim->member = add_member(apply, &at, dim->dimension->id, &dim->fresh);
        if (dim->member == 0) {
            return false;
        }
        remember(dim, slot_text(&dim->text.slot, apply->row), dim->member);
    }
    return true;
}

int apply_member_named(struct apply *apply, const struct place *at,
                       const struct dimension *dimension, struct span code)
{
    const struct rewritten text = {.code = code, .name = code};
    int id = newcomers_member(apply->observe->newcomers, dimension->id,
                              code.data, code.len);
    if (id != 0) {
        return id;
    }
    if (apply->profile->create_members && cell_check_text(code)) {
        return add_member(apply, at, dimension->id, &text);
    }
    const char *const args[3] = {code.data, dimension->code, NULL};
    complain_file_with(apply->observe->complaints, at, FAULT_UNKNOWN_MEMBER,
                       args);
    return 0;
}
