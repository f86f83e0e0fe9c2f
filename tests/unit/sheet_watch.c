#include "sheet_watch.h"

#include <stdlib.h>
#include <string.h>

#include "platform/check.h"
#include "platform/utf8.h"

static struct sheet_watch *of(struct sheet_taker *taker)
{
    return CONTAINER_OF(taker, struct sheet_watch, taker);
}

static bool on_sheet(struct sheet_taker *taker, const struct sheet *sheet)
{
    struct sheet_watch *watch = of(taker);
    char name[SHEET_MAX_NAME + 1];
    CHECK(sheet->name.len <= SHEET_MAX_NAME);
    span_copy(sheet->name, name, sizeof(name));
    buffer_printf(&watch->text, "sheet %d [%s] line %d%s", sheet->number, name,
                  sheet->first_line, sheet->hidden ? " hidden" : "");
    for (int i = 0; i < sheet->merge_count; i++) {
        const struct sheet_merge *merge = &sheet->merges[i];
        buffer_printf(&watch->text, " merge %d,%d:%d,%d", merge->top,
                      merge->left, merge->bottom, merge->right);
    }
    buffer_add_char(&watch->text, '\n');
    return sheet->number != watch->skip;
}

static void add_cell(struct buffer *text, int column,
                     const struct sheet_cell *cell)
{
    CHECK((cell->kind == SHEET_EMPTY) == (cell->text.data == NULL));
    if (cell->kind == SHEET_EMPTY) {
        return;
    }
    CHECK(utf8_valid(cell->text.data, cell->text.len));
    buffer_printf(text, " %d=%c:", column, " tnpdbef"[cell->kind]);
    buffer_add(text, cell->text.data, cell->text.len);
}

static enum row_result on_row(struct sheet_taker *taker,
                              const struct sheet_row *row)
{
    struct sheet_watch *watch = of(taker);
    CHECK(row->count > 0 && row->count <= SHEET_MAX_COLUMNS);
    CHECK(row->cells[row->count - 1].kind != SHEET_EMPTY);
    buffer_printf(&watch->text, "%d (row %d%s):", row->line, row->row,
                  row->hidden ? ", hidden" : "");
    for (int i = 0; i < row->count; i++) {
        add_cell(&watch->text, i + 1, &row->cells[i]);
    }
    buffer_add_char(&watch->text, '\n');
    return row->line == watch->stop_line ? ROW_STOP : ROW_TAKEN;
}

static void on_sheet_end(struct sheet_taker *taker)
{
    buffer_add_str(&of(taker)->text, "end of sheet\n");
}

static void on_end(struct sheet_taker *taker)
{
    buffer_add_str(&of(taker)->text, "end\n");
}

static void on_fault(struct sink *sink, const struct sink_fault *fault)
{
    struct sheet_watch *watch = CONTAINER_OF(sink, struct sheet_watch, sink);
    const char *const *args = fault->args;
    buffer_printf(&watch->text, "fault %d", fault->line);
    if (fault->number > 0) {
        buffer_printf(&watch->text, " column %d", fault->number);
    }
    buffer_printf(&watch->text, " %s", fault_code(fault->fault));
    for (int i = 0; i < 3 && args[i] != NULL && args[i][0] != '\0'; i++) {
        buffer_printf(&watch->text, " %s", args[i]);
    }
    buffer_add_char(&watch->text, '\n');
}

static void on_warning(struct sink *sink, const char *code, const char *subject)
{
    struct sheet_watch *watch = CONTAINER_OF(sink, struct sheet_watch, sink);
    buffer_printf(&watch->text, "warning %s %s\n", code, subject);
}

static const struct sheet_taker_ops TAKER_OPS = {
    .sheet = on_sheet,
    .row = on_row,
    .sheet_end = on_sheet_end,
    .end = on_end,
};
static const struct sink_ops SINK_OPS = {
    .fault = on_fault,
    .warning = on_warning,
};

void sheet_watch_init(struct sheet_watch *watch)
{
    *watch = (struct sheet_watch){
        .taker = {&TAKER_OPS},
        .sink = {&SINK_OPS},
    };
    watch->complaints.sink = &watch->sink;
    buffer_init(&watch->text, 0);
    buffer_add_str(&watch->text, "");
}

void sheet_watch_fini(struct sheet_watch *watch)
{
    buffer_fini(&watch->text);
}

static bool feed(struct source *source, const char *text, size_t len, bool last)
{
    char *exact = malloc(len + (len == 0));
    CHECK(exact != NULL);
    memcpy(exact, text, len);
    bool more = source->ops->text(source, (struct span){exact, len}, last);
    free(exact);
    return more;
}

void sheet_watch_feed(struct source *source, const char *text, size_t len,
                      size_t step)
{
    bool more = true;
    for (size_t at = 0; more && at < len;) {
        size_t cut = utf8_cut(text + at, len - at, step);
        size_t slice = cut > 0 ? cut : utf8_check(text + at, len - at);
        more = feed(source, text + at, slice, false);
        at += slice;
    }
    if (more) {
        more = feed(source, "", 0, true);
        CHECK(!more);
    }
    source->ops->free(source);
}
