/* GET /v1/dimensions */
#include "ops/listing.h"
#include "ops/ops.h"

static const void *row_at(const struct catalogue *cat, size_t index)
{
    size_t count = 0;
    const struct dimension *const *rows = catalogue_dimensions(cat, &count);
    return index < count ? rows[index] : NULL;
}

static const char *code(const void *row)
{
    return ((const struct dimension *)row)->code;
}

static void write_member(struct json_writer *json, const struct member *member)
{
    json_begin_object(json);
    json_member_string(json, "code", member->code);
    json_member_int(json, "order", member->order);
    json_member_string(json, "name_zh", member->name_zh);
    json_member_string(json, "name_en", member->name_en);
    json_member_string(json, "note", member->note);
    json_end_object(json);
}

static void write(struct listing *list, const void *row)
{
    const struct dimension *dimension = row;
    struct json_writer *json = &list->json;
    size_t count = 0;
    const struct member *const *members =
        catalogue_members(list->op->catalogue, dimension, &count);

    json_member_string(json, "code", dimension->code);
    json_member_string(json, "membership",
                       dimension->partition ? "partition" : "overlapping");
    json_key(json, "members");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        write_member(json, members[i]);
    }
    json_end_array(json);
}

void op_dimensions_list(struct op *op)
{
    static const char *const PARAMS[] = {"id", NULL};
    static const struct listing_kind KIND = {
        .name = "dimensions",
        .params = PARAMS,
        .row_at = row_at,
        .code = code,
        .write = write,
    };
    listing_run(op, &KIND);
}
