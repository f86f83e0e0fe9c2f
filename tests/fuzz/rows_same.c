#include "rows_same.h"

#include <stdlib.h>
#include <string.h>

#include "platform/check.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define HEAD_LEN 3

/* All that came out, as one number. */
struct watcher {
    struct row_taker taker;
    struct sink sink;
    struct complaints complaints;
    uint64_t hash;
    int columns, last_line;
    bool begun;
    int64_t taken;
};

static void mix(struct watcher *watcher, const void *data, size_t len)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < len; i++) {
        watcher->hash = (watcher->hash ^ bytes[i]) * 0x100000001B3U;
    }
}

static void mix_span(struct watcher *watcher, struct span text)
{
    CHECK(text.data != NULL || text.len == 0);
    CHECK(utf8_valid(text.data, text.len));
    CHECK(text.len == 0 || memchr(text.data, '\0', text.len) == NULL);
    CHECK(span_trim(text).len == text.len);
    mix(watcher, &text.len, sizeof(text.len));
    mix(watcher, text.data, text.len);
}

static bool on_column(struct row_taker *taker, int index, struct span name,
                      int line)
{
    struct watcher *watcher = CONTAINER_OF(taker, struct watcher, taker);
    CHECK(index == watcher->columns && index < ROW_MAX_COLUMNS && line > 0);
    watcher->columns++;
    mix_span(watcher, name);
    mix(watcher, &line, sizeof(line));
    return true;
}

static bool on_begin(struct row_taker *taker, int line, bool complete)
{
    struct watcher *watcher = CONTAINER_OF(taker, struct watcher, taker);
    CHECK(!watcher->begun);
    watcher->begun = true;
    mix(watcher, &line, sizeof(line));
    mix(watcher, &complete, sizeof(complete));
    return true;
}

static enum row_result on_row(struct row_taker *taker, const struct row *row)
{
    struct watcher *watcher = CONTAINER_OF(taker, struct watcher, taker);
    CHECK(watcher->begun && row->line >= watcher->last_line);
    CHECK(row->count >= 0 && row->count <= ROW_MAX_COLUMNS);
    watcher->last_line = row->line;
    mix(watcher, &row->line, sizeof(row->line));
    for (int i = 0; i < row->count; i++) {
        CHECK(row->cells[i].len <= ROW_MAX_FIELD);
        mix_span(watcher, row->cells[i]);
    }
    if (row->count > 0 && span_is(row->cells[0], "stop")) {
        return ROW_STOP;
    }
    watcher->taken++;
    return ROW_TAKEN;
}

static void on_fault(struct sink *sink, const struct sink_fault *fault)
{
    struct watcher *watcher = CONTAINER_OF(sink, struct watcher, sink);
    CHECK(fault->line > 0);
    CHECK(fault->fault > FAULT_NONE && fault->fault < FAULT_COUNT);
    mix(watcher, &fault->line, sizeof(fault->line));
    mix(watcher, &fault->fault, sizeof(fault->fault));
    mix_span(watcher, span_of(fault->column));
    mix_span(watcher, span_of(fault->args[0]));
    mix_span(watcher, span_of(fault->value));
}

static const struct row_taker_ops WATCHER_OPS = {
    .column = on_column,
    .begin = on_begin,
    .row = on_row,
};
static const struct sink_ops SINK_OPS = {.fault = on_fault};

/* Only whole characters, at least one. */
static size_t slice_of(const char *text, size_t len, size_t step)
{
    size_t cut = utf8_cut(text, len, step);
    return cut > 0 ? cut : utf8_check(text, len);
}

/* Every slice in memory of its own: a byte too far is seen. */
static bool feed(struct source *source, const char *text, size_t len, bool last)
{
    char *exact = malloc(len + (len == 0));
    memcpy(exact, text, len);
    bool more = source->ops->text(source, (struct span){exact, len}, last);
    free(exact);
    return more;
}

static uint64_t watch(const uint8_t *options, const char *text, size_t len,
                      size_t step, const struct rows_maker *maker)
{
    struct watcher watcher = {
        .taker = {&WATCHER_OPS},
        .sink = {&SINK_OPS},
        .complaints = {.sink = &watcher.sink},
    };
    struct source *source =
        maker->make(options, &watcher.taker, &watcher.complaints);
    bool more = true;
    for (size_t at = 0; more && at < len;) {
        size_t slice = slice_of(text + at, len - at, step);
        more = feed(source, text + at, slice, false);
        at += slice;
    }
    if (more) {
        more = feed(source, "", 0, true);
        CHECK(!more);
    }
    CHECK(source->rows >= watcher.taken);
    CHECK(source->ops->line(source) >= watcher.last_line);
    mix(&watcher, &source->rows, sizeof(source->rows));
    mix(&watcher, &watcher.complaints.verdict,
        sizeof(watcher.complaints.verdict));
    source->ops->free(source);
    return watcher.hash;
}

void rows_same(const uint8_t *data, size_t size, const struct rows_maker *maker)
{
    if (size < HEAD_LEN) {
        return;
    }
    const char *text = (const char *)data + HEAD_LEN;
    size_t len = size - HEAD_LEN;
    if (!utf8_valid(text, len) || memchr(text, '\0', len) != NULL) {
        return; /* the decoder lets no such text through */
    }
    uint64_t whole = watch(data + 1, text, len, len + 1, maker);
    CHECK(watch(data + 1, text, len, data[0] % 32U + 1, maker) == whole);
}
