/*
 * A profile, then a line with a single "=", then a file that it is applied
 * to. Nothing may happen but faults of the table; figures that come out
 * belong to cells and schools that exist.
 */
#include <string.h>

#include "../unit/ingest_fixture.h"
#include "fuzz.h"
#include "platform/check.h"

static void on_observation(struct fixture *fixture,
                           const struct observation *obs)
{
    CHECK(obs->line > 0 && obs->value >= 0);
    CHECK(cells_cell(fixture->cells, obs->cell) != NULL);
    CHECK(newcomers_school_row(fixture->newcomers, obs->school) != NULL);
}

static void apply(const struct profile *profile, const char *text, size_t len)
{
    struct fixture *fixture = fixture_new();
    fixture->on_observation = on_observation;
    fixture->options.profile = profile;
    fixture_read(fixture, text, len);
    CHECK((fixture->fault_count > 0) || fixture->verdict == FAULT_NONE);
    CHECK(fixture->fault_count > 0 || fixture->rows > 0);
    fixture_free(fixture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *mark = memmem(text, size, "\n=\n", 3);
    size_t len = mark == NULL ? size : (size_t)(mark - text);
    struct error err = {0};
    struct profile *profile = profile_compile(text, len, &err);
    if (profile == NULL) {
        CHECK(err.fault == FAULT_BAD_PROFILE || err.fault == FAULT_BAD_JSON);
        return 0;
    }
    if (mark != NULL) {
        apply(profile, mark + 3, size - len - 3);
    }
    profile_free(profile);
    return 0;
}
