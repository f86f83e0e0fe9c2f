/* Any bytes as a file of observations: the first byte chooses the format and
 * the kind, the rest is read as an import would read it. */
#include <string.h>

#include "../unit/ingest_fixture.h"
#include "fuzz.h"
#include "platform/check.h"

static void on_observation(struct fixture *fixture,
                           const struct observation *obs)
{
    CHECK(obs->line > 0 && obs->value >= 0);
    CHECK(obs->has_value || obs->value == 0);
    CHECK(cells_cell(fixture->cells, obs->cell) != NULL);
    CHECK(catalogue_school_by_id(fixture->cat, obs->school) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) {
        return 0;
    }
    struct fixture *fixture = fixture_new();
    fixture->on_observation = on_observation;
    fixture->options.format = (enum reader_format)(data[0] % 3);
    fixture->options.kind = (enum import_kind)(data[0] / 3 % 5);
    fixture_read(fixture, (const char *)data + 1, size - 1);
    CHECK(fixture->fault_count > 0 || fixture->rows > 0);
    CHECK(fixture->fault_count > 0 || fixture->verdict == FAULT_NONE);
    CHECK(fixture->observation_count + fixture->record_count <= fixture->rows);
    fixture_free(fixture);
    return 0;
}
