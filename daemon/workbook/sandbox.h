/*
 * Takes from this process, for good, everything that reading bytes in memory
 * and writing to one descriptor does not need: no other descriptors, no
 * environment, hardly any system call, little memory and time. What fails in
 * there is a workbook, not the daemon.
 */
#ifndef TVS_WORKBOOK_SANDBOX_H
#define TVS_WORKBOOK_SANDBOX_H

#include <stdbool.h>

#include "platform/error.h"
#include "platform/macros.h"

/* Limits of time, memory and size, and no descriptors but 0, 1 and 2. */
MUSTCHECK bool sandbox_limit(struct error *err);
/* From here on: write to descriptor 1, memory, exit. There is no way back.
 * False: FAULT_WORKBOOK_SANDBOX, the kernel does not do it here. */
MUSTCHECK bool sandbox_enter(struct error *err);

#endif
