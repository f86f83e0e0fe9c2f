#include "forms/form_template.h"

#include <stdio.h>
#include <string.h>

#include "ingest/form_label.h"
#include "ingest/form_layout.h"
#include "ingest/form_period.h"
#include "ingest/observe.h"
#include "ingest/profile_plan.h"
#include "model/blank_token.h"
#include "model/period.h"

#define LINES 5   /* above the table, at most */
#define TRIAL "1" /* a code like any other */
#define SEPARATOR "、"

static const char ASKED[] =
    "这里应填写数字;没有数字时,请按表下的说明填写。是否保留所填内容?";
static const char SIGNED[] =
    "单位负责人:          统计负责人:          填表人:          "
    "联系电话:          填报日期:";

struct make {
    const struct profile *form;
    const struct catalogue *cat;
    const struct form_template_facts *facts;
    struct arena *arena;
    struct xlsx_form *out;
    struct xlsx_form_column *columns;
    const char **above;
    struct error *err;
};

static bool refuse(const struct make *make, const char *what)
{
    return error_set(make->err, FAULT_NO_TEMPLATE, what, NULL, NULL);
}

static const char *take(const struct make *make, struct buffer *text)
{
    buffer_add_char(text, '\0');
    const char *kept = arena_dup(make->arena, text->data);
    buffer_fini(text);
    return kept;
}

/* --- columns --- */

static bool has_choice(const struct xlsx_form_column *column, const char *text)
{
    for (int i = 0; i < column->choice_count; i++) {
        if (strcmp(column->choices[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* Is it the first text of the map that means its code? */
static bool leads(const struct rewrite *rewrite, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (span_equal(rewrite->map[i].to, rewrite->map[index].to)) {
            return false;
        }
    }
    return true;
}

static void choose_from_map(const struct make *make,
                            const struct profile_column *from,
                            struct xlsx_form_column *to)
{
    const struct rewrite *rewrite = &from->rewrite;
    const char **choices =
        arena_zalloc(make->arena, rewrite->map_count, sizeof(*choices));
    to->choices = choices;
    for (size_t i = 0; i < rewrite->map_count; i++) {
        struct span text = rewrite->map[i].from;
        const char *choice = arena_copy(make->arena, text.data, text.len);
        if (leads(rewrite, i) && !has_choice(to, choice)) {
            choices[to->choice_count++] = choice;
        }
    }
    to->kind = XLSX_FORM_CHOICE;
}

static void choose_members(const struct make *make,
                           const struct profile_column *from,
                           struct xlsx_form_column *to)
{
    const struct dimension *dimension = catalogue_dimension(
        make->cat, from->dimension, strlen(from->dimension));
    if (dimension == NULL || dimension->member_count == 0) {
        return;
    }
    size_t count = 0;
    const struct member *const *members =
        catalogue_members(make->cat, dimension, &count);
    const char **choices = arena_zalloc(make->arena, count, sizeof(*choices));
    for (size_t i = 0; i < count; i++) {
        choices[i] = members[i]->code;
    }
    to->choices = choices;
    to->choice_count = (int)count;
    to->kind = XLSX_FORM_CHOICE;
}

static const struct indicator *indicator_of(const struct make *make,
                                            const struct profile_column *column)
{
    return column->indicator == NULL
               ? NULL
               : catalogue_indicator(make->cat, column->indicator,
                                     strlen(column->indicator));
}

static enum xlsx_form_kind kind_of(const struct make *make,
                                   const struct profile_column *column)
{
    const struct indicator *indicator = indicator_of(make, column);
    bool whole =
        column->as == AS_VALUE && indicator != NULL && indicator->decimals == 0;
    return whole ? XLSX_FORM_COUNT : XLSX_FORM_NUMBER;
}

static void choose(const struct make *make, const struct profile_column *from,
                   struct xlsx_form_column *to)
{
    to->kind = XLSX_FORM_TEXT;
    if (from->as >= AS_VALUE) {
        to->kind = kind_of(make, from);
    } else if (from->rewrite.map_count > 0) {
        choose_from_map(make, from, to);
    } else if (from->as == AS_DIMENSION && rewrite_is_plain(&from->rewrite)) {
        choose_members(make, from, to);
    }
}

static bool split_path(const struct make *make, const char *header,
                       struct xlsx_form_column *to)
{
    while (header != NULL && to->depth < XLSX_FORM_MAX_DEPTH) {
        size_t len = strcspn(header, "/");
        to->path[to->depth++] = arena_copy(make->arena, header, len);
        header = header[len] == '/' ? header + len + 1 : NULL;
    }
    return header == NULL || refuse(make, "columns");
}

static bool add_column(struct make *make, const struct profile_column *from)
{
    struct xlsx_form_column *to = &make->columns[make->out->column_count];
    if (from->header == NULL ||
        strcmp(from->header, FORM_VIRTUAL_SECTION) == 0) {
        return refuse(make, "columns");
    }
    if (from->header[0] == FORM_VIRTUAL) {
        return true;
    }
    if (!split_path(make, from->header, to)) {
        return false;
    }
    choose(make, from, to);
    make->out->column_count++;
    make->out->depth =
        to->depth > make->out->depth ? to->depth : make->out->depth;
    return true;
}

static bool add_columns(struct make *make)
{
    const struct profile *form = make->form;
    make->columns = arena_zalloc(make->arena, (size_t)form->column_count,
                                 sizeof(*make->columns));
    make->out->columns = make->columns;
    for (int i = 0; i < form->column_count; i++) {
        if (!add_column(make, &form->columns[i])) {
            return false;
        }
    }
    return make->out->column_count > 0 || refuse(make, "columns");
}

/* --- above --- */

static bool has(const struct make *make, enum profile_as as)
{
    for (int i = 0; i < make->form->column_count; i++) {
        if (make->form->columns[i].as == as) {
            return true;
        }
    }
    for (int i = 0; i < make->form->constant_count; i++) {
        if (strcmp(make->form->constants[i].name, profile_as_name(as)) == 0) {
            return true;
        }
    }
    return false;
}

static void add_line(struct make *make, const char *label, const char *text)
{
    struct buffer line;
    buffer_init(&line, 0);
    buffer_printf(&line, "%s%s", label, text);
    make->above[make->out->above_count++] = take(make, &line);
}

/* Does the form find in such a line what stands there? */
static bool finds(const struct make *make, enum form_pattern pattern,
                  const char *label, const char *text)
{
    char line[FORM_LABEL_MAX];
    struct form_label folded, wanted;
    snprintf(line, sizeof(line), "%s%s", label, text);
    form_label_fold(span_of(line), &folded);
    form_label_fold(span_of(text), &wanted);
    struct span found =
        form_layout_pick(make->form->form_layout, pattern,
                         (struct span){folded.text, folded.len});
    return found.data != NULL &&
           span_equal(found, (struct span){wanted.text, wanted.len});
}

static bool add_school(struct make *make)
{
    static const char NAME[] = "填报单位(盖章):";
    static const char CODE[] = "学校标识码:";
    const struct school *school = make->facts->school;
    if (has(make, AS_SCHOOL)) {
        return school == NULL || refuse(make, "school");
    }
    if (!finds(make, FORM_SCHOOL, CODE,
               school == NULL ? TRIAL : school->code)) {
        return refuse(make, "layout.school");
    }
    add_line(make, NAME, school == NULL ? "" : school->name_zh);
    add_line(make, CODE, school == NULL ? "" : school->code);
    return true;
}

/* As form_period.h reads it. */
static void print_period(int period, bool ytd, char *out, size_t size)
{
    static const char *const HALVES[] = {"上半年", "下半年"};
    int year = period / PERIOD_YEAR;
    int first = period_first_day(period);
    int month = first / 100 % 100;
    switch (period_type_of(period)) {
    case PERIOD_HALF:
        snprintf(out, size, "%d年%s", year, HALVES[month > 6]);
        break;
    case PERIOD_QUARTER:
        snprintf(out, size, "%d年第%d季度", year, (month + 2) / 3);
        break;
    case PERIOD_MONTH:
        snprintf(out, size, ytd ? "%d年1—%d月(累计)" : "%d年%d月", year, month);
        break;
    case PERIOD_SCHOOL_YEAR:
        snprintf(out, size, "%d—%d学年", year, year + 1);
        break;
    case PERIOD_DAY:
        snprintf(out, size, "%d年%d月%d日", year, month, first % 100);
        break;
    default:
        snprintf(out, size, "%d年", year);
        break;
    }
}

/* Not a sheet that would be refused for it when it comes back. */
static bool period_fits(const struct make *make)
{
    char text[PERIOD_TEXT_SIZE];
    for (int i = 0; i < make->form->column_count; i++) {
        const struct indicator *indicator =
            indicator_of(make, &make->form->columns[i]);
        if (indicator != NULL &&
            !observe_type_fits(indicator, make->facts->period)) {
            period_print(make->facts->period, text);
            return error_set(make->err, FAULT_PERIOD_TYPE, indicator->code,
                             indicator->period_type, text);
        }
    }
    return true;
}

static bool add_period(struct make *make)
{
    static const char LABEL[] = "统计期间:";
    char text[64] = "";
    int period = make->facts->period;
    if (has(make, AS_PERIOD)) {
        return period == 0 || refuse(make, "period");
    }
    if (period != 0 && !period_fits(make)) {
        return false;
    }
    print_period(period != 0 ? period : 2024 * PERIOD_YEAR, make->facts->ytd,
                 text, sizeof(text));
    if (!finds(make, FORM_PERIOD, LABEL, text)) {
        return refuse(make, "layout.period");
    }
    add_line(make, LABEL, period == 0 ? "" : text);
    return true;
}

static bool has_unit(const struct buffer *units, const char *unit)
{
    return units->data != NULL && strstr(units->data, unit) != NULL;
}

static void add_units(struct make *make)
{
    struct buffer units;
    buffer_init(&units, 0);
    for (int i = 0; i < make->form->column_count; i++) {
        const struct profile_column *column = &make->form->columns[i];
        const struct indicator *indicator = indicator_of(make, column);
        const char *unit = column->form.unit != NULL ? column->form.unit
                           : indicator != NULL       ? indicator->unit
                                                     : NULL;
        if (column->as >= AS_VALUE && unit != NULL && *unit != '\0' &&
            !has_unit(&units, unit)) {
            buffer_add_str(&units, units.len > 0 ? SEPARATOR : "单位:");
            buffer_add_str(&units, unit);
        }
    }
    if (units.len > 0) {
        make->above[make->out->above_count++] = take(make, &units);
    } else {
        buffer_fini(&units);
    }
}

static bool add_above(struct make *make)
{
    make->above = arena_zalloc(make->arena, LINES, sizeof(*make->above));
    make->out->above = make->above;
    if (!add_school(make) || !add_period(make)) {
        return false;
    }
    add_units(make);
    return true;
}

/* --- below --- */

/* Words with one meaning are one line. */
static const char *meaning_line(const struct make *make,
                                const struct blank_tokens *tokens, size_t at)
{
    const char *meaning = tokens->rows[at].meaning_zh;
    struct buffer line;
    for (size_t i = 0; i < at; i++) {
        if (strcmp(tokens->rows[i].meaning_zh, meaning) == 0) {
            return NULL;
        }
    }
    buffer_init(&line, 0);
    for (size_t i = at; i < tokens->count; i++) {
        const struct blank_token *token = &tokens->rows[i];
        if (strcmp(token->meaning_zh, meaning) == 0) {
            buffer_add_str(&line, line.len > 0 ? "  " : "");
            buffer_add_str(&line,
                           *token->token == '\0' ? "空格" : token->token);
        }
    }
    buffer_printf(&line, " = %s", meaning);
    return take(make, &line);
}

static void add_below(struct make *make)
{
    const struct blank_tokens *tokens = catalogue_blank_tokens(make->cat);
    const char **below =
        arena_zalloc(make->arena, tokens->count + 2, sizeof(*below));
    int count = 0;
    below[count++] = SIGNED;
    below[count++] = "说明:没有数字的单元格按下列办法填写,不要改动表的结构。";
    for (size_t i = 0; i < tokens->count; i++) {
        const char *line = meaning_line(make, tokens, i);
        if (line != NULL) {
            below[count++] = line;
        }
    }
    make->out->below = below;
    make->out->below_count = count;
}

bool form_template_make(const struct profile *form, const struct catalogue *cat,
                        const struct form_template_facts *facts,
                        struct arena *arena, struct xlsx_form *out,
                        struct error *err)
{
    struct make make = {.form = form,
                        .cat = cat,
                        .facts = facts,
                        .arena = arena,
                        .out = out,
                        .err = err};
    *out = (struct xlsx_form){.title = form->form_layout->title,
                              .rows = FORM_TEMPLATE_ROWS,
                              .asked = ASKED};
    if (!add_columns(&make) || !add_above(&make)) {
        return false;
    }
    add_below(&make);
    return true;
}
