#include "ingest/form_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/form_impl.h"
#include "platform/check.h"
#include "platform/macros.h"

#define SUMS_COLUMNS (PROFILE_MAX_COLUMNS + SHEET_MAX_COLUMNS)

/* --- places --- */

void form_place(const struct form_sheet *sheet, int row, int column,
                char out[FORM_PLACE_MAX])
{
    form_place_text(out, sheet->told->name, row, column);
}

void form_norm(struct form_sheet *sheet, const char *kind, int column)
{
    char place[FORM_PLACE_MAX];
    form_place(sheet, sheet->row->row, column, place);
    form_report_count(sheet->report, kind, place);
}

void form_warn(struct form_sheet *sheet, const char *code,
               const struct form_mark *at, const char *text)
{
    char place[FORM_PLACE_MAX];
    char subject[FORM_PLACE_MAX + CATALOGUE_NAME_MAX + 2];
    form_place(sheet, at->line - sheet->first_line + 1, at->column, place);
    snprintf(subject, sizeof(subject), "%s%s%s", place, text == NULL ? "" : " ",
             text == NULL ? "" : text);
    sheet->sink.ops->warning(&sheet->sink, code, subject);
}

/* --- the sink in between: apply knows headings, here they have places --- */

static int column_named(const struct form_sheet *sheet, const char *name)
{
    const struct form_table *table = sheet->table;
    for (int i = 0; table != NULL && i < table->count; i++) {
        const struct form_bound *bound = table->cells[i].bound;
        if (bound != NULL && span_is(bound->name, name)) {
            return bound->column;
        }
    }
    return 0;
}

static void on_observation(struct sink *sink, const struct observation *obs)
{
    struct form_sheet *sheet = CONTAINER_OF(sink, struct form_sheet, sink);
    struct observation told = *obs;
    told.repeats = sheet->row_repeats;
    told.number = column_named(sheet, told.column);
    sheet->behind->ops->observation(sheet->behind, &told);
}

static void on_record(struct sink *sink, int line, const char *const *fields,
                      int count)
{
    struct form_sheet *sheet = CONTAINER_OF(sink, struct form_sheet, sink);
    sheet->behind->ops->record(sheet->behind, line, fields, count);
}

static void on_fault(struct sink *sink, const struct sink_fault *fault)
{
    struct form_sheet *sheet = CONTAINER_OF(sink, struct form_sheet, sink);
    struct sink_fault told = *fault;
    if (told.number == 0 && told.column != NULL) {
        told.number = column_named(sheet, told.column);
    }
    sheet->behind->ops->fault(sheet->behind, &told);
}

static void on_warning(struct sink *sink, const char *code, const char *subject)
{
    struct form_sheet *sheet = CONTAINER_OF(sink, struct form_sheet, sink);
    sheet->behind->ops->warning(sheet->behind, code, subject);
}

static const struct sink_ops SINK_OPS = {
    .observation = on_observation,
    .record = on_record,
    .fault = on_fault,
    .warning = on_warning,
};

/* --- the heading --- */

static void end_table(struct form_sheet *sheet)
{
    form_block_close(sheet);
    form_heading_fini(&sheet->heading);
    form_heading_init(&sheet->heading);
    arena_fini(&sheet->arena);
    arena_init(&sheet->arena);
}

static bool is_required(const struct profile_column *column)
{
    return column->header != NULL && column->header[0] != FORM_VIRTUAL &&
           column->as != AS_IGNORE && !column->form.optional;
}

static int count_required(const struct profile *form)
{
    int count = 0;
    for (int i = 0; i < form->column_count; i++) {
        count += is_required(&form->columns[i]);
    }
    return count;
}

static bool is_good_heading(const struct form_sheet *sheet)
{
    return sheet->heading.matched > 0 &&
           sheet->heading.matched * 2 >= count_required(sheet->form);
}

static const char *first_required(const struct form_sheet *sheet)
{
    for (int i = 0; i < sheet->form->column_count; i++) {
        if (is_required(&sheet->form->columns[i])) {
            return sheet->form->columns[i].header;
        }
    }
    return "";
}

static void spoil(struct form_sheet *sheet, int line, enum fault fault,
                  const char *arg)
{
    const struct place at = {line, NULL};
    const char *const args[3] = {arg, NULL, NULL};
    complain_file_with(sheet->observe->complaints, &at, fault, args);
}

/* A sheet that has nothing to do with the form is passed over; one that looks
 * like it is refused. */
static void no_heading(struct form_sheet *sheet)
{
    int line = sheet->window.count > 0 ? sheet->window.rows[0].line
                                       : sheet->first_line;
    if (sheet->continued_line > 0) {
        spoil(sheet, sheet->continued_line, FAULT_CONTINUED_HEADING, NULL);
    } else if (sheet->heading.matched > 0) {
        spoil(sheet, line, FAULT_FORM_HEADING, first_required(sheet));
    } else {
        const struct form_mark at = {line, 1};
        sheet->told->outcome = FORM_SKIPPED_HEADING;
        if (sheet->told->name[0] != '\0') {
            form_warn(sheet, "sheet_without_heading", &at, NULL);
        }
    }
    sheet->state = FORM_SKIP;
}

static void keep_heading_rows(struct form_sheet *sheet)
{
    const struct form_heading *heading = &sheet->heading;
    const struct sheet_row *rows = &sheet->window.rows[heading->at];
    for (int i = 0; i < heading->rows; i++) {
        form_row_fold(&rows[i], &sheet->heading_rows[i]);
    }
    if (sheet->told->heading_first == 0) {
        sheet->told->heading_first = rows[0].row;
        sheet->told->heading_last = rows[heading->rows - 1].row;
    }
}

static bool settle_heading(struct form_sheet *sheet)
{
    const struct form_heading *heading = &sheet->heading;
    for (int i = 0; i < heading->at; i++) {
        form_marks_look(&sheet->marks, sheet->form->form_layout,
                        &sheet->window.rows[i]);
    }
    keep_heading_rows(sheet);
    if (heading->twice > 0) {
        const struct cell_place at = {sheet->window.rows[heading->at].line,
                                      heading->twice, NULL};
        char column[16];
        snprintf(column, sizeof(column), "%d", heading->twice);
        const char *const args[3] = {column, NULL, NULL};
        complain_cell(sheet->observe->complaints, &at, FAULT_DUPLICATE_COLUMN,
                      args, span_of(NULL));
        return complain_spoils(sheet->observe->complaints);
    }
    return form_context_settle(sheet) && form_block_open(sheet);
}

static void feed(struct form_sheet *sheet, const struct sheet_row *row);

static bool find_heading(struct form_sheet *sheet)
{
    end_table(sheet);
    form_heading_find(&sheet->heading, sheet->form, sheet->keys, &sheet->window,
                      &sheet->merges);
    return is_good_heading(sheet);
}

/* The heading stands in the window: what is behind it are its rows. */
static void take_window(struct form_sheet *sheet)
{
    struct form_window window;
    sheet->state = settle_heading(sheet) ? FORM_ROWS : FORM_SKIP;
    sheet->under = FORM_UNDER_ALL;
    sheet->continued_line = 0;
    /* A 续表 among these rows begins the next window. */
    window = sheet->window;
    form_window_init(&sheet->window);
    for (int i = sheet->heading.at + sheet->heading.rows; i < window.count;
         i++) {
        feed(sheet, &window.rows[i]);
    }
    form_window_fini(&window);
}

/* The window is full, or the sheet ended. */
static void settle(struct form_sheet *sheet)
{
    if (find_heading(sheet)) {
        take_window(sheet);
    } else {
        no_heading(sheet);
    }
}

/* A table that continues has its heading above this row: the better match of
 * the next one must not hide it. */
static void look_for_end(struct form_sheet *sheet, const struct sheet_row *row)
{
    if (sheet->state == FORM_SEEK && sheet->window.count > 0 &&
        form_row_continues(sheet, row) && find_heading(sheet)) {
        take_window(sheet);
    }
}

static void feed(struct form_sheet *sheet, const struct sheet_row *row)
{
    look_for_end(sheet, row);
    if (sheet->state == FORM_SKIP) {
        return;
    }
    if (sheet->state != FORM_SEEK) {
        form_row_take(sheet, row);
        return;
    }
    form_window_add(&sheet->window, row);
    if (form_window_is_full(&sheet->window)) {
        settle(sheet);
    }
}

/* --- sheets --- */

static bool is_wanted(struct form_sheet *sheet, const struct sheet *found)
{
    const struct form_layout *layout = sheet->form->form_layout;
    struct form_label name;
    const struct form_mark at = {found->first_line, 1};
    form_label_fold(found->name, &name);
    if (found->hidden) {
        sheet->told->outcome = FORM_SKIPPED_HIDDEN;
        form_warn(sheet, "hidden_sheet", &at, NULL);
        return false;
    }
    if (found->name.data != NULL && layout->patterns[FORM_SHEETS] != NULL &&
        !form_layout_matches(layout, FORM_SHEETS,
                             (struct span){name.text, name.len})) {
        sheet->told->outcome = FORM_SKIPPED_NAME;
        return false;
    }
    return true;
}

static bool on_sheet(struct sheet_taker *taker, const struct sheet *found)
{
    struct form_sheet *sheet = CONTAINER_OF(taker, struct form_sheet, taker);
    sheet->told = form_report_add(sheet->report, found);
    sheet->first_line = found->first_line;
    sheet->state = FORM_SKIP;
    if (!is_wanted(sheet, found)) {
        return false;
    }
    sheet->state = FORM_SEEK;
    sheet->continued_line = 0;
    sheet->section[0] = '\0';
    sheet->section_printed = -1;
    sheet->section_rows = 0;
    memset(&sheet->marks, 0, sizeof(sheet->marks));
    memset(sheet->bound_specs, 0, sizeof(sheet->bound_specs));
    memset(sheet->filled, 0, sizeof(sheet->filled));
    form_repeat_clear(sheet->repeat);
    form_merges_init(&sheet->merges, found);
    form_sums_init(&sheet->sums, sheet->observe->complaints, SUMS_COLUMNS);
    form_window_init(&sheet->window);
    sheet->has_sums = true;
    return true;
}

static enum row_result on_row(struct sheet_taker *taker,
                              const struct sheet_row *row)
{
    struct form_sheet *sheet = CONTAINER_OF(taker, struct form_sheet, taker);
    feed(sheet, row);
    return ROW_TAKEN;
}

/* What no table of the sheet had. */
static void check_columns(struct form_sheet *sheet)
{
    int line = sheet->first_line + sheet->told->heading_first - 1;
    for (int i = 0; i < sheet->form->column_count; i++) {
        const struct profile_column *column = &sheet->form->columns[i];
        if (is_required(column) && !sheet->bound_specs[i]) {
            spoil(sheet, line, FAULT_MISSING_COLUMN, column->header);
        }
    }
}

static void end_sheet_state(struct form_sheet *sheet)
{
    end_table(sheet);
    form_window_fini(&sheet->window);
    form_window_init(&sheet->window);
    form_merges_fini(&sheet->merges);
    form_sums_fini(&sheet->sums);
    sheet->has_sums = false;
}

static void on_sheet_end(struct sheet_taker *taker)
{
    struct form_sheet *sheet = CONTAINER_OF(taker, struct form_sheet, taker);
    /* Each time fewer rows are left: those behind another 续表. */
    while (sheet->state == FORM_SEEK) {
        settle(sheet);
    }
    if (sheet->told->blocks > 0) {
        sheet->read_count++;
        form_row_end_section(sheet);
        form_sums_end(&sheet->sums);
        sheet->told->sums = sheet->sums.checked;
        check_columns(sheet);
    }
    end_sheet_state(sheet);
}

static void on_end(struct sheet_taker *taker)
{
    struct form_sheet *sheet = CONTAINER_OF(taker, struct form_sheet, taker);
    if (sheet->observe->complaints->verdict != FAULT_NONE) {
        return;
    }
    if (sheet->read_count == 0) {
        spoil(sheet, 1, FAULT_FORM_HEADING, first_required(sheet));
    } else if (sheet->report->rows == 0) {
        spoil(sheet, 1, FAULT_NO_ROWS, NULL);
    }
}

static void on_free(struct sheet_taker *taker)
{
    struct form_sheet *sheet = CONTAINER_OF(taker, struct form_sheet, taker);
    if (sheet->has_sums) {
        end_sheet_state(sheet);
    }
    sheet->observe->complaints->sink = sheet->behind;
    form_heading_fini(&sheet->heading);
    form_window_fini(&sheet->window);
    arena_fini(&sheet->arena);
    arena_fini(&sheet->texts);
    form_repeat_free(sheet->repeat);
    intern_free(sheet->keys);
    intern_free(sheet->seen);
    free(sheet);
}

static const struct sheet_taker_ops TAKER_OPS = {
    on_sheet, on_row, on_sheet_end, on_end, on_free,
};

struct sheet_taker *form_sheet_new(struct observe *observe,
                                   const struct form_wish *wish,
                                   struct form_report *report)
{
    struct form_sheet *sheet = calloc(1, sizeof(*sheet));
    CHECK(sheet != NULL);
    sheet->taker.ops = &TAKER_OPS;
    sheet->sink.ops = &SINK_OPS;
    sheet->behind = observe->complaints->sink;
    observe->complaints->sink = &sheet->sink;
    sheet->observe = observe;
    sheet->wish = wish;
    sheet->form = wish->form;
    sheet->report = report;
    sheet->keys = form_key_table(wish->form);
    sheet->seen = intern_new();
    sheet->repeat =
        profile_sums_duplicates(wish->form) ? form_repeat_new() : NULL;
    sheet->state = FORM_SKIP;
    form_heading_init(&sheet->heading);
    form_window_init(&sheet->window);
    arena_init(&sheet->arena);
    arena_init(&sheet->texts);
    form_report_reset(report);
    return &sheet->taker;
}
