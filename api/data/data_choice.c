#include "data/data_choice.h"

#include "stats/exact_growth.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 48

/* --- in words --- */

static void print_ytd(int value, char *out)
{
    data_ytd_print(value, out);
}

static void print_compare(int value, char *out)
{
    snprintf(out, TEXT_SIZE, "%s", data_compare_name((enum data_compare)value));
}

static void print_years(int value, char *out)
{
    snprintf(out, TEXT_SIZE, "%d", value);
}

static void print_basis(int value, char *out)
{
    snprintf(out, TEXT_SIZE, "%s", data_basis_name((enum data_basis)value));
}

static void print_view(int value, char *out)
{
    snprintf(out, TEXT_SIZE, "%s", data_view_name((enum data_view)value));
}

static void print_side(int value, char *out)
{
    (void)value;
    snprintf(out, TEXT_SIZE, "base");
}

static const struct kind {
    const char *name;
    int low, high;
    void (*print)(int value, char *out);
} KINDS[DATA_CHOICES] = {
    [DATA_CHOICE_YTD] = {"ytd", 1, 12, print_ytd},
    [DATA_CHOICE_COMPARE] = {"compare", DATA_PREV_YEAR, DATA_PREV_PERIOD,
                             print_compare},
    [DATA_CHOICE_YEARS] = {"years", EXACT_GROWTH_YEARS_MIN,
                           EXACT_GROWTH_YEARS_MAX, print_years},
    [DATA_CHOICE_BASIS] = {"basis", DATA_MATCHED, DATA_MATCHED, print_basis},
    [DATA_CHOICE_VIEW] = {"view", DATA_AS_IS, DATA_AS_IS, print_view},
    [DATA_CHOICE_SIDE] = {"side", 1, 1, print_side},
};

const char *data_choice_name(enum data_choice_kind kind)
{
    return KINDS[kind].name;
}

const char *data_choice_text(const struct data_choice *choice,
                             enum data_choice_kind kind, struct arena *arena)
{
    if (choice->value[kind] == 0) {
        return NULL;
    }
    char *text = arena_alloc(arena, TEXT_SIZE);
    KINDS[kind].print(choice->value[kind], text);
    return text;
}

static void print_value(enum data_choice_kind kind, int value, char *out)
{
    char text[TEXT_SIZE];
    KINDS[kind].print(value, text);
    snprintf(out, 2 * TEXT_SIZE, "%s=%s", KINDS[kind].name, text);
}

const char *data_choice_print(const struct data_choice *choice,
                              enum data_choice_kind kind, struct arena *arena)
{
    if (choice->value[kind] == 0) {
        return NULL;
    }
    char *text = arena_alloc(arena, 2 * TEXT_SIZE);
    print_value(kind, choice->value[kind], text);
    return text;
}

bool data_choice_parse(const char *text, enum data_choice_kind kind,
                       struct data_choice *choice)
{
    for (int value = KINDS[kind].low; value <= KINDS[kind].high; value++) {
        char own[2 * TEXT_SIZE];
        print_value(kind, value, own);
        if (strcmp(own, text) == 0) {
            choice->value[kind] = value;
            return true;
        }
    }
    return false;
}

/* --- of a question, and back --- */

struct data_choice data_choice_of(const struct data_query *query)
{
    struct data_choice choice = {{0}};
    int *value = choice.value;
    value[DATA_CHOICE_YTD] = query->ytd;
    value[DATA_CHOICE_VIEW] = query->view;
    if (data_query_has_panel(query)) {
        value[DATA_CHOICE_COMPARE] = query->compare;
        value[DATA_CHOICE_YEARS] = query->years > 1 ? query->years : 0;
        value[DATA_CHOICE_BASIS] = query->ytd > 0 ? DATA_ALL : query->basis;
    }
    return choice;
}

static void add_arg(struct data_args *args, struct arena *arena,
                    const char *name, const char *text,
                    struct data_faults *faults)
{
    const char **values = arena_alloc(arena, sizeof(*values));
    values[0] = text;
    const struct data_arg arg = {name, values, 1};
    data_args_add_list(args, &arg, faults);
}

void data_choice_args(const struct data_choice *choice, struct arena *arena,
                      struct data_args *args, struct data_faults *faults)
{
    for (int kind = 0; kind < DATA_CHOICE_SIDE; kind++) {
        const char *text =
            data_choice_text(choice, (enum data_choice_kind)kind, arena);
        if (text != NULL) {
            add_arg(args, arena, KINDS[kind].name, text, faults);
        }
    }
    if (choice->value[DATA_CHOICE_COMPARE] != 0) {
        add_arg(args, arena, "allow_break", "true", faults);
    }
}
