#include "data/data_xlsx.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "data/data_canonical.h"
#include "data/data_layout.h"
#include "data/data_lexicon.h"
#include "formats/xlsx_table.h"
#include "model/decimal.h"
#include "platform/check.h"

#define CREATED 946684800 /* where no time is known: 2000-01-01 */
#define CODE_WIDTH 16
#define NAME_WIDTH 24
#define CELL_WIDTH 14

#define NOTES_MAX                                                  \
    (DATA_MAX_INDICATORS + DATA_WARNINGS_MAX + DATA_STATUS_COUNT + \
     DATA_REASON_COUNT + 32)

struct build {
    const struct data_grid *grid;
    struct arena *arena;
    struct data_layout layout;
    struct xlsx_table_column columns[DATA_LAYOUT_MAX];
    struct xlsx_table_note notes[NOTES_MAX];
    int note_count;
};

/* --- notes --- */

static struct xlsx_table_note *add_note(struct build *build, bool heading,
                                        const char *a, const char *b,
                                        const char *c)
{
    CHECK(build->note_count < NOTES_MAX);
    struct xlsx_table_note *note = &build->notes[build->note_count++];
    *note = (struct xlsx_table_note){.heading = heading, .cells = {a, b, c}};
    return note;
}

static void add_blank(struct build *build)
{
    add_note(build, false, NULL, NULL, NULL);
}

static const char *number_text(const struct build *build, int64_t number)
{
    char *text = arena_alloc(build->arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

static void add_facts(struct build *build)
{
    const struct data_grid *grid = build->grid;
    const struct data_query *query = grid->plan->query;
    add_note(build, true, "职业教育统计指标", "Vocational education indicators",
             NULL);
    add_note(build, false, "数据版本", "Revision",
             number_text(build, data_layout_revision(grid)));
    if (data_layout_time(grid) != NULL) {
        add_note(build, false, "版本时间", "Time of the revision",
                 data_layout_time(grid));
    }
    add_note(build, false, "查询", "Question",
             data_canonical_key(query, build->arena));
    add_note(build, false, "行数", "Rows", number_text(build, grid->count));
    if (grid->next != NULL) {
        add_note(build, false, "尚有后续数据,下一页游标",
                 "There is more: cursor of the next page", grid->next);
    }
    add_note(build, false, "来源", "Source",
             grid->synthetic ? "tvetstat; 虚构的演示数据 synthetic data"
                             : "tvetstat");
    add_note(build, false, "修约", "Rounding",
             "合计数与分项之和因数值修约不等,未作机械调整 totals and the sums "
             "of rounded parts may differ");
}

static void add_indicators(struct build *build)
{
    const struct data_query *query = build->grid->plan->query;
    struct xlsx_table_note *note =
        add_note(build, true, "指标代码 Indicator code", "指标", "Indicator");
    note->cells[3] = "单位";
    note->cells[4] = "Unit";
    note->cells[5] = "指标来源 Source of the indicator";
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        const struct data_unit *unit = data_lexicon_unit(row->unit);
        note = add_note(build, false, row->code, row->name_zh, row->name_en);
        note->cells[3] = row->unit;
        note->cells[4] = unit != NULL ? unit->unit_en : row->unit;
        note->cells[5] = row->source;
    }
    add_blank(build);
}

static void add_words(struct build *build, struct words title,
                      const struct data_word *words, int count)
{
    add_note(build, true, title.zh, title.en, NULL);
    for (int i = 0; i < count; i++) {
        add_note(build, false, words[i].code, words[i].words.zh,
                 words[i].words.en);
    }
    add_blank(build);
}

static void add_warnings(struct build *build)
{
    const struct data_warnings *warnings = build->grid->warnings;
    add_note(build, true, "提示", "Warnings", NULL);
    for (int i = 0; i < warnings->count; i++) {
        const struct data_warning_row *row = &warnings->list[i];
        add_note(build, false, data_warning_code(row->kind),
                 data_warning_message(row, LANG_ZH, build->arena),
                 data_warning_message(row, LANG_EN, build->arena));
    }
    if (warnings->count == 0) {
        add_note(build, false, NULL, "无", "none");
    }
}

static void add_notes(struct build *build)
{
    add_facts(build);
    add_blank(build);
    add_indicators(build);
    add_words(build, (struct words){"状态", "Status"}, data_lexicon_statuses(),
              DATA_STATUS_COUNT);
    if (build->grid->plan->query->compare != DATA_NO_CHANGE) {
        add_words(build, data_lexicon_column("reason"), data_lexicon_reasons(),
                  DATA_REASON_COUNT);
    }
    add_warnings(build);
}

/* --- the table --- */

static int width_of(const struct data_layout_column *column)
{
    if (column->subject == DATA_SUBJECT_CELL ||
        column->subject == DATA_SUBJECT_UNIT) {
        return CELL_WIDTH;
    }
    return column->face == DATA_FACE_CODE ? CODE_WIDTH : NAME_WIDTH;
}

/* In both languages: "数值 Value". */
static const char *heading_of(const struct build *build,
                              const struct words *words)
{
    size_t size = strlen(words->zh) + strlen(words->en) + 2;
    char *text = arena_alloc(build->arena, size);
    bool both = *words->zh != '\0' && *words->en != '\0' &&
                strcmp(words->zh, words->en) != 0;
    snprintf(text, size, "%s%s%s", *words->zh != '\0' ? words->zh : words->en,
             both ? " " : "", both ? words->en : "");
    return text;
}

static void fill_row(void *ctx, int number, struct table_cell *cells)
{
    const struct build *build = ctx;
    data_layout_row(&build->layout, number, cells);
}

/* When the revision was committed: no clock of ours is in the file. */
static int64_t time_of(const char *generated)
{
    struct tm tm = {0};
    if (generated == NULL ||
        strptime(generated, "%Y-%m-%dT%H:%M:%S", &tm) == NULL) {
        return CREATED;
    }
    return timegm(&tm);
}

bool data_xlsx_write(const struct data_grid *grid, int fd, struct error *err)
{
    struct build *build = arena_zalloc(grid->plan->arena, 1, sizeof(*build));
    build->grid = grid;
    build->arena = grid->plan->arena;
    data_layout_init(&build->layout, grid,
                     (unsigned)DATA_FACE_CODE | DATA_FACE_ZH | DATA_FACE_EN,
                     false);
    for (int i = 0; i < build->layout.count; i++) {
        const struct data_layout_column *column = &build->layout.columns[i];
        build->columns[i] = (struct xlsx_table_column){
            heading_of(build, &column->heading), width_of(column)};
    }
    add_notes(build);
    const struct xlsx_table table = {
        .name = "数据 Data",
        .notes_name = "说明 Notes",
        .title = "职业教育统计指标 Vocational education indicators",
        .created = time_of(data_layout_time(grid)),
        .columns = build->columns,
        .column_count = build->layout.count,
        .rows = grid->count,
        .row = fill_row,
        .ctx = build,
        .notes = build->notes,
        .note_count = build->note_count,
    };
    return xlsx_table_write(&table, fd, err);
}
