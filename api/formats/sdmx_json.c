#include <stdio.h>
#include <string.h>

#include "formats/json_writer.h"
#include "formats/sdmx.h"
#include "model/decimal.h"

#define SCHEMA                                                     \
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/" \
    "data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json"
#define DATE_SIZE 48
#define URN_SIZE 512

struct writer {
    const struct sdmx_message *message;
    struct json_writer json;
    int annotation; /* of the next value that has one */
};

/* --- texts in both languages --- */

static void write_words(struct writer *writer, const struct words *words,
                        const char *one, const char *all)
{
    struct json_writer *json = &writer->json;
    const char *best = words_in(words, writer->message->lang);
    if (best == NULL) {
        return;
    }
    json_member_string(json, one, best);
    json_key(json, all);
    json_begin_object(json);
    if (words->zh != NULL && *words->zh != '\0') {
        json_member_string(json, "zh", words->zh);
    }
    if (words->en != NULL && *words->en != '\0') {
        json_member_string(json, "en", words->en);
    }
    json_end_object(json);
}

static void write_one(struct json_writer *json, const char *key,
                      const char *text)
{
    json_key(json, key);
    json_begin_array(json);
    json_string(json, text);
    json_end_array(json);
}

static void write_links(struct writer *writer)
{
    char urn[URN_SIZE];
    const struct sdmx_message *message = writer->message;
    snprintf(urn, sizeof(urn),
             "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=%s:%s(1.0.0)",
             message->agency, message->flow);
    json_key(&writer->json, "links");
    json_begin_array(&writer->json);
    json_begin_object(&writer->json);
    json_member_string(&writer->json, "rel", "dataflow");
    json_member_string(&writer->json, "urn", urn);
    json_end_object(&writer->json);
    json_end_array(&writer->json);
}

/* --- about the message --- */

static void write_meta(struct writer *writer)
{
    const struct sdmx_message *message = writer->message;
    struct json_writer *json = &writer->json;
    bool english = message->lang == LANG_EN;
    json_key(json, "meta");
    json_begin_object(json);
    json_member_string(json, "schema", SCHEMA);
    json_member_string(json, "id", message->id);
    json_member_bool(json, "test", message->test);
    json_member_string(json, "prepared", message->prepared);
    json_key(json, "contentLanguages");
    json_begin_array(json);
    json_string(json, english ? "en" : "zh");
    json_string(json, english ? "zh" : "en");
    json_end_array(json);
    json_key(json, "sender");
    json_begin_object(json);
    json_member_string(json, "id", message->agency);
    json_end_object(json);
    json_end_object(json);
}

/* --- components --- */

static void write_day(struct json_writer *json, const char *key, int day,
                      const char *time)
{
    char text[DATE_SIZE];
    snprintf(text, sizeof(text), "%04d-%02d-%02dT%s", day / 10000,
             day / 100 % 100, day % 100, time);
    json_member_string(json, key, text);
}

static void write_value(struct writer *writer, const struct sdmx_value *value)
{
    struct json_writer *json = &writer->json;
    json_begin_object(json);
    if (value->id != NULL) {
        json_member_string(json, "id", value->id);
        write_words(writer, &value->name, "name", "names");
    } else {
        json_member_string(json, "value", value->code);
    }
    if (value->parent != NULL) {
        json_member_string(json, "parent", value->parent);
    }
    if (value->first != 0) {
        write_day(json, "start", value->first, "00:00:00Z");
        write_day(json, "end", value->last, "23:59:59Z");
    }
    if (value->id != NULL && value->code != NULL) {
        json_key(json, "annotations");
        json_begin_array(json);
        json_int(json, writer->annotation++);
        json_end_array(json);
    }
    json_end_object(json);
}

static void write_relation(struct json_writer *json,
                           const struct sdmx_component *component)
{
    json_key(json, "relationship");
    json_begin_object(json);
    if (component->kind == SDMX_SERIES_ATTRIBUTE) {
        write_one(json, "dimensions", component->depends);
    } else {
        json_key(json, component->kind == SDMX_SET_ATTRIBUTE ? "dataflow"
                                                             : "observation");
        json_begin_object(json);
        json_end_object(json);
    }
    json_end_object(json);
}

static void write_component(struct writer *writer, int index)
{
    const struct sdmx_component *component =
        &writer->message->components[index];
    struct json_writer *json = &writer->json;
    json_begin_object(json);
    json_member_string(json, "id", component->id);
    write_words(writer, &component->name, "name", "names");
    if (component->kind == SDMX_DIMENSION) {
        json_member_int(json, "keyPosition", index);
    } else if (component->kind != SDMX_MEASURE) {
        write_relation(json, component);
    }
    if (component->role != NULL) {
        write_one(json, "roles", component->role);
    }
    if (component->type != NULL) {
        json_key(json, "format");
        json_begin_object(json);
        json_member_string(json, "dataType", component->type);
        json_end_object(json);
    }
    if (component->count > 0) {
        json_key(json, "values");
        json_begin_array(json);
        for (int i = 0; i < component->count; i++) {
            write_value(writer, &component->values[i]);
        }
        json_end_array(json);
    }
    json_end_object(json);
}

/* Those of [from, to) that are of the kind. */
static void write_components(struct writer *writer, const char *key,
                             enum sdmx_kind kind, int from, int to)
{
    json_key(&writer->json, key);
    json_begin_array(&writer->json);
    for (int i = from; i < to; i++) {
        if (writer->message->components[i].kind == kind) {
            write_component(writer, i);
        }
    }
    json_end_array(&writer->json);
}

static void write_groups(struct writer *writer)
{
    struct json_writer *json = &writer->json;
    int count = writer->message->count;
    int time = writer->message->dimensions - 1;
    json_key(json, "dimensions");
    json_begin_object(json);
    write_components(writer, "series", SDMX_DIMENSION, 0, time);
    write_components(writer, "observation", SDMX_DIMENSION, time, time + 1);
    json_end_object(json);
    json_key(json, "measures");
    json_begin_object(json);
    write_components(writer, "observation", SDMX_MEASURE, 0, count);
    json_end_object(json);
    json_key(json, "attributes");
    json_begin_object(json);
    write_components(writer, "dataSet", SDMX_SET_ATTRIBUTE, 0, count);
    write_components(writer, "series", SDMX_SERIES_ATTRIBUTE, 0, count);
    write_components(writer, "observation", SDMX_ATTRIBUTE, 0, count);
    json_end_object(json);
}

/* --- annotations: of the whole, then of the values with a code of ours --- */

static void write_note(struct writer *writer, const struct sdmx_note *note)
{
    struct json_writer *json = &writer->json;
    json_begin_object(json);
    json_member_string(json, "type", note->type);
    if (note->value != NULL) {
        json_member_string(json, "value", note->value);
    }
    write_words(writer, &note->text, "text", "texts");
    json_end_object(json);
}

static void write_codes(struct writer *writer,
                        const struct sdmx_component *component)
{
    for (int i = 0; i < component->count; i++) {
        const struct sdmx_value *value = &component->values[i];
        if (value->id != NULL && value->code != NULL) {
            write_note(writer, &(struct sdmx_note){.type = "CODE",
                                                   .value = value->code});
        }
    }
}

/* In the order in which write_groups() counted them. */
static void write_annotations(struct writer *writer)
{
    static const enum sdmx_kind ORDER[] = {
        SDMX_DIMENSION, SDMX_MEASURE, SDMX_SERIES_ATTRIBUTE, SDMX_ATTRIBUTE};
    const struct sdmx_message *message = writer->message;
    json_key(&writer->json, "annotations");
    json_begin_array(&writer->json);
    for (int i = 0; i < message->note_count; i++) {
        write_note(writer, &message->notes[i]);
    }
    for (size_t kind = 0; kind < ARRAY_LEN(ORDER); kind++) {
        for (int i = 0; i < message->count; i++) {
            if (message->components[i].kind == ORDER[kind]) {
                write_codes(writer, &message->components[i]);
            }
        }
    }
    json_end_array(&writer->json);
}

static void write_structure(struct writer *writer)
{
    struct json_writer *json = &writer->json;
    writer->annotation = writer->message->note_count;
    json_key(json, "structures");
    json_begin_array(json);
    json_begin_object(json);
    write_links(writer);
    write_words(writer, &writer->message->flow_name, "name", "names");
    json_key(json, "dataSets");
    json_begin_array(json);
    json_int(json, 0);
    json_end_array(json);
    write_groups(writer);
    write_annotations(writer);
    json_end_object(json);
    json_end_array(json);
}

/* --- observations --- */

/* A code is its index, which is a number as well. */
static void write_cell(struct writer *writer, const struct table_cell *cell)
{
    char number[DECIMAL_TEXT_SIZE];
    struct json_writer *json = &writer->json;
    if (cell->type == TABLE_NULL) {
        json_null(json);
    } else if (cell->type == TABLE_TEXT) {
        json_string(json, cell->text);
    } else {
        json_raw(json, number,
                 decimal_print(number, cell->number, cell->decimals));
    }
}

static void write_cells(struct writer *writer, const struct sdmx_row *row,
                        bool of_series)
{
    const struct sdmx_message *message = writer->message;
    json_begin_array(&writer->json);
    for (int i = message->dimensions; i < message->count; i++) {
        enum sdmx_kind kind = message->components[i].kind;
        if (kind != SDMX_SET_ATTRIBUTE &&
            (kind == SDMX_SERIES_ATTRIBUTE) == of_series) {
            write_cell(writer, &row->cells[i]);
        }
    }
    json_end_array(&writer->json);
}

static void begin_series(struct writer *writer, const struct sdmx_row *row)
{
    char key[SDMX_MAX_DIMENSIONS * 12];
    size_t len = 0;
    for (int i = 0; i < writer->message->dimensions - 1; i++) {
        len += (size_t)snprintf(key + len, sizeof(key) - len, "%s%d",
                                i > 0 ? ":" : "", row->keys[i]);
    }
    json_key(&writer->json, key);
    json_begin_object(&writer->json);
    json_key(&writer->json, "attributes");
    write_cells(writer, row, true);
    json_key(&writer->json, "observations");
    json_begin_object(&writer->json);
}

static void end_series(struct writer *writer)
{
    json_end_object(&writer->json);
    json_end_object(&writer->json);
}

static bool same_series(const struct sdmx_message *message,
                        const struct sdmx_row *a, const struct sdmx_row *b)
{
    return memcmp(a->keys, b->keys,
                  (size_t)(message->dimensions - 1) * sizeof(a->keys[0])) == 0;
}

static void write_series(struct writer *writer)
{
    static const struct sdmx_row NONE;
    const struct sdmx_message *message = writer->message;
    struct sdmx_row rows[2] = {NONE, NONE};
    char time[12];
    for (int i = 0; i < message->rows; i++) {
        struct sdmx_row *row = &rows[i & 1];
        message->row(message->ctx, i, row);
        if (i == 0 || !same_series(message, &rows[0], &rows[1])) {
            if (i > 0) {
                end_series(writer);
            }
            begin_series(writer, row);
        }
        snprintf(time, sizeof(time), "%d", row->keys[message->dimensions - 1]);
        json_key(&writer->json, time);
        write_cells(writer, row, false);
    }
    if (message->rows > 0) {
        end_series(writer);
    }
}

static void write_set(struct writer *writer)
{
    const struct sdmx_message *message = writer->message;
    json_begin_array(&writer->json);
    for (int i = message->dimensions; i < message->count; i++) {
        if (message->components[i].kind == SDMX_SET_ATTRIBUTE) {
            write_cell(writer, &message->components[i].set);
        }
    }
    json_end_array(&writer->json);
}

static void write_data_set(struct writer *writer)
{
    struct json_writer *json = &writer->json;
    json_key(json, "dataSets");
    json_begin_array(json);
    json_begin_object(json);
    json_member_int(json, "structure", 0);
    json_member_string(json, "action", "Information");
    write_links(writer);
    json_key(json, "annotations");
    json_begin_array(json);
    for (int i = 0; i < writer->message->note_count; i++) {
        json_int(json, i);
    }
    json_end_array(json);
    json_key(json, "attributes");
    write_set(writer);
    json_key(json, "series");
    json_begin_object(json);
    write_series(writer);
    json_end_object(json);
    json_end_object(json);
    json_end_array(json);
}

void sdmx_json_write(const struct sdmx_message *message, struct buffer *out)
{
    struct writer writer = {.message = message};
    json_init(&writer.json, out);
    json_begin_object(&writer.json);
    write_meta(&writer);
    json_key(&writer.json, "data");
    json_begin_object(&writer.json);
    write_structure(&writer);
    write_data_set(&writer);
    json_end_object(&writer.json);
    json_end_object(&writer.json);
    buffer_add_char(out, '\n');
}
