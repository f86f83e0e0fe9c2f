#include "formats/csv_writer.h"

#include "platform/macros.h"

#include <string.h>

void csv_writer_init(struct csv_writer *csv, struct buffer *out)
{
    *csv = (struct csv_writer){.out = out};
}

static void separate(struct csv_writer *csv)
{
    if (csv->comma) {
        buffer_add_char(csv->out, ',');
    }
    csv->comma = true;
}

/* East Asian spreadsheets take the wide forms for the same. */
static bool is_formula(const char *text)
{
    static const char *const WIDE[] = {"＝", "＋", "－", "＠"};
    for (size_t i = 0; i < ARRAY_LEN(WIDE); i++) {
        if (strncmp(text, WIDE[i], strlen(WIDE[i])) == 0) {
            return true;
        }
    }
    return text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL;
}

static void add_quoted(struct buffer *out, const char *text, const char *guard)
{
    buffer_add_char(out, '"');
    buffer_add_str(out, guard);
    for (;;) {
        size_t run = strcspn(text, "\"");
        buffer_add(out, text, run);
        text += run;
        if (*text == '\0') {
            break;
        }
        buffer_add_str(out, "\"\"");
        text++;
    }
    buffer_add_char(out, '"');
}

void csv_writer_text(struct csv_writer *csv, const char *text)
{
    separate(csv);
    if (text == NULL) {
        return;
    }
    const char *guard = !csv->plain && is_formula(text) ? "'" : "";
    if (text[strcspn(text, "\",\r\n")] != '\0') {
        add_quoted(csv->out, text, guard);
    } else {
        buffer_add_str(csv->out, guard);
        buffer_add_str(csv->out, text);
    }
}

void csv_writer_int(struct csv_writer *csv, int64_t value)
{
    separate(csv);
    buffer_add_int(csv->out, value);
}

void csv_writer_raw(struct csv_writer *csv, const char *text)
{
    separate(csv);
    buffer_add_str(csv->out, text);
}

void csv_writer_end_row(struct csv_writer *csv)
{
    buffer_add_str(csv->out, "\r\n");
    csv->comma = false;
}
