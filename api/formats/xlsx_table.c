#include "formats/xlsx_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "formats/xlsx_text.h"
#include "model/decimal.h"
#include "platform/nameless_file.h"

#define FORMAT_SIZE 24
#define NOTE_WIDTH 28
#define HEAD_HEIGHT 32 /* two lines, in points */

struct writer {
    const struct xlsx_table *table;
    lxw_workbook *book;
    lxw_worksheet *sheet; /* that is being written */
    lxw_format *heading, *wrapped;
    lxw_format *numbers[DECIMAL_MAX_DECIMALS + 1]; /* by decimals */
    lxw_error failed;
};

static void check(struct writer *writer, lxw_error error)
{
    if (error != LXW_NO_ERROR && writer->failed == LXW_NO_ERROR) {
        writer->failed = error;
    }
}

/* "#,##0.00" */
static void print_format(char *out, int decimals)
{
    snprintf(out, FORMAT_SIZE, "#,##0%.*s", decimals > 0 ? decimals + 1 : 0,
             ".000000");
}

static void add_formats(struct writer *writer)
{
    char text[FORMAT_SIZE];
    writer->heading = workbook_add_format(writer->book);
    format_set_bold(writer->heading);
    format_set_bottom(writer->heading, LXW_BORDER_THIN);
    format_set_text_wrap(writer->heading);
    format_set_align(writer->heading, LXW_ALIGN_VERTICAL_CENTER);
    writer->wrapped = workbook_add_format(writer->book);
    format_set_text_wrap(writer->wrapped);
    format_set_align(writer->wrapped, LXW_ALIGN_VERTICAL_TOP);
    for (int i = 0; i <= DECIMAL_MAX_DECIMALS; i++) {
        print_format(text, i);
        writer->numbers[i] = workbook_add_format(writer->book);
        format_set_num_format(writer->numbers[i], text);
    }
}

static void put_text(struct writer *writer, int row, int column,
                     const char *text, lxw_format *format)
{
    char fit[XLSX_TEXT_SIZE];
    xlsx_text(text, fit);
    check(writer, worksheet_write_string(writer->sheet, (lxw_row_t)row,
                                         (lxw_col_t)column, fit, format));
}

/* A double has the decimal's digits exactly, as long as there are no more
 * than 15 of them: it is the nearest one, and printed with 15 it is the
 * decimal again. */
static void put_number(struct writer *writer, int row, int column,
                       const struct table_cell *cell)
{
    char text[DECIMAL_TEXT_SIZE];
    int64_t limit = decimal_power(XLSX_TABLE_MAX_DIGITS);
    decimal_print(text, cell->number, cell->decimals);
    if (cell->number >= limit || cell->number <= -limit) {
        put_text(writer, row, column, text, NULL);
        return;
    }
    check(writer, worksheet_write_number(writer->sheet, (lxw_row_t)row,
                                         (lxw_col_t)column, strtod(text, NULL),
                                         writer->numbers[cell->decimals]));
}

static void put_row(struct writer *writer, int row,
                    const struct table_cell *cells)
{
    for (int i = 0; i < writer->table->column_count; i++) {
        if (cells[i].type == TABLE_TEXT) {
            put_text(writer, row, i, cells[i].text, NULL);
        } else if (cells[i].type == TABLE_NUMBER) {
            put_number(writer, row, i, &cells[i]);
        }
    }
}

static void put_table(struct writer *writer)
{
    const struct xlsx_table *table = writer->table;
    struct table_cell cells[XLSX_TABLE_MAX_COLUMNS];
    check(writer, worksheet_set_row(writer->sheet, 0, HEAD_HEIGHT, NULL));
    for (int i = 0; i < table->column_count; i++) {
        lxw_col_t at = (lxw_col_t)i;
        check(writer, worksheet_set_column(writer->sheet, at, at,
                                           table->columns[i].width, NULL));
        put_text(writer, 0, i, table->columns[i].heading, writer->heading);
    }
    for (int i = 0; i < table->rows; i++) {
        table->row(table->ctx, i, cells);
        put_row(writer, i + 1, cells);
    }
    worksheet_freeze_panes(writer->sheet, 1, 0);
    worksheet_repeat_rows(writer->sheet, 0, 0);
    check(writer,
          worksheet_autofilter(writer->sheet, 0, 0, (lxw_row_t)table->rows,
                               (lxw_col_t)(table->column_count - 1)));
    worksheet_set_landscape(writer->sheet);
    worksheet_set_paper(writer->sheet, 9); /* A4 */
    worksheet_fit_to_pages(writer->sheet, 1, 0);
}

static void put_notes(struct writer *writer)
{
    const struct xlsx_table *table = writer->table;
    check(writer,
          worksheet_set_column(writer->sheet, 0, XLSX_TABLE_NOTE_CELLS - 1,
                               NOTE_WIDTH, NULL));
    for (int i = 0; i < table->note_count; i++) {
        const struct xlsx_table_note *note = &table->notes[i];
        for (int j = 0; j < XLSX_TABLE_NOTE_CELLS; j++) {
            if (note->cells[j] != NULL) {
                put_text(writer, i, j, note->cells[j],
                         note->heading ? writer->heading : writer->wrapped);
            }
        }
    }
}

static bool put_book(struct writer *writer)
{
    const struct xlsx_table *table = writer->table;
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)table->title, /* is only read */
        .created = (time_t)table->created,
    };
    check(writer, workbook_set_properties(writer->book, &properties));
    add_formats(writer);
    writer->sheet = workbook_add_worksheet(writer->book, table->name);
    if (writer->sheet == NULL) {
        return false;
    }
    put_table(writer);
    writer->sheet = workbook_add_worksheet(writer->book, table->notes_name);
    if (writer->sheet == NULL) {
        return false;
    }
    put_notes(writer);
    return true;
}

bool xlsx_table_write(const struct xlsx_table *table, int fd, struct error *err)
{
    struct writer writer = {.table = table};
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    char path[NAMELESS_FILE_PATH_SIZE];
    nameless_file_path(fd, path);
    writer.book = workbook_new_opt(path, &options);
    bool good = writer.book != NULL && table->rows <= XLSX_TABLE_MAX_ROWS &&
                put_book(&writer);
    if (good) {
        check(&writer, workbook_close(writer.book));
        good = writer.failed == LXW_NO_ERROR;
    } else if (writer.book != NULL) {
        lxw_workbook_free(writer.book);
    }
    return good ||
           error_detail(err, FAULT_INTERNAL, "could not write a workbook: %s",
                        lxw_strerror(writer.failed));
}
