#include "parts/parts_contribution.h"

#include "data/data_row.h"
#include "stats/contribution.h"

struct rows {
    const struct parts_answer *answer;
    struct contribution *parts; /* of the series, then the remainder */
    int count;
    bool defined; /* there is a growth to contribute to */
};

/* Nothing reported is nothing in the sum of the whole. */
static int64_t number_of(const struct data_figure *figure)
{
    return figure->figure.present ? figure->figure.num : 0;
}

/* What schools report without the detail, or outside all parts. */
static struct contribution rest_of(const struct rows *rows)
{
    const struct parts_pair *whole = &rows->answer->pair;
    struct contribution rest = {
        .cur = number_of(&whole->current),
        .base = number_of(&whole->base),
    };
    for (int i = 0; i < rows->count; i++) {
        rest.cur -= rows->parts[i].cur;
        rest.base -= rows->parts[i].base;
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
        const struct parts_pair *pair =
            &answer->parts->pairs[answer->series[i]];
        rows->parts[i] = (struct contribution){
            .cur = number_of(&pair->current),
            .base = number_of(&pair->base),
        };
    }
    rows->count = answer->count;
    struct contribution rest = rest_of(rows);
    if (rest.cur != 0 || rest.base != 0) {
        rows->parts[rows->count++] = rest;
    }
}

static void compute(struct rows *rows)
{
    const struct parts_answer *answer = rows->answer;
    int64_t growth = 0;
    rows->defined = answer->change.reason == CHANGE_OK &&
                    contribution_compute(rows->parts, rows->count,
                                         answer->query->parts.digits,
                                         answer->parts->plan.arena, &growth);
}

static void fill_part(const void *data, int index, struct table_cell *at)
{
    static const struct parts_pair NOTHING;
    const struct rows *rows = data;
    const struct parts_answer *answer = rows->answer;
    const struct contribution *part = &rows->parts[index];
    bool rest = index >= answer->count;
    const struct parts_pair *pair =
        rest ? &NOTHING : &answer->parts->pairs[answer->series[index]];
    bool has_cur = rest || pair->current.figure.present;
    bool has_base = rest || pair->base.figure.present;
    int decimals = answer->scale.decimals;
    bool compares = answer->change.reason != CHANGE_BREAK;

    data_row_number(&at, has_cur, part->cur, decimals);
    data_row_number(&at, has_base, part->base, decimals);
    data_row_number(&at, compares, part->cur - part->base, decimals);
    data_row_number(&at, rows->defined, part->points,
                    answer->query->parts.digits);
    data_row_text(&at,
                  rest ? "rest" : parts_answer_presence(has_cur, has_base));
}

void parts_contribution_write(struct parts_answer *answer, struct buffer *out)
{
    static const char *const IDS[] = {"value", "base", "change_abs",
                                      "contribution", "presence"};
    static const struct parts_shape SHAPE = {
        .columns = IDS,
        .column_count = (int)ARRAY_LEN(IDS),
        .fill = fill_part,
    };
    struct rows rows = {.answer = answer};
    take_parts(&rows);
    compute(&rows);
    parts_answer_write(answer, &SHAPE, &rows, rows.count, out);
}
