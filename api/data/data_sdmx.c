#include "data/data_sdmx.h"

#include <stdio.h>
#include <string.h>

#include "data/data_canonical.h"
#include "data/data_layout.h"
#include "data/data_sdmx_codes.h"
#include "data/data_sdmx_parts.h"
#include "model/decimal.h"
#include "platform/check.h"
#include "platform/digest.h"

#define AGENCY "TVETSTAT"
#define FLOW "DF_TVET"
#define ID_DIGEST 8 /* bytes of it in a message's id */
#define MAX_NOTES (DATA_WARNINGS_MAX + 8)

struct build {
    const struct data_grid *grid;
    struct arena *arena;
    struct sdmx_message message;
    struct data_sdmx_codes codes;
    struct data_sdmx_parts parts;
    int *rows; /* in the order of series */
    struct sdmx_note notes[MAX_NOTES];
};

/* --- rows --- */

/* One series is of one frequency: the rows of each are brought together. */
static int sort_series(struct build *build, int from, int to, int at)
{
    for (int i = 0; i < build->codes.frequency_count; i++) {
        for (int row = from; row < to; row++) {
            int period = build->grid->periods[row];
            if (data_sdmx_codes_frequency(&build->codes, period) == i) {
                build->rows[at++] = row;
            }
        }
    }
    return at;
}

static void sort_rows(struct build *build)
{
    const struct data_grid *grid = build->grid;
    int at = 0;
    build->rows =
        arena_alloc(build->arena, ((size_t)grid->count + 1) * sizeof(int));
    for (int from = 0, to = 0; from < grid->count; from = to) {
        while (to < grid->count && grid->series[from] == grid->series[to]) {
            to++;
        }
        at = sort_series(build, from, to, at);
    }
}

static void fill_row(void *ctx, int number, struct sdmx_row *out)
{
    const struct build *build = ctx;
    int row = build->rows[number];
    data_sdmx_codes_keys(&build->codes, row, out->keys);
    data_sdmx_parts_fill(&build->parts, &build->message, row, out->cells);
}

/* --- what is said of it --- */

static const char *flow_of(const struct build *build)
{
    const struct data_query *query = build->grid->plan->query;
    const struct sdmx_message *message = &build->message;
    struct buffer text;
    buffer_init(&text, 0);
    buffer_add_str(&text, query->by_school ? FLOW "-school" : FLOW);
    for (int i = query->axis_count; i > 0; i--) {
        buffer_add_char(&text, '-');
        buffer_add_str(&text,
                       message->components[message->dimensions - 1 - i].id);
    }
    const char *flow = arena_copy(build->arena, text.data, text.len);
    buffer_fini(&text);
    return flow;
}

/* The same for the same question of the same revision. */
static const char *id_of(const struct build *build, const char *question)
{
    unsigned char digest[DIGEST_SIZE];
    char hex[2 * ID_DIGEST + 1];
    size_t size = sizeof("tvetstat--") + DECIMAL_TEXT_SIZE + sizeof(hex);
    char *id = arena_alloc(build->arena, size);
    digest_of(question, strlen(question), digest);
    digest_print(digest, ID_DIGEST, hex);
    snprintf(id, size, "tvetstat-%lld-%s",
             (long long)data_layout_revision(build->grid), hex);
    return id;
}

static struct sdmx_note *add_note(struct build *build, const char *type,
                                  const char *value)
{
    CHECK(build->message.note_count < MAX_NOTES);
    struct sdmx_note *note = &build->notes[build->message.note_count++];
    *note = (struct sdmx_note){.type = type, .value = value};
    return note;
}

static void add_warnings(struct build *build)
{
    const struct data_warnings *warnings = build->grid->warnings;
    for (int i = 0; i < warnings->count; i++) {
        const struct data_warning_row *row = &warnings->list[i];
        add_note(build, "WARNING", data_warning_code(row->kind))->text =
            (struct words){data_warning_message(row, LANG_ZH, build->arena),
                           data_warning_message(row, LANG_EN, build->arena)};
    }
}

static void make_head(struct build *build)
{
    const struct data_grid *grid = build->grid;
    struct sdmx_message *message = &build->message;
    const char *question = data_canonical_key(grid->plan->query, build->arena);
    message->id = id_of(build, question);
    message->prepared = catalogue_generated(grid->plan->cat);
    message->agency = AGENCY;
    message->flow = flow_of(build);
    message->flow_name =
        (struct words){"职业教育统计指标", "Vocational education indicators"};
    message->lang = grid->plan->query->lang;
    message->test = grid->synthetic;
    message->notes = build->notes;
    add_note(build, "QUERY", question);
    if (grid->next != NULL) {
        add_note(build, "NEXT", grid->next);
    }
    add_warnings(build);
}

static const struct sdmx_message *make(const struct data_grid *grid)
{
    struct arena *arena = grid->plan->arena;
    struct build *build = arena_zalloc(arena, 1, sizeof(*build));
    build->grid = grid;
    build->arena = arena;
    data_sdmx_codes_init(&build->codes, grid, arena, &build->message);
    data_sdmx_parts_init(&build->parts, grid, arena, &build->message);
    make_head(build);
    sort_rows(build);
    build->message.rows = grid->count;
    build->message.row = fill_row;
    build->message.ctx = build;
    return &build->message;
}

bool data_sdmx_json_write(const struct data_grid *grid, struct buffer *out,
                          struct error *err)
{
    (void)err;
    sdmx_json_write(make(grid), out);
    return true;
}

bool data_sdmx_csv_write(const struct data_grid *grid, struct buffer *out,
                         struct error *err)
{
    static const enum sdmx_labels LABELS[] = {
        [DATA_LABELS_ID] = SDMX_LABELS_ID,
        [DATA_LABELS_NAME] = SDMX_LABELS_NAME,
        [DATA_LABELS_BOTH] = SDMX_LABELS_BOTH,
    };
    (void)err;
    sdmx_csv_write(make(grid), LABELS[grid->plan->query->labels], out);
    return true;
}
