#include "data/data_echarts_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID_MAX 8192

/*
 * A category axis takes two categories of one name for one, and a legend two
 * series: where names repeat, the code stands behind them, and where that
 * does not help (a school at two places), the area's as well.
 */
enum detail { NAME_ALONE, WITH_CODE, WITH_AREA };

static struct arena *arena_of(const struct data_echarts *chart)
{
    return chart->cube.grid->plan->arena;
}

static const char *label(const struct data_echarts *chart,
                         const struct data_category *category,
                         enum detail detail)
{
    const char *name = data_category_name(&chart->cube, category);
    const char *within =
        detail == WITH_AREA && category->within != NULL ? category->within : "";
    if (detail == NAME_ALONE) {
        return name;
    }
    size_t size = strlen(name) + strlen(category->code) + strlen(within) +
                  sizeof(" (, )");
    char *out = arena_alloc(arena_of(chart), size);
    snprintf(out, size, "%s (%s%s%s)", name, category->code,
             *within != '\0' ? ", " : "", within);
    return out;
}

static int by_label(const void *a, const void *b, void *ctx)
{
    const char *const *labels = ctx;
    const int *left = a;
    const int *right = b;
    return strcmp(labels[*left], labels[*right]);
}

/* Those that stand twice are made longer. */
static void distinguish(const struct data_echarts *chart,
                        const struct data_cube_dimension *dimension,
                        const char **labels, enum detail detail)
{
    int count = dimension->count;
    size_t size = ((size_t)count + 1) * sizeof(int);
    int *order = arena_alloc(arena_of(chart), size);
    bool *twice = arena_zalloc(arena_of(chart), (size_t)count + 1, 1);
    for (int i = 0; i < count; i++) {
        order[i] = i;
    }
    qsort_r(order, (size_t)count, sizeof(*order), by_label, labels);
    for (int i = 1; i < count; i++) {
        if (strcmp(labels[order[i - 1]], labels[order[i]]) == 0) {
            twice[order[i - 1]] = twice[order[i]] = true;
        }
    }
    for (int i = 0; i < count; i++) {
        if (twice[i]) {
            labels[i] = label(chart, &dimension->list[i], detail);
        }
    }
}

void data_echarts_labels(struct data_echarts *chart)
{
    enum data_labels mode = chart->cube.grid->plan->query->labels;
    for (int i = 0; i < chart->cube.count; i++) {
        const struct data_cube_dimension *dimension = &chart->cube.list[i];
        const char **labels = arena_alloc(
            arena_of(chart), ((size_t)dimension->count + 1) * sizeof(*labels));
        for (int j = 0; j < dimension->count; j++) {
            const struct data_category *row = &dimension->list[j];
            enum detail detail =
                mode == DATA_LABELS_BOTH ? WITH_CODE : NAME_ALONE;
            labels[j] =
                mode == DATA_LABELS_ID ? row->code : label(chart, row, detail);
        }
        distinguish(chart, dimension, labels, WITH_CODE);
        distinguish(chart, dimension, labels, WITH_AREA);
        chart->labels[i] = labels;
    }
}

/* --- lines --- */

/* What tells lines apart: there are several of it, and it is not the axis. */
static bool tells(const struct data_echarts *chart, int dimension)
{
    return dimension != chart->axis && chart->cube.list[dimension].count > 1;
}

/* As in a JSON pointer, so that the parts can be told apart. */
static void add_part(struct buffer *out, const char *code)
{
    for (; *code != '\0'; code++) {
        if (*code == '~' || *code == '/') {
            buffer_add_str(out, *code == '~' ? "~0" : "~1");
        } else {
            buffer_add_char(out, *code);
        }
    }
}

const char *data_echarts_column_id(const struct data_echarts *chart,
                                   const struct data_echarts_line *line,
                                   const struct data_figure_column *figure)
{
    struct buffer out;
    char before = ':';
    buffer_init(&out, ID_MAX);
    buffer_add_str(&out, figure->id);
    for (int i = 0; i < chart->cube.count; i++) {
        const struct data_category *category =
            &chart->cube.list[i].list[line->categories[i]];
        if (tells(chart, i)) {
            buffer_add_char(&out, before);
            add_part(&out, category->code);
            before = '/';
        }
        if (tells(chart, i) && category->within != NULL) {
            buffer_add_char(&out, '@');
            add_part(&out, category->within);
        }
    }
    const char *id = arena_copy(arena_of(chart), out.data, out.len);
    buffer_fini(&out);
    return id;
}

const char *data_echarts_line_name(const struct data_echarts *chart,
                                   const struct data_echarts_line *line,
                                   const struct data_figure_column *figure)
{
    struct buffer out;
    buffer_init(&out, ID_MAX);
    for (int i = 0; i < chart->cube.count; i++) {
        if (tells(chart, i)) {
            buffer_add_str(&out, out.len > 0 ? " " : "");
            buffer_add_str(&out, chart->labels[i][line->categories[i]]);
        }
    }
    if (out.len == 0 && chart->axis != 0) {
        buffer_add_str(&out, chart->labels[0][line->categories[0]]);
    }
    if (strcmp(figure->id, "value") != 0 || out.len == 0) {
        buffer_add_str(&out, out.len > 0 ? " " : "");
        buffer_add_str(&out, words_in(&figure->name, chart->lang));
    }
    const char *name = arena_copy(arena_of(chart), out.data, out.len);
    buffer_fini(&out);
    return name;
}
