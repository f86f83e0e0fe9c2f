#include "formats/xlsx_form.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "formats/xlsx_text.h"
#include "platform/nameless_file.h"

#define CREATED 946684800 /* no clock in the file: 2000-01-01 */
#define WIDTH 14          /* of a column, in characters */
#define ASKED_SIZE 512    /* of the question about a cell */
#define SHEET "Sheet1"
#define RULE_MAX 255 /* bytes of the choices in a rule */

struct writer {
    const struct xlsx_form *form;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *title, *line, *heading, *text, *count, *number, *note;
    int head;    /* the row of the first heading */
    int first;   /* of the first row to fill in */
    int choices; /* of the first row with choices, hidden */
    lxw_error failed;
};

static void check(struct writer *writer, lxw_error error)
{
    if (error != LXW_NO_ERROR && writer->failed == LXW_NO_ERROR) {
        writer->failed = error;
    }
}

/* --- how it looks --- */

static lxw_format *add_format(const struct writer *writer, bool frame,
                              bool locked)
{
    lxw_format *format = workbook_add_format(writer->book);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (frame) {
        format_set_border(format, LXW_BORDER_THIN);
    }
    if (!locked) {
        format_set_unlocked(format);
    }
    return format;
}

static void add_formats(struct writer *writer)
{
    writer->title = add_format(writer, false, true);
    format_set_bold(writer->title);
    format_set_font_size(writer->title, 16);
    format_set_align(writer->title, LXW_ALIGN_CENTER);
    writer->line = add_format(writer, false, false);
    writer->heading = add_format(writer, true, true);
    format_set_align(writer->heading, LXW_ALIGN_CENTER);
    format_set_text_wrap(writer->heading);
    writer->text = add_format(writer, true, false);
    writer->count = add_format(writer, true, false);
    format_set_num_format(writer->count, "0");
    writer->number = add_format(writer, true, false);
    writer->note = add_format(writer, false, true);
    format_set_text_wrap(writer->note);
}

/* --- cells --- */

/* A text over a rectangle of cells. */
static void put(struct writer *writer, const int at[4], const char *text,
                lxw_format *format)
{
    lxw_row_t top = (lxw_row_t)at[0];
    lxw_row_t bottom = (lxw_row_t)at[2];
    lxw_col_t left = (lxw_col_t)at[1];
    lxw_col_t right = (lxw_col_t)at[3];
    char fit[XLSX_TEXT_SIZE];
    xlsx_text(text, fit);
    if (top == bottom && left == right) {
        check(writer,
              worksheet_write_string(writer->sheet, top, left, fit, format));
        return;
    }
    check(writer, worksheet_merge_range(writer->sheet, top, left, bottom, right,
                                        fit, format));
}

static void put_line(struct writer *writer, int row, const char *text,
                     lxw_format *format)
{
    put(writer, (int[]){row, 0, row, writer->form->column_count - 1}, text,
        format);
}

/* Do two columns hang below the same heading, which ends at neither? */
static bool shares(const struct xlsx_form_column *a,
                   const struct xlsx_form_column *b, int level)
{
    if (a->depth <= level + 1 || b->depth <= level + 1) {
        return false;
    }
    for (int i = 0; i <= level; i++) {
        if (strcmp(a->path[i], b->path[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* A heading that branches covers its columns; the last one reaches down. */
static void put_level(struct writer *writer, int level)
{
    const struct xlsx_form *form = writer->form;
    int row = writer->head + level;
    for (int from = 0, to = 0; from < form->column_count; from = to + 1) {
        const struct xlsx_form_column *column = &form->columns[from];
        to = from;
        while (to + 1 < form->column_count &&
               shares(column, &form->columns[to + 1], level)) {
            to++;
        }
        if (level < column->depth) {
            bool last = level == column->depth - 1;
            int bottom = last ? writer->head + form->depth - 1 : row;
            put(writer, (int[]){row, from, bottom, to}, column->path[level],
                writer->heading);
        }
    }
}

/* 甲 乙 丙 for what a row is about, 1 2 3 from its first figure on. */
static void put_numbers(struct writer *writer)
{
    static const char *const STEMS[] = {"甲", "乙", "丙", "丁", "戊",
                                        "己", "庚", "辛", "壬", "癸"};
    const struct xlsx_form *form = writer->form;
    int row = writer->head + form->depth;
    int number = 0;
    for (int i = 0; i < form->column_count; i++) {
        char text[12];
        bool counts = number > 0 || form->columns[i].kind >= XLSX_FORM_COUNT ||
                      i >= (int)(sizeof(STEMS) / sizeof(STEMS[0]));
        number += counts;
        snprintf(text, sizeof(text), "%d", number);
        put(writer, (int[]){row, i, row, i}, counts ? text : STEMS[i],
            writer->heading);
    }
}

static void put_blanks(struct writer *writer)
{
    lxw_format *const formats[] = {
        [XLSX_FORM_TEXT] = writer->text,
        [XLSX_FORM_CHOICE] = writer->text,
        [XLSX_FORM_COUNT] = writer->count,
        [XLSX_FORM_NUMBER] = writer->number,
    };
    for (int row = 0; row < writer->form->rows; row++) {
        for (int i = 0; i < writer->form->column_count; i++) {
            check(writer,
                  worksheet_write_blank(
                      writer->sheet, (lxw_row_t)(writer->first + row),
                      (lxw_col_t)i, formats[writer->form->columns[i].kind]));
        }
    }
}

/* --- what may be filled in --- */

static void validate(struct writer *writer, int column,
                     lxw_data_validation *rule)
{
    lxw_row_t last = (lxw_row_t)(writer->first + writer->form->rows - 1);
    check(writer, worksheet_data_validation_range(
                      writer->sheet, (lxw_row_t)writer->first,
                      (lxw_col_t)column, last, (lxw_col_t)column, rule));
}

/* A rule holds 255 characters, joined by commas, as they are. */
static bool fits_rule(const struct xlsx_form_column *wanted)
{
    size_t size = 0;
    for (int i = 0; i < wanted->choice_count; i++) {
        size += strlen(wanted->choices[i]) + 1;
        if (strchr(wanted->choices[i], ',') != NULL ||
            !xlsx_text_same(wanted->choices[i])) {
            return false;
        }
    }
    return size <= RULE_MAX;
}

static void add_list(struct writer *writer, int column)
{
    const struct xlsx_form_column *wanted = &writer->form->columns[column];
    char *list[RULE_MAX + 1] = {NULL};
    for (int i = 0; i < wanted->choice_count; i++) {
        list[i] = (char *)(uintptr_t)wanted->choices[i];
    }
    validate(writer, column,
             &(lxw_data_validation){.validate = LXW_VALIDATION_TYPE_LIST,
                                    .value_list = list});
}

/* What does not fit stands in hidden rows below everything, one column each.
 * libxlsxwriter 1.1.4 keeps the text of such a range, some twenty bytes, for
 * good. */
static void add_choices(struct writer *writer, int column)
{
    const struct xlsx_form_column *wanted = &writer->form->columns[column];
    char range[LXW_MAX_FORMULA_RANGE_LENGTH];
    for (int i = 0; i < wanted->choice_count; i++) {
        int row = writer->choices + i;
        put(writer, (int[]){row, column, row, column}, wanted->choices[i],
            NULL);
    }
    lxw_rowcol_to_formula_abs(
        range, SHEET, (lxw_row_t)writer->choices, (lxw_col_t)column,
        (lxw_row_t)(writer->choices + wanted->choice_count - 1),
        (lxw_col_t)column);
    validate(
        writer, column,
        &(lxw_data_validation){.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                               .value_formula = range});
}

/* Words that stand for a missing figure are allowed: it only asks. */
static void add_number(struct writer *writer, int column, bool whole)
{
    char asked[ASKED_SIZE];
    lxw_data_validation rule = {
        .validate =
            whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
        .error_message = asked,
    };
    snprintf(asked, sizeof(asked), "%s", writer->form->asked);
    validate(writer, column, &rule);
}

static void add_rules(struct writer *writer)
{
    int most = 0;
    for (int i = 0; i < writer->form->column_count; i++) {
        const struct xlsx_form_column *column = &writer->form->columns[i];
        if (column->kind == XLSX_FORM_CHOICE && fits_rule(column)) {
            add_list(writer, i);
        } else if (column->kind == XLSX_FORM_CHOICE) {
            add_choices(writer, i);
            most = column->choice_count > most ? column->choice_count : most;
        } else if (column->kind != XLSX_FORM_TEXT) {
            add_number(writer, i, column->kind == XLSX_FORM_COUNT);
        }
    }
    for (int i = 0; i < most; i++) {
        check(writer, worksheet_set_row_opt(writer->sheet,
                                            (lxw_row_t)(writer->choices + i),
                                            LXW_DEF_ROW_HEIGHT, NULL,
                                            &(lxw_row_col_options){
                                                .hidden = LXW_TRUE,
                                            }));
    }
}

/* --- the sheet --- */

static void put_sheet(struct writer *writer)
{
    const struct xlsx_form *form = writer->form;
    int row = 0;
    put_line(writer, row++, form->title, writer->title);
    for (int i = 0; i < form->above_count; i++) {
        put_line(writer, row++, form->above[i], writer->line);
    }
    writer->head = row;
    writer->first = row + form->depth + 1;
    writer->choices = writer->first + form->rows + form->below_count + 1;
    for (int level = 0; level < form->depth; level++) {
        put_level(writer, level);
    }
    put_numbers(writer);
    put_blanks(writer);
    for (int i = 0; i < form->below_count; i++) {
        put_line(writer, writer->first + form->rows + i, form->below[i],
                 i == 0 ? writer->line : writer->note);
    }
    add_rules(writer);
}

static void set_sheet(struct writer *writer)
{
    lxw_protection allowed = {.format_columns = LXW_TRUE,
                              .format_rows = LXW_TRUE};
    lxw_col_t last = (lxw_col_t)(writer->form->column_count - 1);
    check(writer, worksheet_set_column(writer->sheet, 0, last, WIDTH, NULL));
    worksheet_freeze_panes(writer->sheet, (lxw_row_t)writer->first, 0);
    worksheet_repeat_rows(writer->sheet, (lxw_row_t)writer->head,
                          (lxw_row_t)(writer->first - 1));
    worksheet_set_landscape(writer->sheet);
    worksheet_set_paper(writer->sheet, 9); /* A4 */
    worksheet_fit_to_pages(writer->sheet, 1, 0);
    worksheet_protect(writer->sheet, NULL, &allowed);
}

static bool write_file(struct writer *writer, const char *path)
{
    lxw_doc_properties properties = {.created = CREATED};
    writer->book = workbook_new(path);
    if (writer->book == NULL) {
        return false;
    }
    check(writer, workbook_set_properties(writer->book, &properties));
    writer->sheet = workbook_add_worksheet(writer->book, SHEET);
    if (writer->sheet == NULL) {
        lxw_workbook_free(writer->book);
        return false;
    }
    add_formats(writer);
    put_sheet(writer);
    set_sheet(writer);
    check(writer, workbook_close(writer->book));
    return writer->failed == LXW_NO_ERROR;
}

bool xlsx_form_write(const struct xlsx_form *form, struct buffer *out,
                     struct error *err)
{
    struct writer writer = {.form = form};
    char path[NAMELESS_FILE_PATH_SIZE];
    int fd = nameless_file_open(err);
    if (fd < 0) {
        return false;
    }
    nameless_file_path(fd, path);
    bool good = write_file(&writer, path) && nameless_file_read(fd, out);
    close(fd);
    return good ||
           error_detail(err, FAULT_INTERNAL, "could not write a workbook: %s",
                        lxw_strerror(writer.failed));
}
