#include <stdio.h>

#include "formats/csv_writer.h"
#include "formats/sdmx.h"
#include "model/decimal.h"

#define ID_SIZE 512

struct writer {
    const struct sdmx_message *message;
    enum sdmx_labels labels;
    struct csv_writer csv;
    struct buffer joined; /* "id: name" */
    char structure[ID_SIZE];
};

/* An id, and its name as it is asked for: behind it, or in a cell of its
 * own. */
static void add(struct writer *writer, const char *id, const char *name)
{
    if (writer->labels == SDMX_LABELS_BOTH && id != NULL && name != NULL) {
        buffer_clear(&writer->joined);
        buffer_add_str(&writer->joined, id);
        buffer_add_str(&writer->joined, ": ");
        buffer_add_str(&writer->joined, name);
        csv_writer_text(&writer->csv, writer->joined.data);
        return;
    }
    csv_writer_text(&writer->csv, id);
    if (writer->labels == SDMX_LABELS_NAME) {
        csv_writer_text(&writer->csv, name);
    }
}

static void write_head(struct writer *writer)
{
    const struct sdmx_message *message = writer->message;
    csv_writer_text(&writer->csv, "STRUCTURE");
    csv_writer_text(&writer->csv, "STRUCTURE_ID");
    if (writer->labels == SDMX_LABELS_NAME) {
        csv_writer_text(&writer->csv, "STRUCTURE_NAME");
    }
    csv_writer_text(&writer->csv, "ACTION");
    for (int i = 0; i < message->count; i++) {
        const struct sdmx_component *component = &message->components[i];
        add(writer, component->id, words_in(&component->name, message->lang));
    }
    csv_writer_end_row(&writer->csv);
}

static void add_value(struct writer *writer,
                      const struct sdmx_component *component, int index)
{
    const struct sdmx_value *value = &component->values[index];
    bool named = component->type == NULL;
    add(writer, value->id != NULL ? value->id : value->code,
        named ? words_in(&value->name, writer->message->lang) : NULL);
}

static void add_cell(struct writer *writer,
                     const struct sdmx_component *component,
                     const struct table_cell *cell)
{
    char number[DECIMAL_TEXT_SIZE];
    if (cell->type == TABLE_NUMBER && component->count > 0) {
        add_value(writer, component, (int)cell->number);
    } else if (cell->type == TABLE_NUMBER) {
        decimal_print(number, cell->number, cell->decimals);
        add(writer, number, NULL);
    } else {
        add(writer, cell->type == TABLE_TEXT ? cell->text : NULL, NULL);
    }
}

static void write_row(struct writer *writer, const struct sdmx_row *row)
{
    const struct sdmx_message *message = writer->message;
    csv_writer_text(&writer->csv, "dataflow");
    add(writer, writer->structure,
        words_in(&message->flow_name, message->lang));
    csv_writer_text(&writer->csv, "I");
    for (int i = 0; i < message->count; i++) {
        const struct sdmx_component *component = &message->components[i];
        if (i < message->dimensions) {
            add_value(writer, component, row->keys[i]);
        } else if (component->kind == SDMX_SET_ATTRIBUTE) {
            add_cell(writer, component, &component->set);
        } else {
            add_cell(writer, component, &row->cells[i]);
        }
    }
    csv_writer_end_row(&writer->csv);
}

void sdmx_csv_write(const struct sdmx_message *message, enum sdmx_labels labels,
                    struct buffer *out)
{
    struct writer writer = {.message = message, .labels = labels};
    struct sdmx_row row;
    csv_writer_init(&writer.csv, out);
    writer.csv.plain = true;
    buffer_init(&writer.joined, 0);
    snprintf(writer.structure, sizeof(writer.structure), "%s:%s(1.0.0)",
             message->agency, message->flow);
    write_head(&writer);
    for (int i = 0; i < message->rows; i++) {
        message->row(message->ctx, i, &row);
        write_row(&writer, &row);
    }
    buffer_fini(&writer.joined);
}
