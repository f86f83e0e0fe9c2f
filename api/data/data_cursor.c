#include "data/data_cursor.h"

#include "data/data_base64.h"
#include "platform/utf8.h"

#include <stdint.h>
#include <string.h>

/* Version, indicator, area, school, members, period. */
#define MAX_FIELDS (DATA_MAX_BY + 5)
#define VERSION "1"
#define SEPARATOR '\x1f' /* no code holds control characters */
#define MAX_TEXT (HTTP_MAX_TARGET)

/* --- printing --- */

static void add_field(struct buffer *out, const char *text)
{
    buffer_add_char(out, SEPARATOR);
    buffer_add_str(out, text);
}

static struct data_start row_before(const struct data_plan *plan,
                                    struct data_start start)
{
    if (start.period > 0) {
        start.period--;
    } else {
        start.series--;
        start.period = plan->query->period_count - 1;
    }
    return start;
}

const char *data_cursor_print(const struct data_plan *plan,
                              struct data_start start)
{
    struct data_start last = row_before(plan, start);
    struct data_series series = data_plan_series(plan, last.series);
    const struct data_place *place = &plan->places.list[series.place];
    struct buffer fields;

    buffer_init(&fields, MAX_TEXT);
    buffer_add_str(&fields, VERSION);
    add_field(&fields, plan->query->indicators[series.indicator]->code);
    add_field(&fields, place->area->code);
    if (place->school != NULL) {
        add_field(&fields, place->school->code);
    }
    for (int i = 0; i < plan->query->by_axes; i++) {
        add_field(&fields, data_plan_member(plan, series.combo, i)->code);
    }
    add_field(&fields, plan->query->period_texts[last.period]);
    const char *text = data_base64_print(plan->arena, fields.data, fields.len);
    buffer_fini(&fields);
    return text;
}

/* --- parsing --- */

/* Fields that are not there are empty. */
static int split(char *text, const char **fields)
{
    int count = 0;
    for (int i = 0; i < MAX_FIELDS; i++) {
        fields[i] = "";
    }
    fields[count++] = text;
    for (; *text != '\0'; text++) {
        if (*text != SEPARATOR) {
            continue;
        }
        *text = '\0';
        if (count == MAX_FIELDS) {
            return -1;
        }
        fields[count++] = text + 1;
    }
    return count;
}

static int find_indicator(const struct data_query *query, const char *code)
{
    for (int i = 0; i < query->indicator_count; i++) {
        if (strcmp(query->indicators[i]->code, code) == 0) {
            return i;
        }
    }
    return -1;
}

static int find_member(const struct data_axis *axis, const char *code)
{
    for (int i = 0; i < axis->count; i++) {
        if (strcmp(axis->members[i]->code, code) == 0) {
            return i;
        }
    }
    return -1;
}

/* -1 when one of the members is not in its axis. */
static int find_combo(const struct data_query *query, const char *const *codes)
{
    int combo = 0;
    for (int i = 0; i < query->by_axes; i++) {
        const struct data_axis *axis = &query->axes[i];
        int member = find_member(axis, codes[i]);
        if (member < 0) {
            return -1;
        }
        combo = combo * axis->count + member;
    }
    return combo;
}

/* The first period behind the cursor's; the next series if there is none. */
static bool find_period(const struct data_query *query, const char *text,
                        struct data_start *out)
{
    int last = 0;
    if (!period_parse(text, strlen(text), &last)) {
        return false;
    }
    while (out->period < query->period_count &&
           query->periods[out->period] <= last) {
        out->period++;
    }
    if (out->period == query->period_count) {
        out->series++;
        out->period = 0;
    }
    return true;
}

static bool find_row(const struct data_plan *plan, const char *const *fields,
                     struct data_start *out)
{
    const struct data_query *query = plan->query;
    bool school = query->by_school;
    const char *const *members = fields + (school ? 4 : 3);
    struct data_series series = {
        .indicator = find_indicator(query, fields[1]),
        .place = data_places_index(&plan->places, plan->cat, fields[2],
                                   school ? fields[3] : NULL),
        .combo = find_combo(query, members),
    };
    if (series.indicator < 0 || series.place < 0 || series.combo < 0) {
        return false;
    }
    *out = (struct data_start){.series = data_plan_number(plan, series)};
    return find_period(query, members[query->by_axes], out);
}

bool data_cursor_parse(const struct data_plan *plan, const char *text,
                       struct data_start *out)
{
    const char *fields[MAX_FIELDS];
    size_t len = 0;
    *out = (struct data_start){0};
    if (text == NULL) {
        return true;
    }
    char *plain = data_base64_parse(plan->arena, text, &len);
    if (plain == NULL || strlen(plain) != len || !utf8_valid(plain, len)) {
        return false;
    }
    int count = split(plain, fields);
    return count == 3 + data_query_code_count(plan->query) &&
           strcmp(fields[0], VERSION) == 0 && find_row(plan, fields, out);
}
