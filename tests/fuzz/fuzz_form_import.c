/*
 * A form, then a line with a single "=", then a sheet that it is applied to:
 * the rest of a grid behind 'g', else CSV. Nothing may happen but faults of
 * the table; figures that come out belong to cells and schools that exist.
 */
#include <string.h>

#include "../unit/ingest_fixture.h"
#include "fuzz.h"
#include "ingest/form.h"
#include "ingest/form_report.h"
#include "platform/buffer.h"
#include "platform/check.h"

static void on_observation(struct fixture *fixture,
                           const struct observation *obs)
{
    CHECK(obs->line > 0 && obs->value >= 0);
    CHECK(cells_cell(fixture->cells, obs->cell) != NULL);
    CHECK(newcomers_school_row(fixture->newcomers, obs->school) != NULL);
}

static void apply(const struct profile *form, const char *text, size_t len)
{
    static struct form_report report;
    struct buffer file;
    struct fixture *fixture = fixture_new();
    bool grid = len > 0 && text[0] == 'g';
    buffer_init(&file, 0);
    buffer_add_str(&file, grid ? "tvetstat-grid 1\n" : "");
    buffer_add(&file, text + grid, len - grid);
    fixture->on_observation = on_observation;
    fixture->options.kind = IMPORT_FORMS;
    fixture->options.format = grid ? READER_GRID : READER_CSV;
    fixture->options.profile = form;
    fixture->options.report = &report;
    fixture_read(fixture, file.data == NULL ? "" : file.data, file.len);
    CHECK(fixture->fault_count > 0 || fixture->verdict == FAULT_NONE);
    CHECK(fixture->fault_count > 0 || report.rows > 0);
    CHECK(report.kind_count <= FORM_REPORT_KINDS);
    buffer_fini(&file);
    fixture_free(fixture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *mark = memmem(text, size, "\n=\n", 3);
    size_t len = mark == NULL ? size : (size_t)(mark - text);
    struct error err = {0};
    struct profile *form = form_compile(text, len, &err);
    if (form == NULL) {
        CHECK(err.fault == FAULT_BAD_PROFILE || err.fault == FAULT_BAD_JSON);
        return 0;
    }
    if (mark != NULL) {
        apply(form, mark + 3, size - len - 3);
    }
    profile_free(form);
    return 0;
}
