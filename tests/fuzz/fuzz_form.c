/*
 * A form, then a line with a single "=", then a CSV file that it is applied
 * to; behind "\n#\n" the same is a grid. Nothing may happen but faults of the
 * table; figures that come out belong to cells and schools that exist, and
 * what is told of the sheets stays within its bounds.
 */
#include <string.h>

#include "../unit/ingest_fixture.h"
#include "fuzz.h"
#include "ingest/form.h"
#include "ingest/form_report.h"
#include "platform/check.h"

static void on_observation(struct fixture *fixture,
                           const struct observation *obs)
{
    CHECK(obs->line > 0 && obs->value >= 0);
    CHECK(cells_cell(fixture->cells, obs->cell) != NULL);
    CHECK(newcomers_school_row(fixture->newcomers, obs->school) != NULL);
}

static void check_report(const struct form_report *report)
{
    int shown = report->sheet_count < FORM_REPORT_SHEETS ? report->sheet_count
                                                         : FORM_REPORT_SHEETS;
    CHECK(report->rows >= 0 && report->kind_count <= FORM_REPORT_KINDS);
    for (int i = 0; i < shown; i++) {
        const struct form_report_sheet *sheet = &report->sheets[i];
        CHECK(sheet->heading_first <= sheet->heading_last);
        CHECK(form_outcome_name(sheet->outcome) != NULL);
    }
}

static void apply(const struct profile *form, const char *text, size_t len,
                  enum reader_format format)
{
    static struct form_report report;
    struct fixture *fixture = fixture_new();
    fixture->on_observation = on_observation;
    fixture->options.kind = IMPORT_FORMS;
    fixture->options.format = format;
    fixture->options.profile = form;
    fixture->options.report = &report;
    fixture_read(fixture, text, len);
    CHECK(fixture->fault_count > 0 || fixture->verdict == FAULT_NONE);
    CHECK(fixture->fault_count > 0 || fixture->rows > 0);
    check_report(&report);
    fixture_free(fixture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *csv = memmem(text, size, "\n=\n", 3);
    const char *grid = memmem(text, size, "\n#\n", 3);
    const char *mark = csv != NULL ? csv : grid;
    size_t len = mark == NULL ? size : (size_t)(mark - text);
    struct error err = {0};
    struct profile *form = form_compile(text, len, &err);
    if (form == NULL) {
        CHECK(err.fault == FAULT_BAD_PROFILE || err.fault == FAULT_BAD_JSON);
        return 0;
    }
    if (mark != NULL) {
        apply(form, mark + 3, size - len - 3,
              csv != NULL ? READER_CSV : READER_GRID);
    }
    profile_free(form);
    return 0;
}
