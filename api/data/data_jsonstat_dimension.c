#include "data/data_jsonstat_impl.h"

static const struct words MEASURE = {"指标值与变化", "Figure and change"};

static enum lang other(enum lang lang)
{
    return lang == LANG_EN ? LANG_ZH : LANG_EN;
}

static const char *text_of(const struct words *words, const char *code,
                           enum lang lang)
{
    const char *text = words_in(words, lang);
    return text != NULL ? text : code;
}

/* --- units --- */

static void write_unit(struct data_jsonstat *stat, const char *code,
                       const struct indicator *indicator,
                       enum data_figure_unit kind, enum lang lang)
{
    const struct data_query *query = stat->cube.grid->plan->query;
    struct words unit = {NULL, NULL};
    int decimals = 0;
    if (data_figure_unit(query, indicator, kind, &unit, &decimals)) {
        json_key(&stat->json, code);
        json_begin_object(&stat->json);
        json_member_string(&stat->json, "label",
                           text_of(&unit, indicator->unit, lang));
        json_member_int(&stat->json, "decimals", decimals);
        json_end_object(&stat->json);
    }
}

static void write_units_of_indicators(struct data_jsonstat *stat,
                                      enum lang lang)
{
    const struct data_query *query = stat->cube.grid->plan->query;
    json_key(&stat->json, "unit");
    json_begin_object(&stat->json);
    for (int i = 0; i < query->indicator_count; i++) {
        write_unit(stat, query->indicators[i]->code, query->indicators[i],
                   DATA_UNIT_OWN, lang);
    }
    json_end_object(&stat->json);
}

/* Of several indicators only those units that are not theirs. */
static void write_units_of_measures(struct data_jsonstat *stat, enum lang lang)
{
    const struct data_query *query = stat->cube.grid->plan->query;
    json_key(&stat->json, "unit");
    json_begin_object(&stat->json);
    for (int i = 0; i < stat->columns.figure_count; i++) {
        const struct data_figure_column *figure = &stat->columns.figures[i];
        if (figure->unit != DATA_UNIT_OWN || query->indicator_count == 1) {
            write_unit(stat, figure->id, query->indicators[0], figure->unit,
                       lang);
        }
    }
    json_end_object(&stat->json);
}

/* --- dimensions --- */

static void write_labels(struct data_jsonstat *stat,
                         const struct data_cube_dimension *dimension,
                         enum lang lang)
{
    json_key(&stat->json, "label");
    json_begin_object(&stat->json);
    for (int i = 0; i < dimension->count; i++) {
        const struct data_category *row = &dimension->list[i];
        json_member_string(&stat->json, row->code,
                           text_of(&row->name, row->code, lang));
    }
    json_end_object(&stat->json);
}

/* In the other language as well, in the extension: `lang` chooses one. */
static void write_words(struct data_jsonstat *stat,
                        const struct data_cube_dimension *dimension,
                        enum lang lang, bool index)
{
    struct json_writer *json = &stat->json;
    json_member_string(json, "label",
                       text_of(&dimension->name, dimension->id, lang));
    json_key(json, "category");
    json_begin_object(json);
    if (index) {
        json_key(json, "index");
        json_begin_array(json);
        for (int i = 0; i < dimension->count; i++) {
            json_string(json, dimension->list[i].code);
        }
        json_end_array(json);
    }
    write_labels(stat, dimension, lang);
    if (dimension->kind == DATA_CUBE_INDICATOR) {
        write_units_of_indicators(stat, lang);
    } else if (dimension->kind == DATA_CUBE_MEASURE) {
        write_units_of_measures(stat, lang);
    }
    json_end_object(json);
}

static void write_dimension(struct data_jsonstat *stat,
                            const struct data_cube_dimension *dimension)
{
    struct json_writer *json = &stat->json;
    enum lang second = other(stat->lang);
    json_key(json, dimension->id);
    json_begin_object(json);
    write_words(stat, dimension, stat->lang, true);
    json_key(json, "extension");
    json_begin_object(json);
    json_key(json, second == LANG_EN ? "en" : "zh");
    json_begin_object(json);
    write_words(stat, dimension, second, false);
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
}

static void write_measure(struct data_jsonstat *stat)
{
    struct data_category list[TABLE_MAX_COLUMNS];
    struct data_cube_dimension measure = {
        .kind = DATA_CUBE_MEASURE,
        .id = stat->measure,
        .name = MEASURE,
        .list = list,
        .count = stat->columns.figure_count,
    };
    for (int i = 0; i < measure.count; i++) {
        const struct data_figure_column *figure = &stat->columns.figures[i];
        list[i] =
            (struct data_category){.code = figure->id, .name = figure->name};
    }
    write_dimension(stat, &measure);
}

void data_jsonstat_dimensions(struct data_jsonstat *stat)
{
    json_key(&stat->json, "dimension");
    json_begin_object(&stat->json);
    for (int i = 0; i < stat->cube.count; i++) {
        write_dimension(stat, &stat->cube.list[i]);
    }
    if (stat->measure != NULL) {
        write_measure(stat);
    }
    json_end_object(&stat->json);
}
