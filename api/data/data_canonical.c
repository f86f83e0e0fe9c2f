#include "data/data_canonical.h"

#include "data/data_formats.h"

#include "data/data_query_change.h"

#include <string.h>

#define MAX_KEY 65536

/* --- as a query string --- */

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~' || c == ':';
}

static void add_encoded(struct buffer *out, const char *text)
{
    static const char HEX[] = "0123456789ABCDEF";
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (is_unreserved(c)) {
            buffer_add_char(out, *text);
        } else {
            buffer_add_char(out, '%');
            buffer_add_char(out, HEX[c >> 4]);
            buffer_add_char(out, HEX[c & 15]);
        }
    }
}

static void add_comma(struct buffer *out, int index)
{
    if (index > 0) {
        buffer_add_char(out, ',');
    }
}

static void add_param(struct buffer *out, const char *name, const char *value)
{
    buffer_add_char(out, '&');
    buffer_add_str(out, name);
    buffer_add_char(out, '=');
    add_encoded(out, value);
}

static void add_number(struct buffer *out, const char *name, int value)
{
    buffer_add_char(out, '&');
    buffer_add_str(out, name);
    buffer_add_char(out, '=');
    buffer_add_int(out, value);
}

static void add_periods(struct buffer *out, const struct data_query *query)
{
    buffer_add_str(out, "&period=");
    for (int i = 0; i < query->period_count; i++) {
        add_comma(out, i);
        buffer_add_str(out, query->period_texts[i]);
    }
}

static const char *spread_name(const struct data_query *query)
{
    switch (query->spread) {
    case DATA_CHILDREN:
        return "area";
    case DATA_LEVEL:
        return "area.";
    default:
        return NULL;
    }
}

static void add_by(struct buffer *out, const struct data_query *query)
{
    int count = 0;
    buffer_add_str(out, "&by=");
    if (query->spread != DATA_ITSELF) {
        buffer_add_str(out, spread_name(query));
        add_encoded(out, query->spread == DATA_LEVEL ? query->level : "");
        count++;
    }
    if (query->by_school) {
        add_comma(out, count++);
        buffer_add_str(out, "school");
    }
    for (int i = 0; i < query->by_axes; i++) {
        add_comma(out, count++);
        add_encoded(out, query->axes[i].dimension->code);
    }
}

static void add_where(struct buffer *out, const struct data_query *query)
{
    for (int i = 0; i < query->axis_count; i++) {
        const struct data_axis *axis = &query->axes[i];
        if (!axis->filtered) {
            continue;
        }
        buffer_add_str(out, "&where.");
        add_encoded(out, axis->dimension->code);
        for (int j = 0; j < axis->count; j++) {
            buffer_add_char(out, j == 0 ? '=' : ',');
            add_encoded(out, axis->members[j]->code);
        }
    }
}

static void add_panel(struct buffer *out, const struct data_query *query)
{
    if (query->basis != DATA_ALL) {
        add_param(out, "basis", data_basis_name(query->basis));
    }
    if (query->view != DATA_AS_WAS) {
        add_param(out, "view", data_view_name(query->view));
    }
    if (query->ytd > 0) {
        char month[DATA_YTD_SIZE];
        data_ytd_print(query->ytd, month);
        add_param(out, "ytd", month);
    }
    if (query->asof != NULL) {
        add_param(out, "asof", query->asof);
    }
    if (query->panel_list) {
        add_param(out, "panel", "list");
    }
}

static void add_change(struct buffer *out, const struct data_query *query)
{
    add_param(out, "compare", data_compare_name(query->compare));
    if (query->years > 1) {
        add_number(out, "years", query->years);
    }
    for (int i = 0, count = 0; data_measure_name(i) != NULL; i++) {
        if ((query->measures >> i & 1) != 0) {
            buffer_add_str(out, count++ == 0 ? "&measures=" : ",");
            buffer_add_str(out, data_measure_name(i));
        }
    }
    if (query->allow_break) {
        add_number(out, "allow_break", 1);
    }
    if (query->linked) {
        add_number(out, "linked", 1);
    }
}

/* `by` and `digits` only if given: an empty one would be refused. */
static void add_question(struct buffer *out, const struct data_query *query)
{
    buffer_add_str(out, "/v1/data?indicator=");
    for (int i = 0; i < query->indicator_count; i++) {
        add_comma(out, i);
        add_encoded(out, query->indicators[i]->code);
    }
    buffer_add_str(out, "&area=");
    for (int i = 0; i < query->area_count; i++) {
        add_comma(out, i);
        add_encoded(out, query->areas[i]->code);
    }
    add_periods(out, query);
    if (query->spread != DATA_ITSELF || query->by_school ||
        query->by_axes > 0) {
        add_by(out, query);
    }
    add_where(out, query);
    add_change(out, query);
    add_panel(out, query);
    if (query->digits_given) {
        add_number(out, "digits", query->digits);
    }
    add_param(out, "lang", query->lang == LANG_EN ? "en" : "zh");
    add_param(out, "labels", data_labels_name(query->labels));
    add_param(out, "format", data_formats_info(query->format)->name);
    add_number(out, "bom", query->bom);
    add_number(out, "parts", query->parts);
    if (query->lineage) {
        add_number(out, "lineage", 1);
    }
    if (query->statuses) {
        add_number(out, "statuses", 1);
    }
    if (query->lists_sets) {
        add_param(out, "sets", "list");
    }
    add_number(out, "limit", query->limit);
}

static const char *print(const struct data_query *query, const char *cursor,
                         struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, MAX_KEY);
    add_question(&out, query);
    if (cursor != NULL) {
        add_param(&out, "cursor", cursor);
    }
    const char *text = out.failed ? NULL : arena_copy(arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

const char *data_canonical_key(const struct data_query *query,
                               struct arena *arena)
{
    return print(query, query->cursor, arena);
}

static bool has_comma(const struct data_query *query)
{
    for (int i = 0; i < query->axis_count; i++) {
        const struct data_axis *axis = &query->axes[i];
        for (int j = 0; axis->filtered && j < axis->count; j++) {
            if (strchr(axis->members[j]->code, ',') != NULL) {
                return true;
            }
        }
    }
    return false;
}

const char *data_canonical_next(const struct data_query *query,
                                const char *cursor, struct arena *arena)
{
    const char *text = has_comma(query) ? NULL : print(query, cursor, arena);
    return text != NULL && strlen(text) <= HTTP_MAX_TARGET ? text : NULL;
}

/* --- as an object --- */

static void write_by(const struct data_query *query, struct json_writer *json)
{
    struct buffer level;
    buffer_init(&level, 4096);
    json_key(json, "by");
    json_begin_array(json);
    if (query->spread != DATA_ITSELF) {
        buffer_add_str(&level, spread_name(query));
        buffer_add_str(&level, query->spread == DATA_LEVEL ? query->level : "");
        json_string(json, level.data);
    }
    if (query->by_school) {
        json_string(json, "school");
    }
    for (int i = 0; i < query->by_axes; i++) {
        json_string(json, query->axes[i].dimension->code);
    }
    json_end_array(json);
    buffer_fini(&level);
}

static void write_where(const struct data_query *query,
                        struct json_writer *json)
{
    json_key(json, "where");
    json_begin_object(json);
    for (int i = 0; i < query->axis_count; i++) {
        const struct data_axis *axis = &query->axes[i];
        if (!axis->filtered) {
            continue;
        }
        json_key(json, axis->dimension->code);
        json_begin_array(json);
        for (int j = 0; j < axis->count; j++) {
            json_string(json, axis->members[j]->code);
        }
        json_end_array(json);
    }
    json_end_object(json);
}

/* One area is a text: that is how it is asked for. */
static void write_areas(const struct data_query *query,
                        struct json_writer *json)
{
    if (query->area_count == 1) {
        json_member_string(json, "area", query->areas[0]->code);
        return;
    }
    json_key(json, "area");
    json_begin_array(json);
    for (int i = 0; i < query->area_count; i++) {
        json_string(json, query->areas[i]->code);
    }
    json_end_array(json);
}

static void write_lists(const struct data_query *query,
                        struct json_writer *json)
{
    json_key(json, "indicator");
    json_begin_array(json);
    for (int i = 0; i < query->indicator_count; i++) {
        json_string(json, query->indicators[i]->code);
    }
    json_end_array(json);
    write_areas(query, json);
    json_key(json, "period");
    json_begin_array(json);
    for (int i = 0; i < query->period_count; i++) {
        json_string(json, query->period_texts[i]);
    }
    json_end_array(json);
    write_by(query, json);
    write_where(query, json);
}

static void write_ytd(const struct data_query *query, struct json_writer *json)
{
    char month[DATA_YTD_SIZE];
    data_ytd_print(query->ytd, month);
    json_member_string(json, "ytd", query->ytd > 0 ? month : NULL);
}

static void write_measures(const struct data_query *query,
                           struct json_writer *json)
{
    json_key(json, "measures");
    json_begin_array(json);
    for (int i = 0; data_measure_name(i) != NULL; i++) {
        if ((query->measures >> i & 1) != 0) {
            json_string(json, data_measure_name(i));
        }
    }
    json_end_array(json);
}

/* What the question does not ask for is not echoed. */
static void write_change(const struct data_query *query,
                         struct json_writer *json)
{
    if (query->years > 1) {
        json_member_int(json, "years", query->years);
    }
    if (query->measures != 0) {
        write_measures(query, json);
    }
    if (query->allow_break) {
        json_member_bool(json, "allow_break", true);
    }
    if (query->linked) {
        json_member_bool(json, "linked", true);
    }
}

void data_canonical_write(const struct data_query *query,
                          struct json_writer *json)
{
    json_begin_object(json);
    write_lists(query, json);
    json_member_string(json, "compare", data_compare_name(query->compare));
    write_change(query, json);
    json_member_string(json, "basis", data_basis_name(query->basis));
    json_member_string(json, "view", data_view_name(query->view));
    write_ytd(query, json);
    json_member_string(json, "asof", query->asof);
    if (query->lists_sets) {
        json_member_string(json, "sets", "list");
    }
    json_member_int(json, "digits", query->digits);
    json_member_string(json, "lang", query->lang == LANG_EN ? "en" : "zh");
    json_member_string(json, "labels", data_labels_name(query->labels));
    json_member_string(json, "format", data_formats_info(query->format)->name);
    json_member_bool(json, "parts", query->parts);
    json_member_bool(json, "lineage", query->lineage);
    json_member_bool(json, "statuses", query->statuses);
    json_member_int(json, "limit", query->limit);
    json_member_string(json, "cursor", query->cursor);
    json_end_object(json);
}
