/* Whose figures a table has, of when, and in which units. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/form_impl.h"

static bool spoil_value(struct form_sheet *sheet, const struct form_mark *at,
                        const struct error *err, struct span value)
{
    const struct cell_place place = {at->line, at->column, NULL};
    const char *args[3];
    for (int i = 0; i < 3; i++) {
        args[i] = err->args[i][0] == '\0' ? NULL : err->args[i];
    }
    complain_cell(sheet->observe->complaints, &place, err->fault, args, value);
    return complain_spoils(sheet->observe->complaints);
}

static bool spoil_error(struct form_sheet *sheet, const struct form_mark *at,
                        const struct error *err)
{
    const char *arg = err->args[0];
    return spoil_value(sheet, at, err, span_of(arg[0] == '\0' ? NULL : arg));
}

static bool spoil(struct form_sheet *sheet, const struct form_mark *at,
                  enum fault fault, const char *arg0, const char *arg1)
{
    struct error err = {0};
    (void)error_set(&err, fault, arg0, arg1, NULL);
    return spoil_error(sheet, at, &err);
}

/* Below the heading's first row, for what no cell is at fault. */
static struct form_mark heading_mark(const struct form_sheet *sheet)
{
    const struct sheet_row *row = &sheet->window.rows[sheet->heading.at];
    return (struct form_mark){row->line, 0};
}

/* --- what does not come from the sheet's top --- */

/* By the request. */
static const char *asked(const struct form_sheet *sheet, const char *name)
{
    for (int i = 0; i < sheet->wish->default_count; i++) {
        if (strcmp(sheet->wish->defaults[i].column, name) == 0) {
            return sheet->wish->defaults[i].value;
        }
    }
    return NULL;
}

static bool is_given(const struct form_sheet *sheet, const char *name)
{
    for (int i = 0; i < sheet->form->constant_count; i++) {
        if (strcmp(sheet->form->constants[i].name, name) == 0) {
            return true;
        }
    }
    return asked(sheet, name) != NULL;
}

static bool has_column(const struct form_sheet *sheet, enum profile_as as)
{
    for (int i = 0; i < sheet->form->column_count; i++) {
        if (sheet->form->columns[i].as == as) {
            return true;
        }
    }
    return false;
}

static bool figures_say_period(const struct form_sheet *sheet)
{
    for (int i = 0; i < sheet->form->column_count; i++) {
        const struct profile_column *column = &sheet->form->columns[i];
        if (column->as >= AS_VALUE && column->period == NULL) {
            return false;
        }
    }
    return true;
}

static void add_default(struct form_sheet *sheet, const char *column,
                        const char *value)
{
    if (sheet->default_count == FORM_MAX_DEFAULTS) {
        return;
    }
    sheet->defaults[sheet->default_count++] =
        (struct reader_default){column, arena_dup(&sheet->arena, value)};
}

/* --- school --- */

/* Schools are known by their code; a name that differs is told. */
static void compare_name(struct form_sheet *sheet)
{
    const struct form_marks *marks = &sheet->marks;
    const struct newcomers *newcomers = sheet->observe->newcomers;
    int id = newcomers_school(newcomers, marks->school, strlen(marks->school));
    const struct school *school =
        id == 0 ? NULL : newcomers_school_row(newcomers, id);
    if (school == NULL) {
        add_default(sheet, "school_name", marks->name);
        return;
    }
    if (!form_label_same(span_of(marks->name), span_of(school->name_zh)) &&
        !form_label_same(span_of(marks->name), span_of(school->name_en))) {
        form_warn(sheet, "name_differs", &marks->name_at, school->code);
    }
}

/* A default stands in for what the sheet lacks: a code that is printed must be
 * the same. It is the sheet's school then, which reports a period once. */
static bool compare_school(struct form_sheet *sheet)
{
    const struct form_marks *marks = &sheet->marks;
    const char *given = asked(sheet, "school");
    if (given == NULL) {
        return true;
    }
    const struct span code = span_trim(span_of(given));
    if (marks->school_at.column > 0 && !span_is(code, marks->school)) {
        return spoil(sheet, &marks->school_at, FAULT_SCHOOL_DIFFERS,
                     marks->school, given);
    }
    span_copy(code, sheet->told->school, sizeof(sheet->told->school));
    return true;
}

static bool settle_school(struct form_sheet *sheet)
{
    const struct form_marks *marks = &sheet->marks;
    const struct form_mark at = heading_mark(sheet);
    if (has_column(sheet, AS_SCHOOL)) {
        return true;
    }
    if (is_given(sheet, "school")) {
        return compare_school(sheet);
    }
    if (marks->school_at.column == 0) {
        return spoil(sheet, &at, FAULT_FORM_MARK, "学校标识码", NULL);
    }
    add_default(sheet, "school", marks->school);
    snprintf(sheet->told->school, sizeof(sheet->told->school), "%s",
             marks->school);
    if (marks->name_at.column > 0 && !is_given(sheet, "school_name") &&
        !has_column(sheet, AS_SCHOOL_NAME)) {
        snprintf(sheet->told->school_name, sizeof(sheet->told->school_name),
                 "%s", marks->name);
        compare_name(sheet);
    }
    return true;
}

/* --- period --- */

static const struct indicator *first_indicator(const struct form_sheet *sheet)
{
    const struct catalogue *catalogue = sheet->observe->catalogue;
    for (int i = 0; i < sheet->form->column_count; i++) {
        const struct profile_column *column = &sheet->form->columns[i];
        if (column->as >= AS_VALUE && column->indicator != NULL) {
            return catalogue_indicator(catalogue, column->indicator,
                                       strlen(column->indicator));
        }
    }
    return NULL;
}

void form_context_doubts(struct form_sheet *sheet,
                         const struct form_period *period,
                         const struct form_mark *at, const char *text)
{
    for (int i = 0; i < FORM_DOUBT_COUNT; i++) {
        unsigned doubt = 1U << i;
        if ((period->doubts & doubt) != 0) {
            form_warn(sheet,
                      fault_code(form_doubt_fault((enum form_doubt)doubt)), at,
                      text);
        }
    }
}

/* Of the field for it, else of the title. Both must agree. */
static bool read_period(struct form_sheet *sheet, struct form_period *period)
{
    const struct form_marks *marks = &sheet->marks;
    const struct sheet_cell cell = {SHEET_TEXT, span_of(marks->period_text)};
    const struct form_mark at = heading_mark(sheet);
    struct error err = {0};
    int year = 0;
    if (marks->title_at.column > 0) {
        year = period_first_day(marks->title.code) / 10000;
        *period = marks->title;
    }
    if (marks->period_at.column == 0) {
        return marks->title_at.column > 0 ||
               spoil(sheet, &at, FAULT_FORM_MARK, "统计期间", NULL);
    }
    if (!form_period_read(&cell, year, period, &err)) {
        return spoil_error(sheet, &marks->period_at, &err);
    }
    form_context_doubts(sheet, period, &marks->period_at, marks->period_text);
    return marks->title_at.column == 0 ||
           form_period_agrees(&marks->title, period) ||
           spoil(sheet, &marks->period_at, FAULT_TITLE_PERIOD,
                 marks->period_text, NULL);
}

void form_context_fit(const struct form_sheet *sheet,
                      struct form_period *period)
{
    const struct indicator *indicator = first_indicator(sheet);
    for (int type = 0; indicator != NULL && type <= PERIOD_DAY; type++) {
        const char *name = period_type_name((enum period_type)type);
        if (strcmp(name, indicator->period_type) == 0) {
            form_period_fit(period, (enum period_type)type);
        }
    }
    if (period->basis == FORM_BASIS_UNSAID) {
        period->basis = sheet->form->form_layout->basis;
    }
}

/* The first indicator, where no figure of the form can be of that period; what
 * only some of them cannot is told by their own cells. */
static const struct indicator *misfit(const struct form_sheet *sheet,
                                      int period)
{
    const struct catalogue *catalogue = sheet->observe->catalogue;
    const struct indicator *first = NULL;
    for (int i = 0; i < sheet->form->column_count; i++) {
        const struct profile_column *column = &sheet->form->columns[i];
        if (column->as < AS_VALUE || column->indicator == NULL ||
            column->period != NULL) {
            continue;
        }
        const struct indicator *indicator = catalogue_indicator(
            catalogue, column->indicator, strlen(column->indicator));
        if (indicator != NULL && observe_type_fits(indicator, period)) {
            return NULL;
        }
        first = first == NULL ? indicator : first;
    }
    return first;
}

bool form_context_time(const struct form_sheet *sheet, int period,
                       struct error *err)
{
    const struct indicator *indicator = misfit(sheet, period);
    char text[PERIOD_TEXT_SIZE];
    period_print(period, text);
    if (indicator != NULL) {
        return error_set(err, FAULT_PERIOD_TYPE, indicator->code,
                         indicator->period_type, text);
    }
    return period_first_day(period) <= sheet->observe->today ||
           error_set(err, FAULT_FUTURE_PERIOD, text, NULL, NULL);
}

static bool check_time(struct form_sheet *sheet, int period)
{
    const struct form_marks *marks = &sheet->marks;
    struct form_mark at = heading_mark(sheet);
    struct span value = span_of(sheet->told->period);
    struct error err = {0};
    if (form_context_time(sheet, period, &err)) {
        return true;
    }
    if (marks->period_at.column > 0) {
        at = marks->period_at;
        value = span_of(marks->period_text);
    } else if (marks->title_at.column > 0) {
        at = marks->title_at;
    }
    return spoil_value(sheet, &at, &err, value);
}

static void keep_period(struct form_sheet *sheet, struct form_period *period)
{
    char text[PERIOD_TEXT_SIZE];
    form_context_fit(sheet, period);
    bool ytd = period->basis == FORM_BASIS_YTD &&
               period_type_of(period->code) == PERIOD_MONTH;
    period_print(period->code, text);
    if (!is_given(sheet, "period")) {
        add_default(sheet, "period", text);
    }
    if (ytd && !is_given(sheet, "basis") && !has_column(sheet, AS_BASIS)) {
        add_default(sheet, "basis", "ytd");
    }
    snprintf(sheet->told->period, sizeof(sheet->told->period), "%s", text);
    sheet->told->ytd = ytd;
}

/* A default stands in for what the sheet lacks: a period field must say the
 * same, and says whether the figures are cumulative. */
static bool compare_period(struct form_sheet *sheet)
{
    const struct form_marks *marks = &sheet->marks;
    const struct sheet_cell cell = {SHEET_TEXT, span_of(marks->period_text)};
    const char *given = asked(sheet, "period");
    struct form_period period = {0};
    struct error err = {0};
    int year = given == NULL ? 0 : (int)strtol(given, NULL, 10);
    if (given == NULL || marks->period_at.column == 0 ||
        !form_period_read(&cell, year, &period, &err)) {
        return true;
    }
    keep_period(sheet, &period);
    return strcmp(sheet->told->period, given) == 0 ||
           spoil(sheet, &marks->period_at, FAULT_TITLE_PERIOD,
                 marks->period_text, NULL);
}

static bool settle_period(struct form_sheet *sheet)
{
    struct form_period period = {0};
    if (has_column(sheet, AS_PERIOD) || figures_say_period(sheet)) {
        return true;
    }
    if (is_given(sheet, "period")) {
        return compare_period(sheet);
    }
    if (!read_period(sheet, &period)) {
        return false;
    }
    keep_period(sheet, &period);
    return check_time(sheet, period.code);
}

/* --- the same twice --- */

/* Was this school's period there before? Then on the line that is answered. */
static int reported_before(struct form_sheet *sheet, const char *period,
                           bool ytd, int line)
{
    char key[FORM_CODE_MAX + PERIOD_TEXT_SIZE + 8];
    int len = snprintf(key, sizeof(key), "%s|%s|%s", sheet->told->school,
                       period, ytd ? "ytd" : "");
    int before = intern_find(sheet->seen, key, (size_t)len);
    if (before == 0) {
        intern_put(sheet->seen, key, (size_t)len, line);
    }
    return before;
}

/* Of schools that stand in rows, repeated keys are found behind apply; periods
 * that do are looked at one by one. */
static bool settle_repeats(struct form_sheet *sheet)
{
    char other[16];
    struct form_mark at = sheet->marks.school_at;
    if (at.column == 0) {
        at = heading_mark(sheet);
    }
    if (sheet->told->school[0] == '\0' || sheet->told->blocks > 0 ||
        has_column(sheet, AS_PERIOD)) {
        return true;
    }
    int line =
        reported_before(sheet, sheet->told->period, sheet->told->ytd, at.line);
    snprintf(other, sizeof(other), "%d", line);
    return line == 0 || spoil(sheet, &at, FAULT_REPEATED_REPORT, other, NULL);
}

bool form_context_first(struct form_sheet *sheet, const char *period, bool ytd,
                        struct error *err)
{
    char other[16];
    if (sheet->told->school[0] == '\0') {
        return true;
    }
    int line = reported_before(sheet, period, ytd, sheet->row->line);
    if (line == 0 || line >= sheet->first_line) {
        return true;
    }
    snprintf(other, sizeof(other), "%d", line);
    return error_set(err, FAULT_REPEATED_REPORT, other, NULL, NULL);
}

/* --- units --- */

static bool is_counted_in(const struct form_unit *unit)
{
    return unit->quantity == FORM_QUANTITY_PERSONS ||
           unit->quantity == FORM_QUANTITY_PERSON_TIMES;
}

/* 人 for 人次 is careless, 百人 for 人次 is another number. */
bool form_context_contradicts(const struct form_unit *said,
                              const struct form_unit *wanted)
{
    if (is_counted_in(said) && is_counted_in(wanted)) {
        return said->size != wanted->size;
    }
    return form_unit_compare(said, wanted) != FORM_UNIT_SAME;
}

/* Does the line of units name one for the column, if it names any of its
 * kind? */
static bool list_contradicts(const struct form_marks *marks,
                             const struct form_unit *wanted)
{
    bool scaled = false;
    for (int i = 0; i < marks->unit_count; i++) {
        const struct form_unit *said = &marks->units[i];
        bool same_kind = said->quantity == wanted->quantity ||
                         (is_counted_in(said) && is_counted_in(wanted));
        if (!form_context_contradicts(said, wanted)) {
            return false;
        }
        scaled = scaled || same_kind;
    }
    /* One unit goes for all columns. */
    return scaled || marks->unit_count == 1;
}

static bool settle_unit(struct form_sheet *sheet,
                        const struct form_bound *bound)
{
    struct form_column column;
    const struct form_mark heading = {heading_mark(sheet).line, bound->column};
    form_block_column(sheet, &sheet->form->columns[bound->spec], &column);
    if (column.unit.name[0] == '\0') {
        return true;
    }
    if (bound->unit.name[0] != '\0') {
        return !form_context_contradicts(&bound->unit, &column.unit) ||
               spoil(sheet, &heading, FAULT_UNIT_CONFLICT, bound->unit.name,
                     column.unit.name);
    }
    return !list_contradicts(&sheet->marks, &column.unit) ||
           spoil(sheet, &sheet->marks.unit_at, FAULT_UNIT_CONFLICT,
                 sheet->marks.units[0].name, column.unit.name);
}

static bool settle_units(struct form_sheet *sheet)
{
    bool good = true;
    for (int i = 0; i < sheet->heading.bound_count; i++) {
        const struct form_bound *bound = &sheet->heading.bounds[i];
        if (bound->spec >= 0 &&
            sheet->form->columns[bound->spec].as >= AS_VALUE) {
            good = settle_unit(sheet, bound) && good;
        }
    }
    return good;
}

bool form_context_settle(struct form_sheet *sheet)
{
    sheet->default_count = 0;
    for (int i = 0; i < sheet->wish->default_count; i++) {
        const struct reader_default *given = &sheet->wish->defaults[i];
        add_default(sheet, given->column, given->value);
    }
    bool good = settle_school(sheet);
    good = settle_period(sheet) && good;
    good = settle_units(sheet) && good;
    return good && settle_repeats(sheet);
}
