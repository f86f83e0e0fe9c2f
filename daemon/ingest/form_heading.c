#include "ingest/form_heading.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/form_heading_rows.h"
#include "ingest/form_label.h"
#include "ingest/form_layout.h"
#include "platform/check.h"

void form_heading_init(struct form_heading *heading)
{
    memset(heading, 0, sizeof(*heading));
    arena_init(&heading->arena);
}

void form_heading_fini(struct form_heading *heading)
{
    arena_fini(&heading->arena);
}

/* --- which is best --- */

struct search {
    const struct profile *form;
    const struct intern *keys;
    struct form_heading_rows rows;
    struct form_key key;
    char path[FORM_KEY_MAX + FORM_MAX_HEADER_ROWS + 1];
};

/* The form's column that the sheet's one names, -1: none. */
static int spec_of(struct search *search, int column)
{
    form_heading_rows_key(&search->rows, column, &search->key);
    if (search->key.len == 0 || search->key.cut) {
        return -1;
    }
    int known = intern_find(search->keys, search->key.text, search->key.len);
    if (known > 0) {
        return known - 1;
    }
    const struct span path = form_heading_rows_path(
        &search->rows, column, search->path, sizeof(search->path));
    for (int i = 0; i < search->form->column_count; i++) {
        const struct pattern *pattern = search->form->columns[i].header_pattern;
        if (pattern != NULL && pattern_matches(pattern, path)) {
            return i;
        }
    }
    return -1;
}

static int score(struct search *search)
{
    bool seen[PROFILE_MAX_COLUMNS] = {false};
    int count = 0;
    for (int c = 0; c < search->rows.columns; c++) {
        int spec = spec_of(search, c);
        if (spec >= 0 && !seen[spec]) {
            seen[spec] = true;
            count++;
        }
    }
    return count;
}

/* Of two that name as much, the one with fewer rows, and what the file says
 * about merged cells before what it looks like. */
struct best {
    int at, rows, score;
    bool looks;
};

static void try_rows(struct search *search, int at, int rows, bool looks,
                     struct best *best)
{
    form_heading_rows_set(&search->rows, at, rows, looks);
    int count = score(search);
    if (count > best->score ||
        (count == best->score && count > 0 && rows < best->rows)) {
        *best = (struct best){at, rows, count, looks};
    }
}

static struct best find_best(struct search *search, int most)
{
    struct best best = {0};
    int count = search->rows.window->count;
    for (int at = 0; at < count; at++) {
        for (int rows = 1; rows <= most && at + rows <= count; rows++) {
            try_rows(search, at, rows, false, &best);
            if (rows > 1) {
                try_rows(search, at, rows, true, &best);
            }
        }
    }
    return best;
}

/* --- what its columns are --- */

static bool has_bound(const struct form_heading *heading,
                      const struct form_part *part, int spec)
{
    for (int i = part->first; i < part->first + part->count; i++) {
        if (heading->bounds[i].spec == spec) {
            return true;
        }
    }
    return false;
}

static struct form_part *last_part(struct form_heading *heading)
{
    return &heading->parts[heading->part_count - 1];
}

/* The first column that the table begins with comes again. */
static bool begins_again(const struct search *search,
                         const struct form_heading *heading,
                         const struct form_part *part, int spec)
{
    if (part->count == 0 || spec < 0 ||
        search->form->columns[spec].header == NULL) {
        return false;
    }
    int first = part->first;
    while (first < part->first + part->count &&
           heading->bounds[first].spec < 0) {
        first++;
    }
    return first < part->first + part->count &&
           heading->bounds[first].spec == spec;
}

static void add_bound(struct search *search, struct form_heading *heading,
                      int column, int spec)
{
    struct form_part *part = last_part(heading);
    struct form_bound *bound = &heading->bounds[heading->bound_count];
    const char *header = spec < 0 ? NULL : search->form->columns[spec].header;
    struct span path = form_heading_rows_path(
        &search->rows, column, search->path, sizeof(search->path));
    if (header != NULL && has_bound(heading, part, spec)) {
        heading->twice = column + 1;
        return;
    }
    *bound = (struct form_bound){.column = column + 1, .spec = spec};
    bound->unit = search->key.unit;
    bound->name = header != NULL ? span_of(header) : path;
    if (header == NULL) {
        bound->name.data = arena_copy(&heading->arena, path.data, path.len);
    }
    heading->bound_count++;
    part->count++;
}

/* The same columns of figures come again: further rows. */
static bool repeats_figures(const struct search *search,
                            const struct form_heading *heading,
                            const struct form_part *before,
                            const struct form_part *part)
{
    for (int i = part->first; i < part->first + part->count; i++) {
        int spec = heading->bounds[i].spec;
        if (spec >= 0 && search->form->columns[spec].as >= AS_VALUE &&
            has_bound(heading, before, spec)) {
            return true;
        }
    }
    return false;
}

/* Other figures of the same rows: one table after all. */
static void join_last(struct form_heading *heading)
{
    struct form_part *before = &heading->parts[heading->part_count - 2];
    const struct form_part part = *last_part(heading);
    heading->part_count--;
    heading->bound_count = part.first;
    for (int i = part.first; i < part.first + part.count; i++) {
        if (!has_bound(heading, before, heading->bounds[i].spec)) {
            heading->bounds[heading->bound_count++] = heading->bounds[i];
            before->count++;
        }
    }
}

static void end_part(const struct search *search, struct form_heading *heading)
{
    if (heading->part_count > 1 &&
        !repeats_figures(search, heading,
                         &heading->parts[heading->part_count - 2],
                         last_part(heading))) {
        join_last(heading);
    }
}

static void bind(struct search *search, struct form_heading *heading)
{
    heading->part_count = 1;
    for (int c = 0; c < search->rows.columns; c++) {
        int spec = spec_of(search, c);
        if (search->key.len == 0 && spec < 0) {
            continue;
        }
        if (begins_again(search, heading, last_part(heading), spec) &&
            heading->part_count < FORM_MAX_PARTS) {
            end_part(search, heading);
            heading->parts[heading->part_count++] =
                (struct form_part){.first = heading->bound_count};
        }
        add_bound(search, heading, c, spec);
    }
    end_part(search, heading);
}

void form_heading_find(struct form_heading *heading, const struct profile *form,
                       const struct intern *keys,
                       const struct form_window *window,
                       struct form_merges *merges)
{
    struct search *search = calloc(1, sizeof(*search));
    CHECK(search != NULL);
    search->form = form;
    search->keys = keys;
    form_heading_rows_init(&search->rows, window, merges);
    const struct best best = find_best(search, form->form_layout->header_rows);
    heading->at = best.at;
    heading->rows = best.rows;
    heading->matched = best.score;
    if (best.score > 0) {
        form_heading_rows_set(&search->rows, best.at, best.rows, best.looks);
        bind(search, heading);
    }
    form_heading_rows_fini(&search->rows);
    free(search);
}
