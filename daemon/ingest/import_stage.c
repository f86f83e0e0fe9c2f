#include "ingest/import_stage.h"

#include <string.h>

#include "ingest/status.h"
#include "model/period.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define STAGE_SLICE_MAX (64 * 1024 * 1024) /* rows of one 64 KiB of input */
#define STAGE_COLUMNS 9
#define STAGE_NULL 0xFFFFFFFFU
#define FAULT_VALUE_MAX 200
#define FAULT_TEXT_MAX 1200

static void add_int4(struct buffer *out, int value)
{
    buffer_add_be32(out, 4);
    buffer_add_be32(out, (uint32_t)value);
}

static void add_nulls(struct buffer *out, int count)
{
    while (count-- > 0) {
        buffer_add_be32(out, STAGE_NULL);
    }
}

/* NULL: 0. */
static void add_some(struct buffer *out, int value)
{
    if (value != 0) {
        add_int4(out, value);
    } else {
        add_nulls(out, 1);
    }
}

static void add_text(struct buffer *out, const char *text, size_t len)
{
    buffer_add_be32(out, (uint32_t)len);
    buffer_add(out, text, len);
}

/* Months matter as well: they may be what a later one lacked. */
static bool is_cumulative(const struct import_stage *stage,
                          const struct cell *cell)
{
    if (cell == NULL || !cells_is_cumulative(stage->cells, cell->indicator)) {
        return false;
    }
    enum period_type type = period_type_of(cell->period);
    return type == PERIOD_YTD || type == PERIOD_MONTH;
}

static void look_at_cell(struct import_stage *stage, int id)
{
    const struct cell *cell = cells_cell(stage->cells, id);
    stage->cumulative = stage->cumulative || is_cumulative(stage, cell);
    stage->all_new =
        stage->all_new && id > stage->mark.cell && !stage->cumulative;
    stage->linked =
        stage->linked || cell == NULL || cell->linked || stage->cumulative;
}

static void on_observation(struct sink *sink, const struct observation *obs)
{
    struct import_stage *stage = CONTAINER_OF(sink, struct import_stage, sink);
    struct buffer *out = &stage->out;
    stage->observations++;
    stage->marked = stage->marked || obs->status != STATUS_NORMAL;
    look_at_cell(stage, obs->cell);
    buffer_add_be16(out, STAGE_COLUMNS);
    add_int4(out, obs->line);
    add_int4(out, obs->cell);
    add_int4(out, obs->school);
    if (obs->has_value) {
        buffer_add_be32(out, 8);
        buffer_add_be64(out, (uint64_t)obs->value);
    } else {
        add_nulls(out, 1);
    }
    add_text(out, &obs->status, 1);
    if (obs->note != NULL) {
        add_text(out, obs->note, strlen(obs->note));
    } else {
        add_nulls(out, 1);
    }
    add_nulls(out, 1);
    add_some(out, obs->number);
    add_some(out, obs->repeats);
}

static void on_record(struct sink *sink, int line, const char *const *fields,
                      int count)
{
    struct import_stage *stage = CONTAINER_OF(sink, struct import_stage, sink);
    struct buffer *out = &stage->out;
    size_t len = 0;
    for (int i = 0; i < count; i++) {
        len += (i > 0) + (fields[i] != NULL ? strlen(fields[i]) : 1);
    }
    stage->records++;
    buffer_add_be16(out, STAGE_COLUMNS);
    add_int4(out, line);
    add_nulls(out, 4);
    buffer_add_be32(out, (uint32_t)len);
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            buffer_add_char(out, '\x1f');
        }
        buffer_add_str(out, fields[i] != NULL ? fields[i] : "\x01");
    }
    add_nulls(out, 3);
}

/* One part of a fault's text: cut, and without the separator. */
static void add_part(struct buffer *text, const char *part)
{
    buffer_add_char(text, '\x1f');
    if (part == NULL) {
        return;
    }
    size_t len = utf8_cut(part, strlen(part), FAULT_VALUE_MAX);
    for (size_t i = 0; i < len; i++) {
        buffer_add_char(text, (unsigned char)part[i] < ' ' ? ' ' : part[i]);
    }
}

static void on_fault(struct sink *sink, const struct sink_fault *fault)
{
    struct import_stage *stage = CONTAINER_OF(sink, struct import_stage, sink);
    struct buffer *out = &stage->out;
    struct buffer text;
    stage->faults++;
    stage->forbidden =
        stage->forbidden || fault->fault == FAULT_SCHOOL_NOT_ALLOWED;
    buffer_init(&text, FAULT_TEXT_MAX);
    buffer_add_str(&text, fault_code(fault->fault));
    add_part(&text, fault->column);
    for (int i = 0; i < 3; i++) {
        add_part(&text, fault->args[i]);
    }
    add_part(&text, fault->value);
    if (fault->number > 0) {
        buffer_printf(&text, "\x1f%d", fault->number);
    }
    buffer_add_be16(out, STAGE_COLUMNS);
    add_int4(out, fault->line);
    add_nulls(out, 5);
    add_text(out, text.data, text.len);
    add_nulls(out, 2);
    buffer_fini(&text);
}

static bool is_told(const struct import_stage *stage, const char *code,
                    const char *subject)
{
    for (int i = 0; i < stage->warning_count; i++) {
        if (strcmp(stage->warnings[i].code, code) == 0 &&
            strcmp(stage->warnings[i].subject, subject) == 0) {
            return true;
        }
    }
    return false;
}

static void copy_cut(char *out, size_t size, const char *text)
{
    size_t len = utf8_cut(text, strlen(text), size - 1);
    memcpy(out, text, len);
    out[len] = '\0';
}

void import_warning_set(struct import_warning *warning, const char *code,
                        const char *subject)
{
    copy_cut(warning->code, sizeof(warning->code), code);
    copy_cut(warning->subject, sizeof(warning->subject), subject);
}

static void on_warning(struct sink *sink, const char *code, const char *subject)
{
    struct import_stage *stage = CONTAINER_OF(sink, struct import_stage, sink);
    if (stage->warning_count < IMPORT_MAX_WARNINGS &&
        !is_told(stage, code, subject)) {
        import_warning_set(&stage->warnings[stage->warning_count++], code,
                           subject);
    }
}

static const struct sink_ops STAGE_OPS = {
    .observation = on_observation,
    .record = on_record,
    .fault = on_fault,
    .warning = on_warning,
};

void import_stage_init(struct import_stage *stage, const struct cells *cells)
{
    *stage = (struct import_stage){
        .sink = {.ops = &STAGE_OPS},
        .cells = cells,
        .mark = cells_mark(cells),
        .all_new = true,
    };
    buffer_init(&stage->out, STAGE_SLICE_MAX);
    buffer_add(&stage->out, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
}

void import_stage_fini(struct import_stage *stage)
{
    buffer_fini(&stage->out);
}

void import_stage_end(struct import_stage *stage)
{
    buffer_add_be16(&stage->out, 0xFFFF);
}
