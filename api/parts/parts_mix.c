#include "parts/parts_mix.h"

#include "data/data_row.h"
#include "stats/exact_mix.h"

struct rows {
    const struct parts_answer *answer;
    struct exact_mix_part *parts; /* of the series, then the remainder */
    int count;
    bool defined; /* there is a change to take apart */
    int64_t change;
};

static int64_t part_of(const struct data_figure *figure, int index)
{
    return figure->parts[index].present ? figure->parts[index].sum : 0;
}

static struct exact_mix_part make_part(const struct parts_pair *pair)
{
    return (struct exact_mix_part){
        .num = part_of(&pair->current, 0),
        .den = part_of(&pair->current, 1),
        .base_num = part_of(&pair->base, 0),
        .base_den = part_of(&pair->base, 1),
    };
}

/* What schools report without the detail, or outside all parts. */
static struct exact_mix_part rest_of(const struct rows *rows)
{
    struct exact_mix_part rest = make_part(&rows->answer->pair);
    for (int i = 0; i < rows->count; i++) {
        rest.num -= rows->parts[i].num;
        rest.den -= rows->parts[i].den;
        rest.base_num -= rows->parts[i].base_num;
        rest.base_den -= rows->parts[i].base_den;
    }
    return rest;
}

static void take_parts(struct rows *rows)
{
    const struct parts_answer *answer = rows->answer;
    rows->parts =
        arena_alloc(answer->parts->plan.arena,
                    ((size_t)answer->count + 1) * sizeof(*rows->parts));
    for (int i = 0; i < answer->count; i++) {
        rows->parts[i] = make_part(&answer->parts->pairs[answer->series[i]]);
    }
    rows->count = answer->count;
    struct exact_mix_part rest = rest_of(rows);
    if (rest.num != 0 || rest.den != 0 || rest.base_num != 0 ||
        rest.base_den != 0) {
        rows->parts[rows->count++] = rest;
    }
}

static void compute(struct rows *rows)
{
    const struct parts_answer *answer = rows->answer;
    const struct figure_scale *scale = &answer->scale;
    const struct exact_mix_scale unit = {
        .multiplier = scale->multiplier,
        .shift = scale->den_decimals - scale->num_decimals,
        .digits = answer->query->parts.digits,
    };
    bool known =
        answer->pair.current.figure.present && answer->pair.base.figure.present;
    rows->defined = known && answer->change.reason != CHANGE_BREAK &&
                    answer->change.reason != CHANGE_COVERAGE &&
                    exact_mix_compute(rows->parts, rows->count, &unit,
                                      answer->parts->plan.arena, &rows->change);
}

/* --- sums --- */

static const struct {
    const char *name;
    bool within, mix; /* which of a part's terms it adds up */
    int kind;         /* of parts of this kind only, -1: of any */
} SUMS[] = {
    {"within", true, false, EXACT_MIX_BOTH},
    {"mix", false, true, EXACT_MIX_BOTH},
    {"entered", true, true, EXACT_MIX_ENTERED},
    {"left", true, true, EXACT_MIX_LEFT},
    {"other", true, true, EXACT_MIX_OTHER},
    {"change", true, true, -1},
};

static void write_sums(const void *data, struct json_writer *json)
{
    const struct rows *rows = data;
    int digits = rows->answer->query->parts.digits;
    for (size_t i = 0; i < ARRAY_LEN(SUMS); i++) {
        int64_t sum = 0;
        for (int j = 0; j < rows->count; j++) {
            const struct exact_mix_part *part = &rows->parts[j];
            if (SUMS[i].kind < 0 || SUMS[i].kind == (int)part->kind) {
                sum += (SUMS[i].within ? part->within : 0) +
                       (SUMS[i].mix ? part->mix : 0);
            }
        }
        parts_answer_number(json, SUMS[i].name, rows->defined, sum, digits);
    }
}

/* --- rows --- */

static const char *presence_of(const struct rows *rows, int index)
{
    static const char *const KINDS[] = {
        [EXACT_MIX_BOTH] = "both",
        [EXACT_MIX_ENTERED] = "entered",
        [EXACT_MIX_LEFT] = "left",
        [EXACT_MIX_OTHER] = "other",
    };
    const struct exact_mix_part *part = &rows->parts[index];
    if (index >= rows->answer->count) {
        return "rest";
    }
    return rows->defined
               ? KINDS[part->kind]
               : parts_answer_presence(part->den > 0, part->base_den > 0);
}

static void add_rate(const struct rows *rows, int64_t num, int64_t den,
                     struct table_cell **at)
{
    const struct data_figure figure = {.figure = {den != 0, num, den}};
    int64_t value = 0;
    data_row_figure(at, &figure, &rows->answer->scale, &value);
}

static void add_effects(const struct rows *rows, int index,
                        struct table_cell **at)
{
    const struct exact_mix_part *part = &rows->parts[index];
    int digits = rows->answer->query->parts.digits;
    bool both = rows->defined && part->kind == EXACT_MIX_BOTH;
    data_row_number(at, both, part->within, digits);
    data_row_number(at, both, part->mix, digits);
    data_row_number(at, rows->defined, part->within + part->mix, digits);
}

static void fill_part(const void *data, int index, struct table_cell *at)
{
    const struct rows *rows = data;
    const struct exact_mix_part *part = &rows->parts[index];
    const struct figure_scale *scale = &rows->answer->scale;

    add_rate(rows, part->num, part->den, &at);
    add_rate(rows, part->base_num, part->base_den, &at);
    data_row_number(&at, true, part->num, scale->num_decimals);
    data_row_number(&at, true, part->den, scale->den_decimals);
    data_row_number(&at, true, part->base_num, scale->num_decimals);
    data_row_number(&at, true, part->base_den, scale->den_decimals);
    add_effects(rows, index, &at);
    data_row_text(&at, presence_of(rows, index));
}

void parts_mix_write(struct parts_answer *answer, struct buffer *out)
{
    static const char *const IDS[] = {"value",          "base",
                                      "numerator",      "denominator",
                                      "base_numerator", "base_denominator",
                                      "within",         "mix",
                                      "effect",         "presence"};
    static const struct parts_shape SHAPE = {
        .columns = IDS,
        .column_count = (int)ARRAY_LEN(IDS),
        .write_whole = write_sums,
        .fill = fill_part,
    };
    struct rows rows = {.answer = answer};
    take_parts(&rows);
    compute(&rows);
    parts_answer_write(answer, &SHAPE, &rows, rows.count, out);
}
