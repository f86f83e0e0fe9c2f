#include "ingest/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/apply.h"
#include "ingest/charset.h"
#include "ingest/complain.h"
#include "ingest/decode.h"
#include "ingest/detect.h"
#include "ingest/form_sheet.h"
#include "ingest/grid_source.h"
#include "ingest/native.h"
#include "ingest/observe.h"
#include "ingest/partnership.h"
#include "ingest/profile_plan.h"
#include "ingest/record.h"
#include "ingest/sheet_csv.h"
#include "ingest/sheet_rows.h"
#include "ingest/source.h"
#include "platform/check.h"

/* Patterns take longer than plain columns: fewer bytes at a time. */
#define READER_SLICE DECODE_SLICE_MAX
#define READER_PROFILE_SLICE 8192

/* START: nothing read. DETECT: the whole file once, for its encoding. READ:
 * once more, for its rows. DONE, FAILED: as reader_step() says. */
enum phase { PHASE_START, PHASE_DETECT, PHASE_READ, PHASE_DONE, PHASE_FAILED };

struct reader {
    enum phase phase;
    int fd;
    off_t offset;
    const struct reader_options *options;
    struct complaints complaints;
    struct observe observe;
    struct partnership partnership;
    enum charset charset;
    struct detect *detect;
    struct decode *decode;
    struct row_taker *taker;
    struct sheet_list *list;
    struct form_wish wish;
    struct sheet_taker *sheets; /* of a workbook, of a form */
    struct source *source;
    char slice[DETECT_SLICE_MAX];
};

struct reader *reader_new(int fd, const struct reader_options *options,
                          const struct catalogue *cat, struct cells *cells,
                          struct newcomers *newcomers, struct sink *sink)
{
    struct reader *reader = malloc(sizeof(*reader));
    CHECK(reader != NULL);
    memset(reader, 0, offsetof(struct reader, slice));
    reader->fd = fd;
    reader->options = options;
    reader->complaints.sink = sink;
    reader->list = sheet_list_new();
    reader->observe.catalogue = cat;
    reader->observe.cells = cells;
    reader->observe.newcomers = newcomers;
    reader->observe.scope = options->scope;
    reader->observe.complaints = &reader->complaints;
    reader->observe.today = options->today;
    partnership_init(&reader->partnership, &reader->observe);
    return reader;
}

void reader_free(struct reader *reader)
{
    if (reader == NULL) {
        return;
    }
    if (reader->source != NULL) {
        reader->source->ops->free(reader->source);
    }
    if (reader->sheets != NULL) {
        reader->sheets->ops->free(reader->sheets);
    }
    if (reader->taker != NULL) {
        reader->taker->ops->free(reader->taker);
    }
    detect_free(reader->detect);
    decode_free(reader->decode);
    sheet_list_free(reader->list);
    free(reader);
}

static enum reader_state enter(struct reader *reader, enum phase phase)
{
    static const enum reader_state STATES[] = {
        [PHASE_START] = READER_MORE,    [PHASE_DETECT] = READER_MORE,
        [PHASE_READ] = READER_MORE,     [PHASE_DONE] = READER_DONE,
        [PHASE_FAILED] = READER_FAILED,
    };
    ASSERT(reader->phase < phase);
    reader->phase = phase;
    return STATES[phase];
}

static enum reader_state spoil(struct reader *reader, int line,
                               enum fault fault)
{
    const struct place at = {line, NULL};
    complain_file(&reader->complaints, &at, fault, span_of(NULL));
    return enter(reader, PHASE_DONE);
}

/* --- start --- */

static struct row_taker *make_taker(struct reader *reader)
{
    const struct reader_options *options = reader->options;
    if (!import_kind_figures(options->kind)) {
        bool looks = options->kind == IMPORT_PARTNERSHIPS;
        return record_new(options->kind, options->defaults,
                          options->default_count, &reader->complaints,
                          looks ? &reader->partnership.look : NULL);
    }
    if (options->profile != NULL) {
        return apply_new(&reader->observe, options->profile, options->defaults,
                         options->default_count);
    }
    return native_new(&reader->observe, options->defaults,
                      options->default_count);
}

/* A form takes the sheets of a file, and not its rows. */
static void make_form(struct reader *reader)
{
    const struct reader_options *options = reader->options;
    reader->wish = (struct form_wish){
        .form = options->profile,
        .defaults = options->defaults,
        .default_count = options->default_count,
        .all_text = options->format == READER_CSV,
    };
    reader->sheets =
        form_sheet_new(&reader->observe, &reader->wish, options->report);
    reader->source =
        options->format == READER_GRID
            ? grid_source_new(reader->sheets, reader->list, &reader->complaints)
            : sheet_csv_new(options->profile->layout.delimiter, reader->sheets,
                            &reader->complaints);
}

static struct source *make_source(struct reader *reader)
{
    static const struct source_layout NATIVE = {.header_lines = 1};
    const struct profile *profile = reader->options->profile;
    const struct source_layout *layout =
        profile == NULL ? &NATIVE : &profile->layout;
    switch (reader->options->format) {
    case READER_GRID:
        reader->sheets = sheet_rows_new(layout, reader->taker, reader->list,
                                        &reader->complaints);
        return grid_source_new(reader->sheets, reader->list,
                               &reader->complaints);
    case READER_NDJSON:
        return json_lines_new(reader->taker, &reader->complaints);
    case READER_JSON:
        return json_array_new(reader->taker, &reader->complaints);
    case READER_WORKBOOK: /* the lane has made a grid of it */
    case READER_CSV:
        break;
    }
    return csv_source_new(layout, reader->taker, &reader->complaints);
}

/* The author of a profile knew the file; a Content-Type is often a guess. */
static bool find_charset(struct reader *reader)
{
    const struct profile *profile = reader->options->profile;
    if (reader->options->format == READER_GRID) {
        reader->charset = CHARSET_UTF8;
        return true;
    }
    if (profile != NULL && profile->charset != CHARSET_AUTO) {
        reader->charset = profile->charset;
        return true;
    }
    return charset_parse(reader->options->charset, &reader->charset);
}

static enum reader_state begin_reading(struct reader *reader)
{
    reader->offset = 0;
    reader->decode = decode_new(reader->charset);
    if (reader->decode == NULL) {
        return spoil(reader, 1, FAULT_BAD_ENCODING);
    }
    return enter(reader, PHASE_READ);
}

static enum reader_state refuse(struct reader *reader)
{
    const struct error *refusal = reader->options->refusal;
    const char *const args[3] = {refusal->args[0], refusal->args[1],
                                 refusal->args[2]};
    const struct place at = {1, NULL};
    complain_file_with(&reader->complaints, &at, refusal->fault, args);
    return enter(reader, PHASE_DONE);
}

static enum reader_state start(struct reader *reader)
{
    if (reader->options->refusal != NULL) {
        return refuse(reader);
    }
    if (reader->options->kind == IMPORT_FORMS) {
        make_form(reader);
    } else {
        reader->taker = make_taker(reader);
        reader->source = make_source(reader);
    }
    if (!find_charset(reader)) {
        return spoil(reader, 1, FAULT_BAD_ENCODING);
    }
    if (reader->complaints.verdict != FAULT_NONE) {
        return enter(reader, PHASE_DONE);
    }
    if (reader->charset != CHARSET_AUTO) {
        return begin_reading(reader);
    }
    reader->detect = detect_new();
    return enter(reader, PHASE_DETECT);
}

/* --- reading --- */

static size_t slice_size(const struct reader *reader)
{
    return reader->options->profile != NULL ? READER_PROFILE_SLICE
                                            : READER_SLICE;
}

/* False when the file cannot be read. *len == 0: its end. */
static bool read_slice(struct reader *reader, char *to, size_t size,
                       size_t *len, struct error *err)
{
    ssize_t got = pread(reader->fd, to, size, reader->offset);
    while (got < 0 && errno == EINTR) {
        got = pread(reader->fd, to, size, reader->offset);
    }
    if (got < 0) {
        return error_detail(err, FAULT_INTERNAL, "could not read spool: %s",
                            strerror(errno));
    }
    *len = (size_t)got;
    reader->offset += got;
    return true;
}

static enum reader_state detected(struct reader *reader)
{
    reader->charset = detect_charset(reader->detect);
    if (reader->charset == CHARSET_AUTO) {
        return spoil(reader, detect_line(reader->detect), FAULT_BAD_ENCODING);
    }
    return begin_reading(reader);
}

static enum reader_state step_detect(struct reader *reader, struct error *err)
{
    size_t len = 0;
    if (!read_slice(reader, reader->slice, sizeof(reader->slice), &len, err)) {
        return enter(reader, PHASE_FAILED);
    }
    switch (detect_feed(reader->detect, reader->slice, len, len == 0)) {
    case DETECT_DONE:
        return detected(reader);
    case DETECT_AGAIN:
        reader->offset = 0;
        break;
    case DETECT_MORE:
        break;
    }
    return READER_MORE;
}

static int line_of(const struct reader *reader)
{
    return reader->source->ops->line(reader->source);
}

static enum reader_state take_text(struct reader *reader, struct span text)
{
    struct source *source = reader->source;
    const char *nul = memchr(text.data, '\0', text.len);
    if (nul != NULL) {
        text.len = (size_t)(nul - text.data);
    }
    if (!source->ops->text(source, text, false)) {
        return enter(reader, PHASE_DONE);
    }
    return nul == NULL ? READER_MORE
                       : spoil(reader, line_of(reader), FAULT_NUL_CHARACTER);
}

static enum reader_state end_text(struct reader *reader)
{
    reader->source->ops->text(reader->source, span_of(""), true);
    return enter(reader, PHASE_DONE);
}

static enum reader_state decode_slice(struct reader *reader)
{
    struct span text;
    for (;;) {
        enum reader_state state = READER_MORE;
        switch (decode_next(reader->decode, &text)) {
        case DECODE_TEXT:
            state = take_text(reader, text);
            break;
        case DECODE_MORE:
            return READER_MORE;
        case DECODE_END:
            return end_text(reader);
        case DECODE_BAD:
            return spoil(reader, line_of(reader), FAULT_BAD_ENCODING);
        }
        if (state != READER_MORE) {
            return state;
        }
    }
}

static enum reader_state step_read(struct reader *reader, struct error *err)
{
    size_t len = 0;
    char *room = decode_room(reader->decode);
    if (!read_slice(reader, room, slice_size(reader), &len, err)) {
        return enter(reader, PHASE_FAILED);
    }
    decode_add(reader->decode, len, len == 0);
    return decode_slice(reader);
}

enum reader_state reader_step(struct reader *reader, struct error *err)
{
    switch (reader->phase) {
    case PHASE_START:
        return start(reader);
    case PHASE_DETECT:
        return step_detect(reader, err);
    case PHASE_READ:
        return step_read(reader, err);
    case PHASE_DONE:
        return READER_DONE;
    case PHASE_FAILED:
        break;
    }
    return READER_FAILED;
}

int64_t reader_rows(const struct reader *reader)
{
    if (reader->options->kind == IMPORT_FORMS) {
        return reader->options->report->rows;
    }
    return reader->source == NULL ? 0 : reader->source->rows;
}

const struct sheet_list *reader_sheets(const struct reader *reader)
{
    return reader->list;
}

enum fault reader_verdict(const struct reader *reader)
{
    return reader->complaints.verdict;
}
