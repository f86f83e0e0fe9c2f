#include "data/data_page.h"

#include "data/data_cursor.h"
#include "data/data_formats.h"
#include "data/data_roll.h"
#include "data/data_table.h"

#include <string.h>

#define MAX_ROUNDS 64
#define MAX_IDLE_LOOKUPS 40000 /* in windows that need no read, at a time */
#define ROOM_FOR_META 4096
#define FIRST_BYTES 8192 /* of rows: usually enough, so that nothing moves */
#define MAX_BYTES ((size_t)256 << 20)

static void keep_rows(struct data_page *page)
{
    page->grid.plan = &page->plan;
    page->grid.head = &page->rows.head;
    page->grid.warnings = &page->rows.warnings;
    page->rows.grid = &page->grid;
}

void data_page_init(struct data_page *page, const struct data_query *query,
                    struct cells *const *cells, const struct data_context *ctx,
                    struct data_faults *faults)
{
    *page = (struct data_page){.left = query->limit};
    buffer_init(&page->body, MAX_BYTES);
    data_plan_init(&page->plan, query, cells, ctx, faults);
    if (faults->count > 0) {
        return;
    }
    if (!data_cursor_parse(&page->plan, query->cursor, &page->start)) {
        data_faults_add(faults, FAULT_BAD_CURSOR, "cursor", NULL, NULL);
        return;
    }
    page->set_list.first = page->start;
    data_rows_init(&page->rows, &page->plan, &page->body);
    data_meta_warn(&page->plan, &page->rows.warnings);
    if (data_formats_of(query)->write != NULL) {
        keep_rows(page);
    }
}

void data_page_fini(struct data_page *page)
{
    buffer_fini(&page->body);
    data_grid_fini(&page->grid);
}

static void skip_window(struct data_page *page)
{
    page->start = (struct data_start){.series = page->window.to};
}

/* Windows without a cell are passed over; between two reads only so many,
 * because the loop waits meanwhile. */
bool data_page_next(struct data_page *page)
{
    int lookups = 0;
    while (page->left > 0 && page->start.series < page->plan.series &&
           page->rounds < MAX_ROUNDS && lookups < MAX_IDLE_LOOKUPS) {
        page->rounds++;
        data_window_init(&page->window, &page->plan, page->start.series,
                         page->left);
        page->window.set_list = &page->set_list;
        if (page->window.cell_count > 0 || page->window.sets != NULL) {
            return true;
        }
        lookups += page->window.lookups;
        skip_window(page);
    }
    return false;
}

static void step(struct data_page *page, int written)
{
    page->left -= written;
    page->start.period += written;
    if (written == 0 || page->start.period == page->plan.query->period_count) {
        page->start.series++;
        page->start.period = 0;
    }
}

void data_page_take(struct data_page *page)
{
    if (page->window.roll != NULL) {
        data_roll_spread(&page->window);
    }
    data_rows_window(&page->rows, &page->window);
    buffer_reserve(&page->body, FIRST_BYTES);
    while (page->start.series < page->window.to && page->left > 0) {
        step(page,
             data_rows_series(&page->rows, &page->window, page->start.series,
                              page->start.period, page->left));
    }
}

const char *data_page_cursor(const struct data_page *page)
{
    return page->start.series < page->plan.series
               ? data_cursor_print(&page->plan, page->start)
               : NULL;
}

const char *data_page_type(const struct data_page *page)
{
    return data_formats_of(page->plan.query)->type;
}

/* What can be said only when all rows are there. */
static void warn(struct data_page *page)
{
    const struct data_query *query = page->plan.query;
    if (page->rows.count == 0 && query->cursor == NULL &&
        page->start.series >= page->plan.series) {
        data_warnings_add(&page->rows.warnings, DATA_WARN_NO_DATA, "", 0);
    }
    if (page->set_list.cut) {
        data_warnings_add(&page->rows.warnings, DATA_WARN_SETS_CUT, "", 0);
    }
}

static void complete(struct data_page *page, int64_t revision, bool synthetic)
{
    warn(page);
    page->set_list.end = page->start;
    page->meta = (struct data_meta){
        .plan = &page->plan,
        .set_list = &page->set_list,
        .warnings = &page->rows.warnings,
        .rows = &page->rows,
        .asof = page->window.asof,
        .revision = revision,
        .synthetic = synthetic,
        .next = data_page_cursor(page),
    };
}

const struct data_grid *data_page_table(struct data_page *page,
                                        int64_t revision, bool synthetic)
{
    complete(page, revision, synthetic);
    page->grid.meta = &page->meta;
    page->grid.revision = revision;
    page->grid.asof = page->meta.asof;
    page->grid.synthetic = synthetic;
    page->grid.next = page->meta.next;
    return &page->grid;
}

static void write_json(struct data_page *page, struct buffer *out)
{
    struct json_writer json;
    json_init(&json, out);
    json_begin_object(&json);
    json_key(&json, "meta");
    data_meta_write(&page->meta, &json);
    json_key(&json, "columns");
    table_json_columns(&page->rows.head, &json);
    json_key(&json, "rows");
    json_begin_array(&json);
    buffer_add(out, page->body.data, page->body.len);
    json_end_array(&json);
    json_end_object(&json);
    buffer_add_char(out, '\n');
}

static void write_rows(struct data_page *page, int64_t revision, bool synthetic,
                       struct buffer *out)
{
    const struct data_query *query = page->plan.query;
    complete(page, revision, synthetic);
    buffer_reserve(out, page->body.len + ROOM_FOR_META);
    if (query->format == DATA_JSON) {
        write_json(page, out);
    } else {
        data_table_begin(query, &page->rows.head, out);
        buffer_add(out, page->body.data, page->body.len);
    }
    out->failed = out->failed || page->body.failed;
}

bool data_page_write(struct data_page *page, int64_t revision, bool synthetic,
                     struct buffer *out, struct error *err)
{
    const struct data_format_info *info = data_formats_of(page->plan.query);
    if (info->write == NULL) {
        write_rows(page, revision, synthetic, out);
    } else if (!info->write(data_page_table(page, revision, synthetic), out,
                            err)) {
        return false;
    }
    return !out->failed ||
           error_detail(err, FAULT_INTERNAL, "an answer is too long");
}
