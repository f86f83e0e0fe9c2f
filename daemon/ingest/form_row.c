/* What the rows of a table are: data, sums, headings of a section, the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/form_impl.h"
#include "platform/macros.h"
#include "platform/utf8.h"

static struct span label_span(const struct form_sheet *sheet)
{
    return (struct span){sheet->label.text, sheet->label.len};
}

static bool label_is(const struct form_sheet *sheet, enum form_pattern pattern)
{
    return form_layout_matches(sheet->form->form_layout, pattern,
                               label_span(sheet));
}

static int count_texts(const struct sheet_row *row)
{
    int count = 0;
    for (int i = 0; i < row->count; i++) {
        count += row->cells[i].text.len > 0;
    }
    return count;
}

/* --- the heading once more --- */

void form_row_fold(const struct sheet_row *row, struct form_label *out)
{
    struct form_label label;
    out->len = 0;
    out->cut = false;
    for (int i = 0; i < row->count && !out->cut; i++) {
        form_label_fold(row->cells[i].text, &label);
        out->cut = label.cut || out->len + label.len + 1 > FORM_LABEL_MAX;
        if (!out->cut) {
            memcpy(out->text + out->len, label.text, label.len);
            out->len += label.len;
            out->text[out->len++] = '|';
        }
    }
    while (out->len > 0 && out->text[out->len - 1] == '|') {
        out->len--;
    }
    out->text[out->len] = '\0';
}

static bool is_heading(const struct form_sheet *sheet)
{
    struct form_label folded;
    form_row_fold(sheet->row, &folded);
    for (int i = 0; i < sheet->heading.rows; i++) {
        const struct form_label *row = &sheet->heading_rows[i];
        if (!row->cut && !folded.cut && row->len > 0 &&
            strcmp(row->text, folded.text) == 0) {
            return true;
        }
    }
    return false;
}

/* --- sums --- */

/* Labels stand before the figures or, where somebody moved the columns,
 * between them; what stands behind them are remarks. */
static bool may_be_label(const struct form_sheet *sheet, int column)
{
    return sheet->first_figure == 0 || column < sheet->first_figure ||
           (column < sheet->last_figure && !sheet->is_figure[column - 1]);
}

/* One of the labels says that it is a sum. */
static bool labels_match(struct form_sheet *sheet, enum form_pattern pattern)
{
    struct form_label label;
    for (int i = 0; i < sheet->row->count; i++) {
        if (!may_be_label(sheet, i + 1)) {
            continue;
        }
        form_label_fold(sheet->row->cells[i].text, &label);
        if (label.len > 0 &&
            form_layout_matches(sheet->form->form_layout, pattern,
                                (struct span){label.text, label.len})) {
            return true;
        }
    }
    return false;
}

static void forget_fill(struct form_sheet *sheet)
{
    for (int i = 0; i < sheet->form->column_count; i++) {
        sheet->filled[i][0] = '\0';
    }
}

/* A label merged past the row of sums goes for what follows as well. */
static void forget_ended(struct form_sheet *sheet,
                         const struct form_table *table)
{
    for (int i = 0; i < table->count; i++) {
        const struct form_bound *bound = table->cells[i].bound;
        const struct sheet_merge *merge =
            bound == NULL ? NULL : sheet->merged[bound->column - 1];
        if (bound != NULL && bound->spec >= 0 &&
            (merge == NULL || merge->bottom <= sheet->row->row)) {
            sheet->filled[bound->spec][0] = '\0';
        }
    }
}

static void take_sums(struct form_sheet *sheet)
{
    bool grand = labels_match(sheet, FORM_GRAND);
    form_norm(sheet, "subtotal_row", sheet->label_at + 1);
    for (int i = 0; i < sheet->table_count; i++) {
        form_cells_check(sheet, &sheet->tables[i], grand);
        forget_ended(sheet, &sheet->tables[i]);
    }
    form_sums_checked(&sheet->sums, grand);
}

/* --- sections --- */

void form_row_end_section(struct form_sheet *sheet)
{
    char printed[24];
    char counted[24];
    if (sheet->section_printed >= 0 &&
        sheet->section_printed != sheet->section_rows) {
        snprintf(printed, sizeof(printed), "%lld",
                 (long long)sheet->section_printed);
        snprintf(counted, sizeof(counted), "%lld",
                 (long long)sheet->section_rows);
        const char *const args[3] = {sheet->section, printed, counted};
        complain_cell(sheet->observe->complaints, &sheet->section_at,
                      FAULT_SECTION_COUNT, args, span_of(sheet->section));
    }
    sheet->section_printed = -1;
    sheet->section_rows = 0;
}

static bool take_section(struct form_sheet *sheet)
{
    const struct form_layout *layout = sheet->form->form_layout;
    struct span groups[PATTERN_GROUPS];
    char count[24];
    if (layout->patterns[FORM_SECTION] == NULL ||
        count_texts(sheet->row) != 1 ||
        !pattern_match(layout->patterns[FORM_SECTION], label_span(sheet),
                       groups)) {
        return false;
    }
    form_row_end_section(sheet);
    span_copy(groups[1].data != NULL ? groups[1] : groups[0], sheet->section,
              sizeof(sheet->section));
    sheet->section_at =
        (struct cell_place){sheet->row->line, sheet->label_at + 1, NULL};
    if (layout->section_count > 0 &&
        groups[layout->section_count].data != NULL) {
        span_copy(groups[layout->section_count], count, sizeof(count));
        sheet->section_printed = strtoll(count, NULL, 10);
    }
    sheet->told->sections++;
    forget_fill(sheet);
    return true;
}

/* --- the row --- */

static void find_label(struct form_sheet *sheet)
{
    const struct sheet_row *row = sheet->row;
    sheet->label_at = 0;
    while (sheet->label_at < row->count &&
           row->cells[sheet->label_at].text.len == 0) {
        sheet->label_at++;
    }
    form_label_fold(sheet->label_at < row->count
                        ? row->cells[sheet->label_at].text
                        : span_of(""),
                    &sheet->label);
}

static void continue_below(struct form_sheet *sheet)
{
    sheet->continued_line = sheet->row->line;
    sheet->state = FORM_SEEK;
    form_norm(sheet, "continued", sheet->label_at + 1);
}

static void take_data(struct form_sheet *sheet)
{
    if (sheet->row->hidden) {
        form_norm(sheet, "hidden_row", 0);
    }
    form_merges_row(&sheet->merges, sheet->row->row, sheet->merged);
    for (int i = 0; i < sheet->table_count; i++) {
        form_cells_send(sheet, &sheet->tables[i]);
    }
}

/* A stamp or a day alone in its row, as people close a sheet. */
static bool is_signature(const struct form_sheet *sheet)
{
    static const char *const ENDS[] = {"盖章)", "公章)", "盖章", "公章",
                                       "签字:", "签章:", "签字)"};
    struct form_period day;
    if (count_texts(sheet->row) != 1) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(ENDS); i++) {
        size_t len = strlen(ENDS[i]);
        if (sheet->label.len >= len &&
            strcmp(sheet->label.text + sheet->label.len - len, ENDS[i]) == 0) {
            return true;
        }
    }
    return form_period_find(label_span(sheet), 0, &day) &&
           period_type_of(day.code) == PERIOD_DAY;
}

/* Half of its figures are there: somebody wrote a note in the middle. */
static bool has_figures(const struct form_sheet *sheet)
{
    int figures = 0;
    int found = 0;
    for (int i = 0; i < SHEET_MAX_COLUMNS; i++) {
        figures += sheet->is_figure[i];
        if (i < sheet->row->count && sheet->is_figure[i]) {
            struct form_label label;
            form_label_fold(sheet->row->cells[i].text, &label);
            found += label.len > 0 &&
                     strspn(label.text, "0123456789.,") == label.len;
        }
    }
    return found > 0 && found * 2 >= figures;
}

static void take_behind(struct form_sheet *sheet)
{
    const struct form_mark at = {sheet->row->line, sheet->label_at + 1};
    if (is_heading(sheet)) {
        sheet->state = FORM_ROWS;
        sheet->under = FORM_UNDER_ALL;
    } else if (has_figures(sheet)) {
        form_warn(sheet, "row_behind_footer", &at, NULL);
    }
}

static void take_table_row(struct form_sheet *sheet)
{
    if (form_under_take(sheet)) {
        return;
    }
    if (is_heading(sheet)) {
        form_norm(sheet, "repeated_heading", 0);
        sheet->under = FORM_UNDER_ALL;
        return;
    }
    if (take_section(sheet)) {
        return;
    }
    if (label_is(sheet, FORM_FOOTER) || is_signature(sheet)) {
        sheet->state = FORM_BEHIND;
        form_norm(sheet, "footer", sheet->label_at + 1);
        return;
    }
    if (labels_match(sheet, FORM_PART)) {
        form_norm(sheet, "part_row", sheet->label_at + 1);
        return;
    }
    if (labels_match(sheet, FORM_SUBTOTAL)) {
        form_merges_row(&sheet->merges, sheet->row->row, sheet->merged);
        take_sums(sheet);
        return;
    }
    take_data(sheet);
}

bool form_row_continues(struct form_sheet *sheet, const struct sheet_row *row)
{
    sheet->row = row;
    find_label(sheet);
    return sheet->label.len > 0 && count_texts(row) <= 2 &&
           label_is(sheet, FORM_CONTINUED);
}

void form_row_take(struct form_sheet *sheet, const struct sheet_row *row)
{
    if (form_row_continues(sheet, row)) {
        continue_below(sheet);
        return;
    }
    if (sheet->state == FORM_BEHIND) {
        take_behind(sheet);
    } else if (sheet->state == FORM_ROWS) {
        take_table_row(sheet);
    }
}
