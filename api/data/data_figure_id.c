#include "data/data_figure_id.h"

#include "data/data_base64.h"
#include "model/decimal.h"
#include "platform/buffer.h"
#include "platform/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No code holds control characters. */
#define VERSION "f1"
#define FIELD '\x1f'
#define ITEM '\x1e'
#define MAX_TEXT HTTP_MAX_TARGET
#define MAX_DIGITS 9
#define FIXED_FIELDS                                        \
    6 /* version, indicator, area, school, period, revision \
       */
#define MAX_FIELDS (FIXED_FIELDS + DATA_CHOICES + DATA_MAX_AXES)

/* --- of a row --- */

static const char *const *codes_of(const struct data_axis *axis,
                                   struct arena *arena)
{
    const char **codes =
        arena_alloc(arena, (size_t)axis->count * sizeof(*codes));
    for (int i = 0; i < axis->count; i++) {
        codes[i] = axis->members[i]->code;
    }
    return codes;
}

static void fill_axis(const struct data_plan *plan, int combo, int index,
                      struct data_figure_axis *out)
{
    const struct data_axis *axis = &plan->query->axes[index];
    out->dimension = axis->dimension->code;
    if (index >= plan->query->by_axes) {
        out->members = codes_of(axis, plan->arena);
        out->count = axis->count;
        return;
    }
    const char **code = arena_alloc(plan->arena, sizeof(*code));
    code[0] = data_plan_member(plan, combo, index)->code;
    out->members = code;
    out->count = 1;
}

/* The axis that is the next one in the order of the dimensions' ids. */
static int next_axis(const struct data_query *query, int last)
{
    int best = -1;
    for (int i = 0; i < query->axis_count; i++) {
        int id = query->axes[i].dimension->id;
        if (id > last && (best < 0 || id < query->axes[best].dimension->id)) {
            best = i;
        }
    }
    return best;
}

void data_figure_id_of(const struct data_plan *plan, struct data_series series,
                       int period, int64_t revision, struct data_figure_id *out)
{
    const struct data_query *query = plan->query;
    const struct data_place *place = &plan->places.list[series.place];
    *out = (struct data_figure_id){
        .indicator = query->indicators[series.indicator]->code,
        .area = place->area->code,
        .school = place->school != NULL ? place->school->code : "",
        .period = query->period_texts[period],
        .revision = (int)revision,
        .choice = data_choice_of(query),
    };
    int last = 0;
    for (int i = 0; i < query->axis_count; i++) {
        int index = next_axis(query, last);
        last = query->axes[index].dimension->id;
        fill_axis(plan, series.combo, index, &out->axes[out->axis_count++]);
    }
}

/* --- printing --- */

static void add_field(struct buffer *out, const char *text)
{
    buffer_add_char(out, FIELD);
    buffer_add_str(out, text);
}

static void add_choice(struct buffer *out, struct arena *arena,
                       const struct data_choice *choice)
{
    for (int kind = 0; kind < DATA_CHOICES; kind++) {
        const char *text =
            data_choice_print(choice, (enum data_choice_kind)kind, arena);
        if (text != NULL) {
            add_field(out, text);
        }
    }
}

static void add_axis(struct buffer *out, const struct data_figure_axis *axis)
{
    add_field(out, axis->dimension);
    for (int i = 0; i < axis->count; i++) {
        buffer_add_char(out, ITEM);
        buffer_add_str(out, axis->members[i]);
    }
}

const char *data_figure_id_print(struct arena *arena,
                                 const struct data_figure_id *id)
{
    struct buffer out;
    buffer_init(&out, MAX_TEXT);
    buffer_add_str(&out, VERSION);
    add_field(&out, id->indicator);
    add_field(&out, id->area);
    add_field(&out, id->school);
    add_field(&out, id->period);
    buffer_add_char(&out, FIELD);
    buffer_add_int(&out, id->revision);
    add_choice(&out, arena, &id->choice);
    for (int i = 0; i < id->axis_count; i++) {
        add_axis(&out, &id->axes[i]);
    }
    const char *text =
        out.failed ? NULL : data_base64_print(arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

/* --- parsing --- */

/* Cuts the text at each separator; -1: there are more than `max` pieces. */
static int split(char *text, char separator, const char **pieces, int max)
{
    int count = 0;
    while (text != NULL && count < max) {
        pieces[count++] = text;
        text = strchr(text, separator);
        if (text != NULL) {
            *text++ = '\0';
        }
    }
    return text == NULL ? count : -1;
}

static bool take_revision(const char *text, int *out)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > MAX_DIGITS || text[digits] != '\0' ||
        (text[0] == '0' && digits > 1)) {
        return false;
    }
    *out = (int)strtol(text, NULL, 10);
    return true;
}

static bool take_axis(struct arena *arena, const char *text,
                      struct data_figure_axis *out)
{
    const char **pieces =
        arena_alloc(arena, (DATA_MAX_MEMBERS + 1) * sizeof(*pieces));
    int count =
        split(arena_dup(arena, text), ITEM, pieces, DATA_MAX_MEMBERS + 1);
    *out = (struct data_figure_axis){pieces[0], pieces + 1, count - 1};
    return count > 1;
}

/* Each at most once and in their order. Returns how many fields they took. */
static int take_choice(const char *const *fields, int count,
                       struct data_choice *out)
{
    int taken = 0;
    for (int kind = 0; kind < DATA_CHOICES && taken < count; kind++) {
        taken +=
            data_choice_parse(fields[taken], (enum data_choice_kind)kind, out);
    }
    return taken;
}

/* What is behind the fixed fields: what was chosen, then the axes. */
static bool take_rest(struct arena *arena, const char *const *fields, int count,
                      struct data_figure_id *out)
{
    int at = take_choice(fields, count, &out->choice);
    while (at < count && out->axis_count < DATA_MAX_AXES) {
        if (!take_axis(arena, fields[at++], &out->axes[out->axis_count++])) {
            return false;
        }
    }
    return at == count;
}

bool data_figure_id_parse(struct arena *arena, const char *text,
                          struct data_figure_id *out)
{
    const char *fields[MAX_FIELDS];
    size_t len = 0;
    char *plain = data_base64_parse(arena, text, &len);
    if (plain == NULL || strlen(plain) != len || !utf8_valid(plain, len)) {
        return false;
    }
    int count = split(plain, FIELD, fields, MAX_FIELDS);
    if (count < FIXED_FIELDS || strcmp(fields[0], VERSION) != 0) {
        return false;
    }
    *out = (struct data_figure_id){
        .indicator = fields[1],
        .area = fields[2],
        .school = fields[3],
        .period = fields[4],
    };
    return take_revision(fields[5], &out->revision) &&
           take_rest(arena, fields + FIXED_FIELDS, count - FIXED_FIELDS, out);
}

/* --- as a question --- */

static void add_one(struct data_args *args, struct arena *arena,
                    const char *name, const char *value,
                    struct data_faults *faults)
{
    const char **values = arena_alloc(arena, sizeof(*values));
    values[0] = value;
    const struct data_arg arg = {name, values, 1};
    data_args_add_list(args, &arg, faults);
}

void data_figure_id_args(const struct data_figure_id *id, struct arena *arena,
                         struct data_args *args, struct data_faults *faults)
{
    add_one(args, arena, "indicator", id->indicator, faults);
    add_one(args, arena, "area", id->area, faults);
    add_one(args, arena, "period", id->period, faults);
    char *asof = arena_alloc(arena, DECIMAL_TEXT_SIZE);
    decimal_print(asof, id->revision, 0);
    add_one(args, arena, "asof", asof, faults);
    if (*id->school != '\0') {
        add_one(args, arena, "by", "school", faults);
    }
    data_choice_args(&id->choice, arena, args, faults);
    for (int i = 0; i < id->axis_count; i++) {
        const struct data_figure_axis *axis = &id->axes[i];
        size_t size = strlen("where.") + strlen(axis->dimension) + 1;
        char *name = arena_alloc(arena, size);
        snprintf(name, size, "where.%s", axis->dimension);
        const struct data_arg arg = {name, axis->members, axis->count};
        data_args_add_list(args, &arg, faults);
    }
}
