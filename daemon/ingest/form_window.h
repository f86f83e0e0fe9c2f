/*
 * The first rows of a sheet, kept until its heading is found among them. At
 * most FORM_WINDOW_ROWS rows and about FORM_WINDOW_BYTES bytes.
 */
#ifndef TVS_INGEST_FORM_WINDOW_H
#define TVS_INGEST_FORM_WINDOW_H

#include <stdbool.h>

#include "ingest/sheet.h"
#include "platform/arena.h"

#define FORM_WINDOW_ROWS 40
#define FORM_WINDOW_BYTES 262144

struct form_window {
    struct arena arena;
    int count;
    struct sheet_row rows[FORM_WINDOW_ROWS];
};

void form_window_init(struct form_window *window);
void form_window_fini(struct form_window *window);
/* Copies the row. Never on a full window. */
void form_window_add(struct form_window *window, const struct sheet_row *row);
bool form_window_is_full(const struct form_window *window);

#endif
