/*
 * A whole workbook of any kind, without the sandbox: what the child does with
 * it must end, within the process, and with one of the faults of workbooks.
 */
#include "fuzz.h"
#include "platform/check.h"
#include "workbook/grid.h"
#include "workbook/workbook_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    struct grid *grid = grid_new(-1);
    bool ok = workbook_convert(data, size, grid, &err) && grid_end(grid, &err);
    CHECK(ok || (err.fault >= FAULT_WORKBOOK_UNREADABLE &&
                 err.fault <= FAULT_WORKBOOK_LINKS));
    grid_free(grid);
    return 0;
}
