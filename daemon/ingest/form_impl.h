/*
 * Inside of form_sheet: form_sheet.c goes through the sheets and finds their
 * headings, form_context.c says whose figures and of when, form_block.c binds
 * the columns of a table, form_row.c tells rows apart and reads their cells.
 */
#ifndef TVS_INGEST_FORM_IMPL_H
#define TVS_INGEST_FORM_IMPL_H

#include "ingest/form_heading.h"
#include "ingest/form_marks.h"
#include "ingest/form_number.h"
#include "ingest/form_repeat.h"
#include "ingest/form_sheet.h"
#include "ingest/form_sums.h"
#include "ingest/form_under.h"
#include "ingest/reader.h"

#define FORM_MAX_DEFAULTS 80
#define FORM_MAX_FILL 1024 /* bytes of a text that is filled down */
#define FORM_FIGURE_SIZE DECIMAL_TEXT_SIZE

/* SEEK: rows are kept until the heading is found. ROWS: of the table. FOOTER:
 * behind it. SKIP: the sheet is not read. */
enum form_state { FORM_SEEK, FORM_ROWS, FORM_BEHIND, FORM_SKIP };

/* A column that apply gets, and where its cells come from. */
struct form_cell {
    const struct form_bound *bound;    /* NULL: none of the sheet */
    const struct profile_column *spec; /* NULL: none of the form */
    struct form_column column;         /* of figures */
    int sum;                           /* its place among the sums */
};

/* A table, or one of several side by side. */
struct form_table {
    struct row_taker *taker; /* an apply */
    struct form_cell *cells;
    int count;
};

struct form_sheet {
    struct sheet_taker taker;
    struct sink sink; /* of the complaints meanwhile */
    struct sink *behind;
    struct observe *observe;
    const struct form_wish *wish;
    const struct profile *form;
    struct form_report *report;
    struct intern *keys; /* of the form's headings */
    struct intern *seen; /* school and period -> number of the sheet */
    int read_count;      /* sheets */
    /* The sheet. */
    enum form_state state;
    struct form_report_sheet *told;
    int first_line;
    struct form_merges merges;
    struct form_window window;
    struct form_marks marks;
    bool bound_specs[PROFILE_MAX_COLUMNS];
    struct form_sums sums;
    bool has_sums;
    struct form_repeat *repeat; /* NULL: rows do not add up */
    int continued_line; /* of a 续表 whose heading is to come; 0: none */
    /* The table. */
    struct form_heading heading;
    struct arena arena; /* of its texts */
    struct form_table tables[FORM_MAX_PARTS];
    int table_count;
    int first_figure, last_figure; /* columns with figures, from 1; 0: none */
    bool is_figure[SHEET_MAX_COLUMNS];
    unsigned under; /* what may come right below: FORM_UNDER_... */
    struct form_label heading_rows[FORM_MAX_HEADER_ROWS];
    struct reader_default defaults[FORM_MAX_DEFAULTS];
    int default_count;
    /* The section. */
    char section[FORM_LABEL_MAX + 1];
    struct cell_place section_at;
    int64_t section_printed; /* -1: it prints no number of rows */
    int64_t section_rows;
    /* The row. */
    const struct sheet_row *row;
    const struct sheet_merge *merged[SHEET_MAX_COLUMNS];
    struct form_label label; /* of its first cell that is not empty */
    int label_at;            /* index of that cell */
    const struct form_table *table;
    bool row_ytd;    /* its own period is year to date */
    int row_repeats; /* line of the row that it says once more; 0: none */
    char filled[PROFILE_MAX_COLUMNS][FORM_MAX_FILL + 1];
    int filled_row[PROFILE_MAX_COLUMNS]; /* that it stood in */
    char figures[SHEET_MAX_COLUMNS][FORM_FIGURE_SIZE];
    struct arena texts; /* of the row's cells */
    struct span cells[ROW_MAX_COLUMNS];
};

/* Of a column (from 1; 0: the row). */
void form_place(const struct form_sheet *sheet, int row, int column,
                char out[FORM_PLACE_MAX]);
/* Counts what was done to read it. */
void form_norm(struct form_sheet *sheet, const char *kind, int column);
/* A warning about a cell or row: "表3!D9" and, if any, a text. */
void form_warn(struct form_sheet *sheet, const char *code,
               const struct form_mark *at, const char *text);

/* School, period and units for the table that begins; complains. */
bool form_context_settle(struct form_sheet *sheet);
/* The period as the form's figures go by it. */
void form_context_fit(const struct form_sheet *sheet,
                      struct form_period *period);
/* Has it begun, and can any of the form's figures be of it? */
bool form_context_time(const struct form_sheet *sheet, int period,
                       struct error *err);
/* Of a period that the row says: did no other sheet of the school report it?
 */
bool form_context_first(struct form_sheet *sheet, const char *period, bool ytd,
                        struct error *err);
/* Warns of what a person should confirm about a period; `text` is its
 * cell's. */
void form_context_doubts(struct form_sheet *sheet,
                         const struct form_period *period,
                         const struct form_mark *at, const char *text);
/* Does a unit that the sheet names say that the column's figures are other
 * numbers? */
bool form_context_contradicts(const struct form_unit *said,
                              const struct form_unit *wanted);
/* The tables of the heading that was found. */
bool form_block_open(struct form_sheet *sheet);
void form_block_close(struct form_sheet *sheet);
/* The column that a figure of a form goes by. */
void form_block_column(const struct form_sheet *sheet,
                       const struct profile_column *spec,
                       struct form_column *column);
/* A row of the table, or behind it. */
void form_row_take(struct form_sheet *sheet, const struct sheet_row *row);
/* Does the row say that the table goes on? */
bool form_row_continues(struct form_sheet *sheet, const struct sheet_row *row);
/* Its cells, folded, in one text: to know it again. */
void form_row_fold(const struct sheet_row *row, struct form_label *out);
/* The section ends: has it as many rows as it says? */
void form_row_end_section(struct form_sheet *sheet);
/* The cells of a row of data go to apply. */
void form_cells_send(struct form_sheet *sheet, const struct form_table *table);
/* And those of a row of sums are compared. */
void form_cells_check(struct form_sheet *sheet, const struct form_table *table,
                      bool grand);

#endif
