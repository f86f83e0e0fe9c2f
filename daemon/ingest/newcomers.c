#include "ingest/newcomers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/arena.h"
#include "platform/check.h"
#include "platform/intern.h"

#define NEWCOMERS_KEY_MAX (CATALOGUE_MEMBER_MAX * 4 + 16)

/* One list for each table: rows in order of id, codes in an index. */
struct list {
    void *rows;
    size_t count, cap;
    size_t size;  /* of a row */
    size_t known; /* rows that the catalogue has */
    size_t max;   /* with those */
    int last_id;
    struct intern *index; /* code -> id */
};

struct newcomers {
    struct cells_members lookup; /* first: its functions get only this */
    const struct catalogue *catalogue;
    struct arena arena; /* the strings */
    struct list areas, schools, members;
};

static void list_init(struct list *list, size_t size, size_t known, size_t max,
                      int last_id)
{
    *list = (struct list){
        .size = size,
        .known = known,
        .max = max,
        .last_id = last_id,
        .index = intern_new(),
    };
}

static void list_fini(struct list *list)
{
    free(list->rows);
    intern_free(list->index);
}

/* The new last row, zeroed; NULL when there are too many. */
static void *list_add(struct list *list)
{
    if (list->known + list->count >= list->max) {
        return NULL;
    }
    if (list->count == list->cap) {
        list->cap = list->cap * 2 + 16;
        list->rows = reallocarray(list->rows, list->cap, list->size);
        CHECK(list->rows != NULL);
    }
    char *row = (char *)list->rows + list->count * list->size;
    memset(row, 0, list->size);
    list->count++;
    list->last_id++;
    return row;
}

/* The row of an id, NULL when it is not of this list. */
static const void *list_row(const struct list *list, int id)
{
    int first = list->last_id - (int)list->count + 1;
    if (id < first || id > list->last_id) {
        return NULL;
    }
    return (const char *)list->rows + (size_t)(id - first) * list->size;
}

static int dimension_of(const struct cells_members *self, int member)
{
    const struct newcomers *new = (const struct newcomers *)self;
    const struct member *row = catalogue_member_by_id(new->catalogue, member);
    if (row == NULL) {
        row = list_row(&new->members, member);
    }
    return row == NULL ? 0 : row->dimension;
}

static bool is_partition(const struct cells_members *self, int dimension)
{
    const struct newcomers *new = (const struct newcomers *)self;
    const struct dimension *row =
        catalogue_dimension_by_id(new->catalogue, dimension);
    return row != NULL && row->partition;
}

static size_t count_members(const struct catalogue *cat)
{
    size_t dimensions = 0;
    size_t all = 0;
    const struct dimension *const *rows =
        catalogue_dimensions(cat, &dimensions);
    for (size_t i = 0; i < dimensions; i++) {
        all += (size_t)rows[i]->member_count;
    }
    return all;
}

struct newcomers *newcomers_new(const struct catalogue *cat)
{
    struct newcomers *new = calloc(1, sizeof(*new));
    CHECK(new != NULL);
    size_t areas = 0;
    size_t schools = 0;
    catalogue_areas(cat, &areas);
    catalogue_schools(cat, &schools);
    new->catalogue = cat;
    arena_init(&new->arena);
    list_init(&new->areas, sizeof(struct area), areas, CATALOGUE_MAX_AREAS,
              catalogue_last_area_id(cat));
    list_init(&new->schools, sizeof(struct school), schools,
              CATALOGUE_MAX_SCHOOLS, catalogue_last_school_id(cat));
    list_init(&new->members, sizeof(struct member), count_members(cat),
              CATALOGUE_MAX_MEMBERS, catalogue_last_member_id(cat));
    new->lookup = (struct cells_members){dimension_of, is_partition};
    return new;
}

void newcomers_free(struct newcomers *new)
{
    if (new == NULL) {
        return;
    }
    list_fini(&new->areas);
    list_fini(&new->schools);
    list_fini(&new->members);
    arena_fini(&new->arena);
    free(new);
}

/* "7:code"; the length, 0 when the code is too long for any member. */
static size_t member_key(char *key, int dimension, const char *code, size_t len)
{
    int head = snprintf(key, NEWCOMERS_KEY_MAX, "%d:", dimension);
    if (len > (size_t)CATALOGUE_MEMBER_MAX * 4) {
        return 0;
    }
    memcpy(key + head, code, len);
    return (size_t)head + len;
}

int newcomers_area(const struct newcomers *new, const char *code, size_t len)
{
    const struct area *row = catalogue_area(new->catalogue, code, len);
    return row != NULL ? row->id : intern_find(new->areas.index, code, len);
}

int newcomers_school(const struct newcomers *new, const char *code, size_t len)
{
    const struct school *row = catalogue_school(new->catalogue, code, len);
    return row != NULL ? row->id : intern_find(new->schools.index, code, len);
}

int newcomers_member(const struct newcomers *new, int dimension,
                     const char *code, size_t len)
{
    char key[NEWCOMERS_KEY_MAX];
    const struct dimension *dim =
        catalogue_dimension_by_id(new->catalogue, dimension);
    const struct member *row =
        dim == NULL ? NULL : catalogue_member(new->catalogue, dim, code, len);
    if (row != NULL) {
        return row->id;
    }
    size_t key_len = member_key(key, dimension, code, len);
    return key_len == 0 ? 0 : intern_find(new->members.index, key, key_len);
}

static const char *kept(struct newcomers *new, const char *text)
{
    return text == NULL ? "" : arena_dup(&new->arena, text);
}

int newcomers_add_area(struct newcomers *new, const struct area *row)
{
    struct area *added = list_add(&new->areas);
    if (added == NULL) {
        return 0;
    }
    *added = *row;
    added->id = new->areas.last_id;
    added->code = kept(new, row->code);
    added->name_zh = kept(new, row->name_zh);
    added->name_en = kept(new, row->name_en);
    added->level = kept(new, row->level);
    intern_put(new->areas.index, added->code, strlen(added->code), added->id);
    return added->id;
}

int newcomers_add_school(struct newcomers *new, const struct school *row)
{
    struct school *added = list_add(&new->schools);
    if (added == NULL) {
        return 0;
    }
    *added = *row;
    added->id = new->schools.last_id;
    added->code = kept(new, row->code);
    added->name_zh = kept(new, row->name_zh);
    added->name_en = kept(new, row->name_en);
    added->level = kept(new, row->level);
    added->type = kept(new, row->type);
    added->ownership = kept(new, row->ownership);
    intern_put(new->schools.index, added->code, strlen(added->code), added->id);
    return added->id;
}

/* Behind all members that the dimension has. */
static int next_order(const struct newcomers *new, int dimension)
{
    size_t count = 0;
    int order = 0;
    const struct dimension *dim =
        catalogue_dimension_by_id(new->catalogue, dimension);
    const struct member *const *rows =
        catalogue_members(new->catalogue, dim, &count);
    for (size_t i = 0; i < count; i++) {
        order = rows[i]->order > order ? rows[i]->order : order;
    }
    const struct member *fresh = new->members.rows;
    for (size_t i = 0; i < new->members.count; i++) {
        bool later = fresh[i].dimension == dimension && fresh[i].order > order;
        order = later ? fresh[i].order : order;
    }
    return order + 1;
}

int newcomers_add_member(struct newcomers *new, const struct member *row)
{
    char key[NEWCOMERS_KEY_MAX];
    int order = row->order > 0 ? row->order : next_order(new, row->dimension);
    size_t len = member_key(key, row->dimension, row->code, strlen(row->code));
    struct member *added = len == 0 ? NULL : list_add(&new->members);
    if (added == NULL) {
        return 0;
    }
    *added = *row;
    added->id = new->members.last_id;
    added->order = order;
    added->code = kept(new, row->code);
    added->name_zh = kept(new, row->name_zh);
    added->name_en = kept(new, row->name_en);
    added->note = kept(new, row->note);
    intern_put(new->members.index, key, len, added->id);
    return added->id;
}

const struct area *newcomers_areas(const struct newcomers *new, size_t *count)
{
    *count = new->areas.count;
    return new->areas.rows;
}

const struct school *newcomers_schools(const struct newcomers *new,
                                       size_t *count)
{
    *count = new->schools.count;
    return new->schools.rows;
}

const struct member *newcomers_members(const struct newcomers *new,
                                       size_t *count)
{
    *count = new->members.count;
    return new->members.rows;
}

const struct area *newcomers_area_row(const struct newcomers *new, int id)
{
    const struct area *row = catalogue_area_by_id(new->catalogue, id);
    return row != NULL ? row : list_row(&new->areas, id);
}

const struct school *newcomers_school_row(const struct newcomers *new, int id)
{
    const struct school *row = catalogue_school_by_id(new->catalogue, id);
    return row != NULL ? row : list_row(&new->schools, id);
}

int newcomers_school_area(const struct newcomers *new, int school)
{
    const struct school *row = newcomers_school_row(new, school);
    return row == NULL ? 0 : row->area;
}

const struct cells_members *newcomers_lookup(const struct newcomers *new)
{
    return &new->lookup;
}
