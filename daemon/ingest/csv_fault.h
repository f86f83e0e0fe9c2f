/* What is wrong with a row of CSV, in words. */
#ifndef TVS_INGEST_CSV_FAULT_H
#define TVS_INGEST_CSV_FAULT_H

#include <stdbool.h>

#include "ingest/complain.h"
#include "ingest/csv_split.h"

/* Of a result that is no row. `spoils`: the file, not only its row. */
void csv_fault_tell(struct complaints *complaints, enum csv_result result,
                    int line, bool spoils);
/* What a line is that has no end within ROW_MAX_BYTES: CSV_LONG_FIELD, or
 * CSV_LONG_ROW when delimiters stand in its last stretch. */
enum csv_result csv_fault_of_long_line(struct span line, char delimiter);

#endif
