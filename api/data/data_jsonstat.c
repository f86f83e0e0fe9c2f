#include "data/data_jsonstat.h"

#include "data/data_jsonstat_impl.h"
#include "data/data_layout.h"
#include "data/data_meta.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_MAX 4096

/* --- where rows lie --- */

struct place {
    int64_t offset;
    int row;
};

static int by_offset(const void *a, const void *b)
{
    const struct place *left = a;
    const struct place *right = b;
    return (left->offset > right->offset) - (left->offset < right->offset);
}

static void find_places(struct data_jsonstat *stat)
{
    const struct data_grid *grid = stat->cube.grid;
    struct arena *arena = grid->plan->arena;
    size_t count = (size_t)grid->count + 1;
    struct place *places = arena_alloc(arena, count * sizeof(*places));
    for (int i = 0; i < grid->count; i++) {
        int categories[DATA_CUBE_DIMENSIONS];
        data_cube_row(&stat->cube, i, categories);
        places[i] = (struct place){
            data_cube_offset(&stat->cube, categories) *
                stat->columns.figure_count,
            i,
        };
    }
    qsort(places, (size_t)grid->count, sizeof(*places), by_offset);
    stat->offsets = arena_alloc(arena, count * sizeof(*stat->offsets));
    stat->rows = arena_alloc(arena, count * sizeof(*stat->rows));
    for (int i = 0; i < grid->count; i++) {
        stat->offsets[i] = places[i].offset;
        stat->rows[i] = places[i].row;
    }
}

/* --- the dataset --- */

static bool is_taken(const struct data_jsonstat *stat, const char *id)
{
    for (int i = 0; i < stat->cube.count; i++) {
        if (strcmp(stat->cube.list[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* A bureau may have a dimension of that name. */
static void name_measure(struct data_jsonstat *stat)
{
    char id[sizeof("measure") + DATA_CUBE_DIMENSIONS] = "measure";
    if (stat->columns.figure_count == 1) {
        return;
    }
    while (is_taken(stat, id)) {
        id[strlen(id) + 1] = '\0';
        id[strlen(id)] = '_';
    }
    stat->measure = arena_dup(stat->cube.grid->plan->arena, id);
}

/* The names of the indicators. */
static void write_label(struct data_jsonstat *stat)
{
    const struct data_cube_dimension *indicators = &stat->cube.list[0];
    struct buffer label;
    buffer_init(&label, LABEL_MAX);
    for (int i = 0; i < indicators->count && !label.failed; i++) {
        if (i > 0) {
            buffer_add_str(&label, stat->lang == LANG_EN ? ", " : "、");
        }
        buffer_add_str(&label,
                       data_category_name(&stat->cube, &indicators->list[i]));
    }
    json_key(&stat->json, "label");
    json_string_len(&stat->json, label.data, label.len);
    buffer_fini(&label);
}

static void write_shape(struct data_jsonstat *stat)
{
    struct json_writer *json = &stat->json;
    json_key(json, "id");
    json_begin_array(json);
    for (int i = 0; i < stat->cube.count; i++) {
        json_string(json, stat->cube.list[i].id);
    }
    if (stat->measure != NULL) {
        json_string(json, stat->measure);
    }
    json_end_array(json);
    json_key(json, "size");
    json_begin_array(json);
    for (int i = 0; i < stat->cube.count; i++) {
        json_int(json, stat->cube.list[i].count);
    }
    if (stat->measure != NULL) {
        json_int(json, stat->columns.figure_count);
    }
    json_end_array(json);
}

static void write_role(struct data_jsonstat *stat, const char *role,
                       enum data_cube_kind kind, const char *measure)
{
    struct json_writer *json = &stat->json;
    json_key(json, role);
    json_begin_array(json);
    for (int i = 0; i < stat->cube.count; i++) {
        if (stat->cube.list[i].kind == kind) {
            json_string(json, stat->cube.list[i].id);
        }
    }
    if (measure != NULL) {
        json_string(json, measure);
    }
    json_end_array(json);
}

static void write_roles(struct data_jsonstat *stat)
{
    json_key(&stat->json, "role");
    json_begin_object(&stat->json);
    write_role(stat, "metric", DATA_CUBE_INDICATOR, stat->measure);
    write_role(stat, "geo", DATA_CUBE_AREA, NULL);
    write_role(stat, "time", DATA_CUBE_PERIOD, NULL);
    json_end_object(&stat->json);
}

static void write_extension(struct data_jsonstat *stat)
{
    struct json_writer *json = &stat->json;
    json_key(json, "extension");
    json_begin_object(json);
    json_key(json, "tvetstat");
    json_begin_object(json);
    data_meta_members(stat->cube.grid->meta, json);
    data_jsonstat_details(stat);
    json_end_object(json);
    json_end_object(json);
}

static void write_dataset(struct data_jsonstat *stat)
{
    const struct data_grid *grid = stat->cube.grid;
    struct json_writer *json = &stat->json;
    json_begin_object(json);
    json_member_string(json, "version", "2.0");
    json_member_string(json, "class", "dataset");
    write_label(stat);
    json_member_string(json, "source",
                       grid->synthetic ? "tvetstat (synthetic)" : "tvetstat");
    if (data_layout_time(grid) != NULL) {
        json_member_string(json, "updated", data_layout_time(grid));
    }
    write_shape(stat);
    write_roles(stat);
    data_jsonstat_dimensions(stat);
    data_jsonstat_values(stat);
    data_jsonstat_statuses(stat);
    write_extension(stat);
    json_end_object(json);
}

bool data_jsonstat_write(const struct data_grid *grid, struct buffer *out,
                         struct error *err)
{
    (void)err;
    struct data_jsonstat *stat =
        arena_zalloc(grid->plan->arena, 1, sizeof(*stat));
    stat->lang = grid->plan->query->lang;
    data_cube_init(&stat->cube, grid, false);
    data_figure_columns_init(&stat->columns, grid);
    name_measure(stat);
    find_places(stat);
    json_init(&stat->json, out);
    write_dataset(stat);
    buffer_add_char(out, '\n');
    return true;
}
