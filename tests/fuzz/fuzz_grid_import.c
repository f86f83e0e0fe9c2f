/* Any bytes behind a grid's first line as an import: the first byte chooses
 * the kind. */
#include <string.h>

#include "../unit/ingest_fixture.h"
#include "fuzz.h"
#include "platform/buffer.h"
#include "platform/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) {
        return 0;
    }
    struct buffer text;
    struct fixture *fixture = fixture_new();
    buffer_init(&text, 0);
    buffer_add_str(&text, "tvetstat-grid 1\n");
    buffer_add(&text, data + 1, size - 1);
    fixture->options.format = READER_GRID;
    fixture->options.kind = (enum import_kind)(data[0] % 5);
    fixture_read(fixture, text.data, text.len);
    CHECK(fixture->fault_count > 0 || fixture->rows > 0);
    CHECK(fixture->observation_count + fixture->record_count <= fixture->rows);
    buffer_fini(&text);
    fixture_free(fixture);
    return 0;
}
