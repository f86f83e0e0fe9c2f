#include "ingest/form_marks.h"

#include <string.h>

/* A cell and, for a label that stands alone, what follows it in the row. */
struct looking {
    struct form_marks *marks;
    const struct form_layout *layout;
    const struct sheet_row *row;
    int column;              /* index */
    struct form_label label; /* of the cell */
    struct form_label both;  /* of it and the next one that is not empty */
};

static struct form_mark place_of(const struct looking *look)
{
    return (struct form_mark){look->row->line, look->column + 1};
}

static void fold_both(struct looking *look)
{
    const struct sheet_row *row = look->row;
    struct form_label next;
    const char *colon = strchr(look->label.text, ':');
    int at = look->column + 1;
    look->both = look->label;
    if (colon != NULL && colon[1] != '\0') {
        return; /* it has its value */
    }
    while (at < row->count && row->cells[at].text.len == 0) {
        at++;
    }
    if (at >= row->count) {
        return;
    }
    form_label_fold(row->cells[at].text, &next);
    if (look->both.len + next.len + 1 > FORM_LABEL_MAX) {
        return;
    }
    struct form_label *both = &look->both;
    if (both->len > 0 && both->text[both->len - 1] != ':') {
        both->text[both->len++] = ':';
    }
    memcpy(both->text + both->len, next.text, next.len + 1);
    both->len += next.len;
}

static struct span span_of_label(const struct form_label *label)
{
    return (struct span){label->text, label->len};
}

/* data NULL: it is no such mark. */
static struct span pick(const struct looking *look, enum form_pattern pattern)
{
    struct span text =
        form_layout_pick(look->layout, pattern, span_of_label(&look->label));
    return text.data != NULL ? text
                             : form_layout_pick(look->layout, pattern,
                                                span_of_label(&look->both));
}

static bool look_school(struct looking *look)
{
    struct form_marks *marks = look->marks;
    struct span text = pick(look, FORM_SCHOOL);
    if (text.data == NULL || marks->school_at.column > 0) {
        return text.data != NULL;
    }
    span_copy(text, marks->school, sizeof(marks->school));
    marks->school_at = place_of(look);
    return true;
}

static bool look_name(struct looking *look)
{
    struct form_marks *marks = look->marks;
    struct form_label name;
    struct span text = pick(look, FORM_SCHOOL_NAME);
    if (text.data == NULL || marks->name_at.column > 0) {
        return text.data != NULL;
    }
    form_label_school(text, &name);
    span_copy(span_of_label(&name), marks->name, sizeof(marks->name));
    marks->name_at = place_of(look);
    return true;
}

static bool look_period(struct looking *look)
{
    struct form_marks *marks = look->marks;
    struct span text = pick(look, FORM_PERIOD);
    if (text.data == NULL || marks->period_at.column > 0) {
        return text.data != NULL;
    }
    span_copy(text, marks->period_text, sizeof(marks->period_text));
    marks->period_at = place_of(look);
    return true;
}

static bool look_units(struct looking *look)
{
    struct form_marks *marks = look->marks;
    struct form_unit units[FORM_UNIT_MAX_LIST];
    int count =
        form_unit_list(span_of_label(&look->label), units, FORM_UNIT_MAX_LIST);
    if (count == 0) {
        count = form_unit_list(span_of_label(&look->both), units,
                               FORM_UNIT_MAX_LIST);
    }
    if (count > 0 && marks->unit_at.column == 0) {
        memcpy(marks->units, units, sizeof(units));
        marks->unit_count = count;
        marks->unit_at = place_of(look);
    }
    return count > 0;
}

/* Any other text above the table may name the period: the title does. */
static void look_title(struct looking *look)
{
    struct form_marks *marks = look->marks;
    if (marks->title_at.column == 0 &&
        form_period_find(span_of_label(&look->label), 0, &marks->title)) {
        marks->title_at = place_of(look);
    }
}

void form_marks_look(struct form_marks *marks, const struct form_layout *layout,
                     const struct sheet_row *row)
{
    struct looking look = {.marks = marks, .layout = layout, .row = row};
    for (look.column = 0; look.column < row->count; look.column++) {
        if (row->cells[look.column].text.len == 0) {
            continue;
        }
        form_label_fold(row->cells[look.column].text, &look.label);
        fold_both(&look);
        bool marked = look_school(&look);
        marked = look_name(&look) || marked;
        marked = look_period(&look) || marked;
        marked = look_units(&look) || marked;
        if (!marked) {
            look_title(&look);
        }
    }
}
