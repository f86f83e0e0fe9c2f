#include "storage/db_schema.h"

#include <string.h>

#include "storage/db_pool.h"
#include "storage/migrations.h"

bool db_schema_judge(const struct db_result *result, struct error *err)
{
    int count;
    const struct migration *last = migrations_get(&count) + count - 1;
    int found = db_rows(result) == 0 ? 0 : (int)db_int(result, 0, 0);
    if (found != last->number) {
        return error_detail(
            err, FAULT_UNAVAILABLE, "the schema has version %d, not %d: %s",
            found, last->number,
            found < last->number ? "run tvetstatd migrate"
                                 : "this tvetstatd is too old for it");
    }
    if (strcmp(db_text(result, 0, 1), last->sha256) != 0) {
        return error_detail(err, FAULT_UNAVAILABLE,
                            "version %d of the schema is not the one that "
                            "this tvetstatd knows by that number",
                            last->number);
    }
    return true;
}
