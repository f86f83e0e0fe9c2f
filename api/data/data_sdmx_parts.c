#include "data/data_sdmx_parts.h"

#include <ctype.h>
#include <string.h>

#include "data/data_figure.h"
#include "data/data_layout.h"
#include "data/data_lexicon.h"
#include "data/data_sdmx_period.h"
#include "formats/sdmx_id.h"
#include "platform/macros.h"

/* Columns that are not measures of their own name in upper case. */
static const struct special {
    const char *column, *id;
    enum sdmx_kind kind;
    const char *type, *role;
    enum data_sdmx_source source;
} SPECIALS[] = {
    {"value", "OBS_VALUE", SDMX_MEASURE, "Decimal", NULL, DATA_SDMX_COLUMN},
    {"status", "OBS_STATUS", SDMX_ATTRIBUTE, NULL, "OBS_STATUS",
     DATA_SDMX_STATUS},
    {"reason", "CHANGE_REASON", SDMX_ATTRIBUTE, NULL, NULL, DATA_SDMX_REASON},
    {"reported", "REPORTED", SDMX_ATTRIBUTE, "Integer", NULL, DATA_SDMX_COLUMN},
    {"expected", "EXPECTED", SDMX_ATTRIBUTE, "Integer", NULL, DATA_SDMX_COLUMN},
    {"months", "MONTHS", SDMX_ATTRIBUTE, "String", NULL, DATA_SDMX_COLUMN},
    {"flags", "FLAGS", SDMX_ATTRIBUTE, "String", NULL, DATA_SDMX_COLUMN},
    {"direction", "DIRECTION", SDMX_ATTRIBUTE, "String", NULL,
     DATA_SDMX_COLUMN},
    {"figure_id", "FIGURE_ID", SDMX_ATTRIBUTE, "String", NULL,
     DATA_SDMX_COLUMN},
    {"statuses", "STATUSES", SDMX_ATTRIBUTE, "String", NULL, DATA_SDMX_COLUMN},
};

static const struct special *special_of(const char *column)
{
    for (size_t i = 0; i < ARRAY_LEN(SPECIALS); i++) {
        if (strcmp(SPECIALS[i].column, column) == 0) {
            return &SPECIALS[i];
        }
    }
    return NULL;
}

static struct sdmx_component *add(struct data_sdmx_parts *parts,
                                  struct sdmx_message *message,
                                  enum sdmx_kind kind, const char *id,
                                  struct words name)
{
    parts->sources[message->count] = DATA_SDMX_SET;
    return sdmx_add(message, kind, id, name);
}

static void set_values(const struct data_sdmx_parts *parts,
                       struct sdmx_component *component,
                       const struct data_word *words, int count)
{
    struct sdmx_value *values =
        arena_zalloc(parts->arena, (size_t)count, sizeof(*values));
    for (int i = 0; i < count; i++) {
        values[i].id = words[i].code;
        values[i].name = words[i].words;
    }
    component->values = values;
    component->count = count;
}

/* --- columns --- */

static const char *upper(const struct data_sdmx_parts *parts, const char *text)
{
    char *out = arena_dup(parts->arena, text);
    for (char *at = out; *at != '\0'; at++) {
        *at = (char)toupper((unsigned char)*at);
    }
    return out;
}

static void add_special(struct data_sdmx_parts *parts,
                        struct sdmx_message *message,
                        const struct special *special)
{
    int at = message->count;
    struct sdmx_component *component =
        sdmx_add(message, special->kind, special->id,
                 data_lexicon_column(special->column));
    parts->sources[at] = special->source;
    component->type = special->type;
    component->role = special->role;
    if (special->source == DATA_SDMX_STATUS) {
        parts->status = parts->columns[at];
        set_values(parts, component, data_lexicon_statuses(),
                   DATA_STATUS_COUNT);
    }
    if (special->source == DATA_SDMX_REASON) {
        set_values(parts, component, data_lexicon_reasons(), DATA_REASON_COUNT);
    }
}

static void add_column(struct data_sdmx_parts *parts,
                       struct sdmx_message *message, int index)
{
    const char *id = parts->grid->head->columns[index].id;
    const struct special *special = special_of(id);
    parts->columns[message->count] = index;
    if (special != NULL) {
        add_special(parts, message, special);
        return;
    }
    parts->sources[message->count] = DATA_SDMX_COLUMN;
    sdmx_add(message, SDMX_MEASURE, upper(parts, id), data_lexicon_column(id))
        ->type = "Decimal";
}

/* Of what stands behind the period: the measures, or the attributes. */
static void add_columns(struct data_sdmx_parts *parts,
                        struct sdmx_message *message, bool measures)
{
    const struct table_head *head = parts->grid->head;
    int first = data_query_code_count(parts->grid->plan->query) + 2;
    for (int i = first; i < head->count; i++) {
        const struct special *special = special_of(head->columns[i].id);
        bool measure = special == NULL || special->kind == SDMX_MEASURE;
        if (measure == measures) {
            add_column(parts, message, i);
        }
    }
}

/* --- of series --- */

static struct sdmx_component *add_of_series(struct data_sdmx_parts *parts,
                                            struct sdmx_message *message,
                                            enum data_sdmx_source source,
                                            const char *id, struct words name)
{
    parts->sources[message->count] = source;
    struct sdmx_component *component =
        sdmx_add(message, SDMX_SERIES_ATTRIBUTE, id, name);
    component->depends = "INDICATOR";
    component->role = id;
    return component;
}

static int find_value(const struct sdmx_component *component, const char *id)
{
    int at = 0;
    while (at < component->count && strcmp(component->values[at].id, id) != 0) {
        at++;
    }
    return at;
}

static struct sdmx_value value_of(const struct data_sdmx_parts *parts,
                                  const char *text)
{
    const struct data_unit *unit = data_lexicon_unit(text);
    if (unit != NULL) {
        return (struct sdmx_value){.id = unit->id, .name = unit->words};
    }
    const char *id = sdmx_id(parts->arena, text);
    return (struct sdmx_value){
        .id = id,
        .code = id != text ? text : NULL,
        .name = {text, NULL},
    };
}

static void add_measures(struct data_sdmx_parts *parts,
                         struct sdmx_component *component)
{
    const struct data_query *query = parts->grid->plan->query;
    struct sdmx_value *values = arena_zalloc(
        parts->arena, (size_t)query->indicator_count, sizeof(*values));
    component->values = values;
    for (int i = 0; i < query->indicator_count; i++) {
        struct sdmx_value value = value_of(parts, query->indicators[i]->unit);
        int at = find_value(component, value.id);
        if (at == component->count) {
            values[component->count++] = value;
        }
        parts->units[i].measure = at;
    }
}

/* What is counted in ten thousands is the second of UNIT_MULT's values. */
static void set_units(struct data_sdmx_parts *parts)
{
    const struct data_query *query = parts->grid->plan->query;
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        const struct data_unit *unit = data_lexicon_unit(row->unit);
        struct figure_scale scale;
        data_figure_scale(parts->grid->plan->cat, row,
                          query->digits_given ? query->digits : -1, &scale);
        parts->units[i].power = unit != NULL && unit->power > 0;
        parts->units[i].decimals = scale.decimals;
    }
}

static void add_units(struct data_sdmx_parts *parts,
                      struct sdmx_message *message)
{
    static const struct sdmx_value POWERS[] = {
        {.id = "0", .name = {"个", "Units"}},
        {.id = "4", .name = {"万", "Ten thousands"}},
    };
    parts->units = arena_zalloc(
        parts->arena, (size_t)parts->grid->plan->query->indicator_count,
        sizeof(*parts->units));
    set_units(parts);
    add_measures(parts,
                 add_of_series(parts, message, DATA_SDMX_UNIT, "UNIT_MEASURE",
                               (struct words){"计量单位", "Unit of measure"}));
    struct sdmx_component *power =
        add_of_series(parts, message, DATA_SDMX_POWER, "UNIT_MULT",
                      (struct words){"单位倍数", "Unit multiplier"});
    power->values = POWERS;
    power->count = ARRAY_LEN(POWERS);
    add_of_series(parts, message, DATA_SDMX_DECIMALS, "DECIMALS",
                  (struct words){"小数位数", "Decimals"})
        ->type = "Integer";
}

static void add_year_start(struct data_sdmx_parts *parts,
                           struct sdmx_message *message)
{
    const struct data_query *query = parts->grid->plan->query;
    bool any = false;
    for (int i = 0; i < query->period_count; i++) {
        any = any || period_type_of(query->periods[i]) == PERIOD_SCHOOL_YEAR;
    }
    if (any) {
        struct sdmx_component *start = add_of_series(
            parts, message, DATA_SDMX_YEAR_START, "REPORTING_YEAR_START_DAY",
            (struct words){"报告年度起始日", "Reporting year start day"});
        start->type = "MonthDay";
        start->depends = "FREQ";
        start->role = NULL;
    }
}

/* --- of all --- */

static void add_of_all(struct data_sdmx_parts *parts,
                       struct sdmx_message *message, const char *id,
                       struct words name, struct table_cell value)
{
    struct sdmx_component *component =
        add(parts, message, SDMX_SET_ATTRIBUTE, id, name);
    component->type = value.type == TABLE_TEXT ? "String" : "Integer";
    component->set = value;
}

static struct table_cell text_cell(const char *text)
{
    return (struct table_cell){.type = TABLE_TEXT, .text = text};
}

static struct table_cell number_cell(int64_t number)
{
    return (struct table_cell){.type = TABLE_NUMBER, .number = number};
}

static void add_set(struct data_sdmx_parts *parts, struct sdmx_message *message)
{
    const struct data_query *query = parts->grid->plan->query;
    add_of_all(parts, message, "REVISION", data_lexicon_column("revision"),
               number_cell(data_layout_revision(parts->grid)));
    add_of_all(parts, message, "BASIS", (struct words){"口径", "Basis"},
               text_cell(data_basis_name(query->basis)));
    add_of_all(parts, message, "VIEW", (struct words){"学校沿革", "View"},
               text_cell(data_view_name(query->view)));
}

static void add_date(struct data_sdmx_parts *parts,
                     struct sdmx_message *message)
{
    if (data_layout_has_dates(parts->grid)) {
        parts->sources[message->count] = DATA_SDMX_DATE;
        sdmx_add(message, SDMX_ATTRIBUTE, "REFERENCE_DATE",
                 data_lexicon_column("reference_date"))
            ->type = "GregorianDay";
    }
}

static void add_confidentiality(struct data_sdmx_parts *parts,
                                struct sdmx_message *message)
{
    static const struct data_word LETTERS[] = {
        {"F", {"可公开", "Free"}},
        {"C", {"保密", "Confidential"}},
    };
    parts->sources[message->count] = DATA_SDMX_CONFIDENTIALITY;
    struct sdmx_component *component =
        sdmx_add(message, SDMX_ATTRIBUTE, "CONF_STATUS",
                 (struct words){"保密状态", "Confidentiality"});
    component->role = "CONF_STATUS";
    set_values(parts, component, LETTERS, ARRAY_LEN(LETTERS));
}

void data_sdmx_parts_init(struct data_sdmx_parts *parts,
                          const struct data_grid *grid, struct arena *arena,
                          struct sdmx_message *message)
{
    *parts = (struct data_sdmx_parts){.grid = grid, .arena = arena};
    add_columns(parts, message, true);
    add_units(parts, message);
    add_year_start(parts, message);
    add_columns(parts, message, false);
    add_confidentiality(parts, message);
    add_date(parts, message);
    add_set(parts, message);
}

/* --- a row --- */

/* The code's index; nothing if there is no such code. */
static struct table_cell word_cell(const struct data_word *words, int count,
                                   const char *code)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(words[i].code, code) == 0) {
            return number_cell(i);
        }
    }
    return (struct table_cell){0};
}

static struct table_cell year_start(const struct data_sdmx_parts *parts,
                                    int row)
{
    const struct data_query *query = parts->grid->plan->query;
    int period = query->periods[parts->grid->periods[row]];
    bool years = *data_sdmx_period_frequency(period, query->ytd) == 'A';
    return years ? text_cell(DATA_SDMX_START_DAY) : (struct table_cell){0};
}

static struct table_cell date_of(const struct data_sdmx_parts *parts, int row)
{
    int date = data_layout_date(parts->grid, row);
    if (date == 0) {
        return (struct table_cell){0};
    }
    char *text = arena_alloc(parts->arena, DATA_SDMX_PERIOD_SIZE);
    data_sdmx_period_print(date, 0, text);
    return text_cell(text);
}

static struct table_cell cell_of(const struct data_sdmx_parts *parts, int at,
                                 int row, const struct table_cell *cells)
{
    const struct table_cell *cell = &cells[parts->columns[at]];
    const struct data_sdmx_unit *unit =
        &parts->units[data_grid_series(parts->grid, row).indicator];
    switch (parts->sources[at]) {
    case DATA_SDMX_COLUMN:
        return *cell;
    case DATA_SDMX_STATUS:
        return word_cell(data_lexicon_statuses(), DATA_STATUS_COUNT,
                         cell->text);
    case DATA_SDMX_REASON:
        return word_cell(data_lexicon_reasons(), DATA_REASON_COUNT, cell->text);
    case DATA_SDMX_CONFIDENTIALITY:
        return number_cell(*cells[parts->status].text == 'Q');
    case DATA_SDMX_DATE:
        return date_of(parts, row);
    case DATA_SDMX_UNIT:
        return number_cell(unit->measure);
    case DATA_SDMX_POWER:
        return number_cell(unit->power);
    case DATA_SDMX_DECIMALS:
        return number_cell(unit->decimals);
    case DATA_SDMX_YEAR_START:
        return year_start(parts, row);
    case DATA_SDMX_SET:
        break;
    }
    return (struct table_cell){0};
}

void data_sdmx_parts_fill(const struct data_sdmx_parts *parts,
                          const struct sdmx_message *message, int row,
                          struct table_cell *cells)
{
    const struct table_cell *from = data_grid_row(parts->grid, row);
    for (int i = message->dimensions; i < message->count; i++) {
        cells[i] = cell_of(parts, i, row, from);
    }
}
