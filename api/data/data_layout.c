#include "data/data_layout.h"

#include <stdio.h>
#include <string.h>

#include "data/data_lexicon.h"
#include "platform/check.h"

/* --- the columns --- */

static void add(struct data_layout *layout, enum data_subject subject,
                enum data_face face, int index, struct words heading)
{
    CHECK(layout->count < DATA_LAYOUT_MAX);
    layout->columns[layout->count++] =
        (struct data_layout_column){subject, face, index, heading};
}

static const char *with(const struct data_layout *layout, const char *text,
                        const char *more)
{
    size_t size = strlen(text) + strlen(more) + 1;
    char *joined = arena_alloc(layout->grid->plan->arena, size);
    snprintf(joined, size, "%s%s", text, more);
    return joined;
}

static struct words code_heading(const struct data_layout *layout,
                                 struct words name)
{
    return (struct words){with(layout, name.zh, "代码"),
                          with(layout, name.en, " code")};
}

static void add_faces(struct data_layout *layout, enum data_subject subject,
                      unsigned faces, int index, struct words name)
{
    if ((faces & DATA_FACE_CODE) != 0) {
        add(layout, subject, DATA_FACE_CODE, index, code_heading(layout, name));
    }
    if ((faces & DATA_FACE_ZH) != 0) {
        add(layout, subject, DATA_FACE_ZH, index, (struct words){name.zh, ""});
    }
    if ((faces & DATA_FACE_EN) != 0) {
        add(layout, subject, DATA_FACE_EN, index, (struct words){"", name.en});
    }
    if ((faces & DATA_FACE_NAME) != 0) {
        add(layout, subject, DATA_FACE_NAME, index, name);
    }
}

static void add_subjects(struct data_layout *layout, unsigned faces)
{
    const struct data_query *query = layout->grid->plan->query;
    add_faces(layout, DATA_SUBJECT_INDICATOR, faces, 0,
              data_lexicon_column("indicator"));
    add_faces(layout, DATA_SUBJECT_AREA, faces, 0, data_lexicon_column("area"));
    if (query->by_school) {
        add_faces(layout, DATA_SUBJECT_SCHOOL, faces, 0,
                  data_lexicon_column("school"));
    }
    for (int i = 0; i < query->by_axes; i++) {
        const char *code = query->axes[i].dimension->code;
        add_faces(layout, DATA_SUBJECT_MEMBER, faces, i,
                  (struct words){code, code});
    }
}

/* Behind the column of the table that they explain. */
static void add_beside(struct data_layout *layout, unsigned faces, bool all,
                       int index)
{
    const char *id = layout->grid->head->columns[index].id;
    if (strcmp(id, "period") == 0 && data_layout_has_dates(layout->grid)) {
        add(layout, DATA_SUBJECT_DATE, DATA_FACE_CODE, 0,
            data_lexicon_column("reference_date"));
    }
    if (strcmp(id, "value") == 0) {
        add_faces(layout, DATA_SUBJECT_UNIT, faces & ~(unsigned)DATA_FACE_CODE,
                  0, data_lexicon_column("unit"));
    }
    if (strcmp(id, "status") == 0 && all) {
        add_faces(layout, DATA_SUBJECT_STATUS, DATA_FACE_NAME, index,
                  data_lexicon_column("status_name"));
    }
    if (strcmp(id, "reason") == 0 && all) {
        add_faces(layout, DATA_SUBJECT_REASON, DATA_FACE_NAME, index,
                  data_lexicon_column("reason_name"));
    }
}

void data_layout_init(struct data_layout *layout, const struct data_grid *grid,
                      unsigned faces, bool all)
{
    const struct table_head *head = grid->head;
    *layout = (struct data_layout){.grid = grid};
    add_subjects(layout, faces);
    for (int i = data_query_code_count(grid->plan->query) + 1; i < head->count;
         i++) {
        const char *id = head->columns[i].id;
        add(layout, DATA_SUBJECT_CELL, DATA_FACE_CODE, i,
            data_lexicon_column(id));
        add_beside(layout, faces, all, i);
    }
    if (all) {
        add(layout, DATA_SUBJECT_REVISION, DATA_FACE_CODE, 0,
            data_lexicon_column("revision"));
    }
}

/* --- the cells --- */

static struct table_cell text_cell(const char *text)
{
    bool any = text != NULL && *text != '\0';
    return (struct table_cell){.type = any ? TABLE_TEXT : TABLE_NULL,
                               .text = text};
}

static struct table_cell face_of(const struct data_layout *layout,
                                 enum data_face face, const char *code,
                                 const struct words *name)
{
    switch (face) {
    case DATA_FACE_CODE:
        return text_cell(code);
    case DATA_FACE_ZH:
        return text_cell(name->zh);
    case DATA_FACE_EN:
        return text_cell(name->en);
    case DATA_FACE_NAME:
        break;
    }
    const char *best = words_in(name, layout->grid->plan->query->lang);
    return text_cell(best != NULL ? best : code);
}

static struct table_cell unit_of(const struct data_layout *layout,
                                 enum data_face face,
                                 const struct indicator *indicator)
{
    const struct data_unit *unit = data_lexicon_unit(indicator->unit);
    struct words name = {indicator->unit,
                         unit != NULL ? unit->unit_en : indicator->unit};
    return face_of(layout, face, indicator->unit, &name);
}

/* What a code of the table means. */
static struct table_cell meaning_of(const struct data_layout *layout,
                                    const struct table_cell *cell,
                                    const struct data_word *words, int count)
{
    int at = 0;
    if (cell->type != TABLE_TEXT) {
        return *cell;
    }
    while (at < count && strcmp(words[at].code, cell->text) != 0) {
        at++;
    }
    return at < count
               ? face_of(layout, DATA_FACE_NAME, cell->text, &words[at].words)
               : *cell;
}

static struct table_cell date_of(const struct data_grid *grid, int row)
{
    int date = data_layout_date(grid, row);
    char *text = NULL;
    if (date != 0) {
        text = arena_alloc(grid->plan->arena, PERIOD_TEXT_SIZE);
        period_print(date, text);
    }
    return text_cell(text);
}

static struct table_cell cell_of(const struct data_layout *layout,
                                 const struct data_layout_column *column,
                                 int row)
{
    const struct data_grid *grid = layout->grid;
    const struct data_plan *plan = grid->plan;
    struct data_series series = data_grid_series(grid, row);
    const struct indicator *indicator =
        plan->query->indicators[series.indicator];
    const struct data_place *place = &plan->places.list[series.place];
    const struct table_cell *cells = data_grid_row(grid, row);
    const struct member *member = NULL;
    enum data_face face = column->face;
    switch (column->subject) {
    case DATA_SUBJECT_INDICATOR:
        return face_of(layout, face, indicator->code,
                       &(struct words){indicator->name_zh, indicator->name_en});
    case DATA_SUBJECT_AREA:
        return face_of(
            layout, face, place->area->code,
            &(struct words){place->area->name_zh, place->area->name_en});
    case DATA_SUBJECT_SCHOOL:
        return face_of(
            layout, face, place->school->code,
            &(struct words){place->school->name_zh, place->school->name_en});
    case DATA_SUBJECT_MEMBER:
        member = data_plan_member(plan, series.combo, column->index);
        return face_of(layout, face, member->code,
                       &(struct words){member->name_zh, member->name_en});
    case DATA_SUBJECT_UNIT:
        return unit_of(layout, face, indicator);
    case DATA_SUBJECT_STATUS:
        return meaning_of(layout, &cells[column->index],
                          data_lexicon_statuses(), DATA_STATUS_COUNT);
    case DATA_SUBJECT_REASON:
        return meaning_of(layout, &cells[column->index], data_lexicon_reasons(),
                          DATA_REASON_COUNT);
    case DATA_SUBJECT_REVISION:
        return (struct table_cell){.type = TABLE_NUMBER,
                                   .number = data_layout_revision(grid)};
    case DATA_SUBJECT_DATE:
        return date_of(grid, row);
    case DATA_SUBJECT_CELL:
        break;
    }
    return cells[column->index];
}

void data_layout_row(const struct data_layout *layout, int row,
                     struct table_cell *cells)
{
    for (int i = 0; i < layout->count; i++) {
        cells[i] = cell_of(layout, &layout->columns[i], row);
    }
}

int64_t data_layout_revision(const struct data_grid *grid)
{
    return grid->asof != 0 ? grid->asof : grid->revision;
}

const char *data_layout_time(const struct data_grid *grid)
{
    const struct catalogue *cat = grid->plan->cat;
    return data_layout_revision(grid) == catalogue_revision(cat)
               ? catalogue_generated(cat)
               : NULL;
}

/* --- stocks --- */

static int date_of_moment(const struct data_moment *moment)
{
    for (int i = 0; i < moment->terms.count; i++) {
        const struct data_term *term = &moment->terms.parts[i];
        if (term->last && term->count > 0) {
            return term->periods[0];
        }
    }
    return 0;
}

bool data_layout_has_dates(const struct data_grid *grid)
{
    const struct data_plan *plan = grid->plan;
    for (int i = 0; i < plan->query->indicator_count; i++) {
        const struct data_timeline *line = &plan->timelines[i];
        for (int j = 0; j < plan->query->period_count; j++) {
            if (date_of_moment(&line->moments[line->current[j]]) != 0) {
                return true;
            }
        }
    }
    return false;
}

int data_layout_date(const struct data_grid *grid, int row)
{
    const struct data_timeline *line =
        &grid->plan->timelines[data_grid_series(grid, row).indicator];
    return date_of_moment(&line->moments[line->current[grid->periods[row]]]);
}
