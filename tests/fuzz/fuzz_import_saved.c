/* What an earlier process left: whatever is accepted is written back as what
 * is read again. */
#include <string.h>

#include "fuzz.h"
#include "import_saved.h"
#include "platform/check.h"

static void write(const struct import_saved *saved, struct buffer *out)
{
    buffer_init(out, 0);
    import_saved_write(saved, out);
    CHECK(!out->failed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    struct import_saved first;
    struct import_saved second;
    struct buffer one;
    struct buffer two;
    if (!import_saved_read(&first, (const char *)data, size, &err)) {
        CHECK(err.fault != FAULT_NONE && first.job == NULL);
        return 0;
    }
    write(&first, &one);
    CHECK(import_saved_read(&second, one.data, one.len, &err));
    write(&second, &two);
    CHECK(one.len == two.len && memcmp(one.data, two.data, one.len) == 0);
    import_job_free(first.job);
    import_job_free(second.job);
    buffer_fini(&one);
    buffer_fini(&two);
    return 0;
}
