/* GET /v1/schools */
#include "ops/listing.h"
#include "ops/ops.h"

static const void *row_at(const struct catalogue *cat, size_t index)
{
    size_t count = 0;
    const struct school *const *rows = catalogue_schools(cat, &count);
    return index < count ? rows[index] : NULL;
}

static const char *code(const void *row)
{
    return ((const struct school *)row)->code;
}

static void parse(struct listing *list)
{
    list->area = listing_area(list, "area");
    list->text = request_param(list->op->req, "q");
}

static bool keep(const struct listing *list, const void *row)
{
    const struct school *school = row;
    if (list->area != NULL) {
        const struct area *area =
            catalogue_area_by_id(list->op->catalogue, school->area);
        if (!area_contains(list->area, area)) {
            return false;
        }
    }
    return listing_has_text(list, school->code, school->name_zh,
                            school->name_en);
}

static void write(struct listing *list, const void *row)
{
    const struct school *school = row;
    struct json_writer *json = &list->json;
    const struct area *area =
        catalogue_area_by_id(list->op->catalogue, school->area);

    json_member_string(json, "code", school->code);
    json_member_string(json, "name_zh", school->name_zh);
    json_member_string(json, "name_en", school->name_en);
    json_member_string(json, "level", school->level);
    json_member_string(json, "type", school->type);
    json_member_string(json, "ownership", school->ownership);
    json_member_string(json, "area", area->code);
    listing_date(json, "opened", school->opened);
    listing_date(json, "closed", school->closed);
}

void op_schools_list(struct op *op)
{
    static const char *const PARAMS[] = {"id",    "area",   "q",
                                         "limit", "cursor", NULL};
    static const struct listing_kind KIND = {
        .name = "schools",
        .params = PARAMS,
        .paged = true,
        .row_at = row_at,
        .code = code,
        .parse = parse,
        .keep = keep,
        .write = write,
    };
    listing_run(op, &KIND);
}
