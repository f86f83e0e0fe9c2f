#include "ingest/form_report.h"

#include <stdio.h>
#include <string.h>

#define LETTERS 26

static void letters_of(int column, char out[8])
{
    char text[8];
    int len = 0;
    for (; column > 0 && len < 7; column = (column - 1) / LETTERS) {
        text[len++] = (char)('A' + (column - 1) % LETTERS);
    }
    for (int i = 0; i < len; i++) {
        out[i] = text[len - 1 - i];
    }
    out[len] = '\0';
}

void form_place_text(char out[FORM_PLACE_MAX], const char *sheet, int row,
                     int column)
{
    char letters[8];
    letters_of(column, letters);
    snprintf(out, FORM_PLACE_MAX, "%.*s%s%s%d", SHEET_MAX_NAME, sheet,
             sheet[0] == '\0' ? "" : "!", letters, row);
}

void form_report_reset(struct form_report *report)
{
    report->rows = 0;
    report->sheet_count = 0;
    report->kind_count = 0;
}

struct form_report_sheet *form_report_add(struct form_report *report,
                                          const struct sheet *sheet)
{
    int at = report->sheet_count < FORM_REPORT_SHEETS ? report->sheet_count
                                                      : FORM_REPORT_SHEETS - 1;
    struct form_report_sheet *told = &report->sheets[at];
    memset(told, 0, sizeof(*told));
    told->number = sheet->number;
    span_copy(sheet->name.data == NULL ? span_of("") : sheet->name, told->name,
              sizeof(told->name));
    report->sheet_count++;
    return told;
}

void form_report_count(struct form_report *report, const char *kind,
                       const char *place)
{
    int at = 0;
    while (at < report->kind_count &&
           strcmp(report->kinds[at].kind, kind) != 0) {
        at++;
    }
    if (at == FORM_REPORT_KINDS) {
        return;
    }
    struct form_report_kind *told = &report->kinds[at];
    if (at == report->kind_count) {
        report->kind_count++;
        told->count = 0;
        snprintf(told->kind, sizeof(told->kind), "%s", kind);
        snprintf(told->first, sizeof(told->first), "%s", place);
    }
    told->count++;
}

const char *form_outcome_name(enum form_outcome outcome)
{
    static const char *const NAMES[] = {
        [FORM_READ] = "read",
        [FORM_SKIPPED_HIDDEN] = "hidden",
        [FORM_SKIPPED_NAME] = "not_asked",
        [FORM_SKIPPED_HEADING] = "no_heading",
    };
    return NAMES[outcome];
}
