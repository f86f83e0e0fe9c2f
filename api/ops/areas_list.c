/* GET /v1/areas */
#include <string.h>

#include "ops/listing.h"
#include "ops/ops.h"

static const void *row_at(const struct catalogue *cat, size_t index)
{
    size_t count = 0;
    const struct area *const *rows = catalogue_areas(cat, &count);
    return index < count ? rows[index] : NULL;
}

static const char *code(const void *row)
{
    return ((const struct area *)row)->code;
}

static void parse(struct listing *list)
{
    list->area = listing_area(list, "parent");
    list->level = request_param(list->op->req, "level");
    list->text = request_param(list->op->req, "q");
}

static bool keep(const struct listing *list, const void *row)
{
    const struct area *area = row;
    if (list->area != NULL && area->parent != list->area->id) {
        return false;
    }
    if (list->level != NULL && strcmp(area->level, list->level) != 0) {
        return false;
    }
    return listing_has_text(list, area->code, area->name_zh, area->name_en);
}

/* counts[i]: schools in areas whose preorder number is below i, so that a
 * whole subtree is one subtraction. */
static void prepare(struct listing *list)
{
    const struct catalogue *cat = list->op->catalogue;
    size_t count = 0;
    int last = catalogue_root(cat)->last;
    const struct school *const *schools = catalogue_schools(cat, &count);

    list->counts = arena_zalloc(&list->op->req->arena, (size_t)last + 2,
                                sizeof(*list->counts));
    for (size_t i = 0; i < count; i++) {
        const struct area *area = catalogue_area_by_id(cat, schools[i]->area);
        list->counts[area->first + 1]++;
    }
    for (int i = 0; i <= last; i++) {
        list->counts[i + 1] += list->counts[i];
    }
}

static void write(struct listing *list, const void *row)
{
    const struct area *area = row;
    struct json_writer *json = &list->json;
    const struct area *parent =
        catalogue_area_by_id(list->op->catalogue, area->parent);

    json_member_string(json, "code", area->code);
    json_member_string(json, "name_zh", area->name_zh);
    json_member_string(json, "name_en", area->name_en);
    json_member_string(json, "level", area->level);
    json_member_string(json, "parent", parent != NULL ? parent->code : NULL);
    listing_date(json, "valid_from", area->valid_from);
    listing_date(json, "valid_to", area->valid_to);
    json_member_int(json, "schools",
                    list->counts[area->last + 1] - list->counts[area->first]);
}

void op_areas_list(struct op *op)
{
    static const char *const PARAMS[] = {"id",    "parent", "level", "q",
                                         "limit", "cursor", NULL};
    static const struct listing_kind KIND = {
        .name = "areas",
        .params = PARAMS,
        .paged = true,
        .row_at = row_at,
        .code = code,
        .parse = parse,
        .keep = keep,
        .prepare = prepare,
        .write = write,
    };
    listing_run(op, &KIND);
}
