#include "workbook/xls.h"
void xls_prepare(void)
{
}
bool xls_read(const void *data, size_t len, struct grid *grid,
              struct error *err)
{
    (void)data;
    (void)len;
    (void)grid;
    return error_set(err, FAULT_WORKBOOK_FORMAT, "XLS", NULL, NULL);
}
