/* Labels, names and remarks of a row. */
#include <string.h>

#include "ingest/form_cells.h"
#include "platform/macros.h"

/* --- filling down --- */

/* A label that is merged over several rows is that of its first; where that
 * one is empty, the rows have none, whatever stands above them. */
static bool fills_down(const struct form_sheet *sheet,
                       const struct form_cell *cell)
{
    const struct sheet_merge *merge = sheet->merged[cell->bound->column - 1];
    int from = sheet->filled_row[cell->bound->spec];
    bool merged = merge != NULL && merge->bottom > merge->top;
    return merged ? from >= merge->top : cell->spec->form.fill;
}

struct span form_cell_label(struct form_sheet *sheet,
                            const struct form_cell *cell)
{
    char *filled = sheet->filled[cell->bound->spec];
    struct span text = form_cell_at(sheet, cell->bound->column)->text;
    if (text.len > 0) {
        span_copy(text, filled, FORM_MAX_FILL + 1);
        sheet->filled_row[cell->bound->spec] = sheet->row->row;
        return text;
    }
    return filled[0] != '\0' && fills_down(sheet, cell) ? span_of(filled)
                                                        : text;
}

static struct span told_text(struct form_sheet *sheet,
                             const struct form_cell *cell)
{
    struct span text = form_cell_label(sheet, cell);
    if (text.len > 0 &&
        form_cell_at(sheet, cell->bound->column)->text.len == 0) {
        form_norm(sheet, "filled_down", cell->bound->column);
    }
    return text;
}

struct sheet_cell form_cell_filled(struct form_sheet *sheet,
                                   const struct form_cell *cell)
{
    struct sheet_cell found = *form_cell_at(sheet, cell->bound->column);
    struct span text = told_text(sheet, cell);
    if (found.text.len == 0 && text.len > 0) {
        found = (struct sheet_cell){.kind = SHEET_TEXT, .text = text};
    }
    return found;
}

/* --- what a text is --- */

/* A label that a formula has spoilt. */
static bool is_broken(struct form_sheet *sheet, const struct form_cell *cell)
{
    const struct sheet_cell *raw = form_cell_at(sheet, cell->bound->column);
    char text[ERROR_ARG_SIZE];
    struct error err = {0};
    bool unknown = raw->kind == SHEET_UNKNOWN;
    if (raw->kind != SHEET_ERROR && !unknown) {
        return false;
    }
    span_copy(raw->text, text, sizeof(text));
    error_set(&err, unknown ? FAULT_FORMULA_VALUE : FAULT_SHEET_ERROR, text,
              NULL, NULL);
    return !form_cell_refuse(sheet, cell, &err);
}

/* Names and notes are kept as they stand, but on one line. */
static struct span on_one_line(struct form_sheet *sheet,
                               const struct form_cell *cell, struct span text)
{
    static const char BREAKS[] = "\n\r\t";
    bool name = cell->spec->as == AS_SCHOOL_NAME;
    size_t len = 0;
    size_t at = 0;
    while (at < text.len && strchr(BREAKS, text.data[at]) == NULL) {
        at++;
    }
    if (at == text.len) {
        return text;
    }
    char *out = arena_copy(&sheet->texts, text.data, text.len);
    for (at = 0; at < text.len; at++) {
        bool breaks = strchr(BREAKS, text.data[at]) != NULL;
        if (!breaks || !name) {
            out[len++] = breaks ? ' ' : text.data[at];
        }
    }
    form_norm(sheet, "line_break", cell->bound->column);
    return (struct span){out, len};
}

/* "1.就业技能培训" where the form knows 就业技能培训 only. */
static bool knows(const struct form_sheet *sheet,
                  const struct profile_column *spec, struct span text)
{
    const struct rewrite *rewrite = &spec->rewrite;
    const struct dimension *dimension = catalogue_dimension(
        sheet->observe->catalogue, spec->dimension, strlen(spec->dimension));
    for (size_t i = 0; i < rewrite->map_count; i++) {
        if (span_equal(rewrite->map[i].from, text)) {
            return true;
        }
    }
    return rewrite_is_plain(rewrite) && dimension != NULL &&
           newcomers_member(sheet->observe->newcomers, dimension->id, text.data,
                            text.len) != 0;
}

static struct span without_number(struct form_sheet *sheet,
                                  const struct form_cell *cell,
                                  struct span text)
{
    struct span rest;
    if (cell->spec->as != AS_DIMENSION || knows(sheet, cell->spec, text) ||
        !form_label_unnumbered(text, &rest) ||
        !knows(sheet, cell->spec, rest)) {
        return text;
    }
    form_norm(sheet, "numbered_label", cell->bound->column);
    return rest;
}

bool form_cell_text(struct form_sheet *sheet, const struct form_cell *cell,
                    struct span *out)
{
    struct form_label label;
    if (is_broken(sheet, cell)) {
        return false;
    }
    struct span text = told_text(sheet, cell);
    bool as_it_is =
        cell->spec->as == AS_NOTE || cell->spec->as == AS_SCHOOL_NAME;
    if (text.len == 0 && cell->spec->as == AS_DIMENSION) {
        const struct form_mark at = {sheet->row->line, cell->bound->column};
        form_warn(sheet, "empty_label", &at, cell->bound->name.data);
    }
    if (text.len == 0 || as_it_is) {
        *out = on_one_line(sheet, cell, text);
        return true;
    }
    form_label_fold(text, &label);
    text = without_number(sheet, cell, (struct span){label.text, label.len});
    *out = form_cell_keep(sheet, text.data, text.len);
    return true;
}
