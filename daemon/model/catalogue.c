#include "model/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "model/catalogue_rows.h"
#include "model/school_event.h"
#include "platform/check.h"

static struct rows *all_rows(struct catalogue *cat, int index)
{
    struct rows *const all[] = {&cat->areas,      &cat->schools,
                                &cat->indicators, &cat->dimensions,
                                &cat->members,    &cat->events};
    return index < (int)ARRAY_LEN(all) ? all[index] : NULL;
}

struct catalogue *catalogue_new(void)
{
    struct catalogue *cat = calloc(1, sizeof(*cat));
    CHECK(cat != NULL);
    cat->refs = 1;
    cat->generated = "";
    arena_init(&cat->arena);
    struct rows *rows = NULL;
    for (int i = 0; (rows = all_rows(cat, i)) != NULL; i++) {
        rows->codes = intern_new();
    }
    return cat;
}

struct catalogue *catalogue_ref(struct catalogue *cat)
{
    cat->refs++;
    return cat;
}

void catalogue_unref(struct catalogue *cat)
{
    if (cat == NULL || --cat->refs > 0) {
        return;
    }
    struct rows *rows = NULL;
    for (int i = 0; (rows = all_rows(cat, i)) != NULL; i++) {
        free(rows->rows);
        intern_free(rows->codes);
    }
    free(cat->coverage);
    free(cat->breaks);
    free(cat->former);
    free(cat->blanks);
    arena_fini(&cat->arena);
    free(cat);
}

/* --- adding rows --- */

static void *grown(void *data, size_t *cap, size_t count, size_t size)
{
    if (count < *cap) {
        return data;
    }
    *cap = *cap > 0 ? *cap * 2 : 64;
    void *moved = reallocarray(data, *cap, size);
    CHECK(moved != NULL);
    return moved;
}

static void *add_row(struct catalogue *cat, struct rows *rows, const void *row,
                     size_t size)
{
    rows->rows =
        grown(rows->rows, &rows->cap, rows->count, sizeof(*rows->rows));
    void *copy = arena_alloc(&cat->arena, size);
    memcpy(copy, row, size);
    rows->rows[rows->count++] = copy;
    return copy;
}

/* Most English names are not known: no memory for an empty text. */
static void own(struct catalogue *cat, const char **text)
{
    *text =
        *text == NULL || **text == '\0' ? "" : arena_dup(&cat->arena, *text);
}

void catalogue_add_area(struct catalogue *cat, const struct area *row)
{
    struct area *area = add_row(cat, &cat->areas, row, sizeof(*row));
    own(cat, &area->code);
    own(cat, &area->name_zh);
    own(cat, &area->name_en);
    own(cat, &area->level);
}

void catalogue_add_school(struct catalogue *cat, const struct school *row)
{
    struct school *school = add_row(cat, &cat->schools, row, sizeof(*row));
    own(cat, &school->code);
    own(cat, &school->name_zh);
    own(cat, &school->name_en);
    own(cat, &school->level);
    own(cat, &school->type);
    own(cat, &school->ownership);
}

void catalogue_add_indicator(struct catalogue *cat, const struct indicator *row)
{
    struct indicator *indicator =
        add_row(cat, &cat->indicators, row, sizeof(*row));
    own(cat, &indicator->code);
    own(cat, &indicator->name_zh);
    own(cat, &indicator->name_en);
    own(cat, &indicator->unit);
    own(cat, &indicator->agg_schools);
    own(cat, &indicator->agg_time);
    own(cat, &indicator->period_type);
    own(cat, &indicator->breakdowns);
    own(cat, &indicator->direction);
    own(cat, &indicator->source);
}

void catalogue_add_dimension(struct catalogue *cat, const struct dimension *row)
{
    struct dimension *dim = add_row(cat, &cat->dimensions, row, sizeof(*row));
    own(cat, &dim->code);
}

void catalogue_add_member(struct catalogue *cat, const struct member *row)
{
    struct member *member = add_row(cat, &cat->members, row, sizeof(*row));
    own(cat, &member->code);
    own(cat, &member->name_zh);
    own(cat, &member->name_en);
    own(cat, &member->note);
}

void catalogue_add_coverage(struct catalogue *cat, const struct coverage *row)
{
    cat->coverage = grown(cat->coverage, &cat->coverage_cap,
                          cat->coverage_count, sizeof(*cat->coverage));
    cat->coverage[cat->coverage_count++] = *row;
}

void catalogue_add_event(struct catalogue *cat, const struct school_event *row)
{
    struct school_event *event = add_row(cat, &cat->events, row, sizeof(*row));
    own(cat, &event->level_from);
    own(cat, &event->level_to);
    own(cat, &event->note);
}

void catalogue_add_break(struct catalogue *cat,
                         const struct definition_break *row)
{
    cat->breaks = grown(cat->breaks, &cat->break_cap, cat->break_count,
                        sizeof(*cat->breaks));
    struct definition_break *copy = &cat->breaks[cat->break_count++];
    *copy = *row;
    own(cat, &copy->note_zh);
    own(cat, &copy->note_en);
}

void catalogue_add_former(struct catalogue *cat,
                          const struct school_former *row)
{
    cat->former = grown(cat->former, &cat->former_cap, cat->former_count,
                        sizeof(*cat->former));
    cat->former[cat->former_count++] = *row;
}

void catalogue_add_blank_token(struct catalogue *cat,
                               const struct blank_token *row)
{
    char key[BLANK_TOKEN_KEY_SIZE];
    if (!blank_token_key(row->token, strlen(row->token), key)) {
        return;
    }
    cat->blanks = grown(cat->blanks, &cat->blank_cap, cat->blank_count,
                        sizeof(*cat->blanks));
    struct blank_token *copy = &cat->blanks[cat->blank_count++];
    *copy = *row;
    copy->key = key;
    own(cat, &copy->key);
    own(cat, &copy->token);
    own(cat, &copy->meaning_zh);
    own(cat, &copy->meaning_en);
    own(cat, &copy->log);
}

void catalogue_set_revision(struct catalogue *cat, int64_t revision,
                            const char *generated)
{
    cat->revision = revision;
    cat->generated = generated;
    own(cat, &cat->generated);
}

void catalogue_set_totals_since(struct catalogue *cat, int64_t revision)
{
    cat->totals_since = revision;
}

int64_t catalogue_totals_since(const struct catalogue *cat)
{
    return cat->totals_since;
}

int64_t catalogue_revision(const struct catalogue *cat)
{
    return cat->revision;
}

const struct blank_tokens *catalogue_blank_tokens(const struct catalogue *cat)
{
    return &cat->blank_tokens;
}

const char *catalogue_generated(const struct catalogue *cat)
{
    return cat->generated;
}
