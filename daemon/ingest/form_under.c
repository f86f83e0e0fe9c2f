#include "ingest/form_under.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/form_impl.h"
#include "platform/macros.h"

/* --- numbers --- */

static bool is_among(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What stands for the columns of labels. */
static bool is_stem(const char *text)
{
    static const char *const STEMS[] = {
        "甲", "乙", "丙",   "丁",   "戊",   "己",   "庚",   "辛",
        "壬", "癸", "栏次", "栏号", "列次", "列号", "行次", "序号",
    };
    return is_among(text, STEMS, ARRAY_LEN(STEMS));
}

/* 1, (1), 1=2+3; 0: something else. */
static int small_number(const char *text)
{
    text += *text == '(';
    size_t digits = strspn(text, "0123456789");
    const char *rest = text + digits;
    rest += *rest == ')';
    if (*rest == '=') {
        rest += strspn(rest, "=+-()0123456789");
    }
    return digits >= 1 && digits <= 4 && *rest == '\0'
               ? (int)strtol(text, NULL, 10)
               : 0;
}

/* 甲 乙 丙 1 2 3: stems, then numbers that rise, without them by one. */
static bool is_number_row(const struct sheet_row *row)
{
    struct form_label label;
    int stems = 0;
    int numbers = 0;
    int last = 0;
    for (int i = 0; i < row->count; i++) {
        form_label_fold(row->cells[i].text, &label);
        if (label.len == 0 || strcmp(label.text, "-") == 0) {
            continue;
        }
        if (is_stem(label.text)) {
            stems++;
            last = 0; /* of a table that continues to the right */
            continue;
        }
        int number = small_number(label.text);
        if (number <= last || (stems == 0 && number != last + 1)) {
            return false;
        }
        last = number;
        numbers++;
    }
    return stems + numbers >= 2;
}

/* --- units --- */

static bool is_unit_label(const struct sheet_cell *cell)
{
    static const char *const LABELS[] = {"", "-", "计量单位", "单位"};
    struct form_label label;
    form_label_fold(cell->text, &label);
    return is_among(label.text, LABELS, ARRAY_LEN(LABELS));
}

/* Units where the figures stand, nothing but the word for them elsewhere. */
static bool is_unit_row(const struct form_sheet *sheet)
{
    struct form_unit unit;
    int units = 0;
    for (int i = 0; i < sheet->row->count; i++) {
        const struct sheet_cell *cell = &sheet->row->cells[i];
        if (is_unit_label(cell)) {
            continue;
        }
        if (!form_unit_in_heading(cell->text, &unit)) {
            return false;
        }
        units += sheet->is_figure[i];
    }
    return units > 0;
}

static void check_unit(struct form_sheet *sheet, const struct form_cell *cell)
{
    struct form_unit said;
    const struct form_unit *wanted = &cell->column.unit;
    if (cell->bound == NULL || cell->spec == NULL ||
        cell->spec->as < AS_VALUE || wanted->name[0] == '\0' ||
        cell->bound->column > sheet->row->count) {
        return;
    }
    struct span text = sheet->row->cells[cell->bound->column - 1].text;
    if (!form_unit_in_heading(text, &said) ||
        !form_context_contradicts(&said, wanted)) {
        return;
    }
    const struct cell_place at = {sheet->row->line, cell->bound->column,
                                  cell->bound->name.data};
    const char *const args[3] = {said.name, wanted->name, NULL};
    complain_cell(sheet->observe->complaints, &at, FAULT_UNIT_CONFLICT, args,
                  text);
    complain_spoils(sheet->observe->complaints);
}

static void check_units(struct form_sheet *sheet)
{
    for (int i = 0; i < sheet->table_count; i++) {
        for (int k = 0; k < sheet->tables[i].count; k++) {
            check_unit(sheet, &sheet->tables[i].cells[k]);
        }
    }
}

bool form_under_take(struct form_sheet *sheet)
{
    if ((sheet->under & FORM_UNDER_NUMBERS) != 0 && is_number_row(sheet->row)) {
        sheet->under &= ~FORM_UNDER_NUMBERS;
        form_norm(sheet, "number_row", 0);
        return true;
    }
    if ((sheet->under & FORM_UNDER_UNITS) != 0 && is_unit_row(sheet)) {
        sheet->under &= ~FORM_UNDER_UNITS;
        form_norm(sheet, "unit_row", 0);
        check_units(sheet);
        return true;
    }
    sheet->under = 0;
    return false;
}
