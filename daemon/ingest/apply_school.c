#include <string.h>

#include "ingest/apply_impl.h"
#include "ingest/cell_check.h"

#define APPLY_AREA_LEVEL "area" /* of areas that a file creates */

static struct span text_of(const struct apply *apply, enum profile_as as)
{
    return slot_text(&apply->singles[as].slot, apply->row);
}

static bool is_said(const struct recent *recent, struct span text)
{
    return text.len == 0 || recent_is(recent, text);
}

/* Nothing changed since the row before: the usual case. */
static bool is_same(const struct apply *apply)
{
    return recent_is(&apply->school_text, text_of(apply, AS_SCHOOL)) &&
           is_said(&apply->name_text, text_of(apply, AS_SCHOOL_NAME)) &&
           is_said(&apply->area_text, text_of(apply, AS_SCHOOL_AREA));
}

static void keep_one(struct recent *recent, struct span text, int id)
{
    recent_keep(recent, text.len == 0 ? span_of("") : text, id);
}

static void keep_recent(struct apply *apply)
{
    keep_one(&apply->school_text, text_of(apply, AS_SCHOOL), apply->school.id);
    keep_one(&apply->name_text, text_of(apply, AS_SCHOOL_NAME), 0);
    keep_one(&apply->area_text, text_of(apply, AS_SCHOOL_AREA), 0);
}

/* --- reading --- */

static bool read_code(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_SCHOOL];
    struct apply_school *school = &apply->school;
    switch (apply_text_read(apply, text, &school->school)) {
    case APPLY_EMPTY:
        return apply_complain(apply, text, FAULT_EMPTY_CELL, span_of(""));
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    struct span code = school->school.code;
    school->id =
        newcomers_school(apply->observe->newcomers, code.data, code.len);
    return school->id != 0 || cell_check_code(code) ||
           apply_complain(apply, text, FAULT_BAD_CODE, code);
}

/* The school's name has a column of its own, or is part of the code's. */
static bool read_name(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_SCHOOL_NAME];
    const struct rewrite *code_rewrite = apply->singles[AS_SCHOOL].rewrite;
    struct apply_school *school = &apply->school;
    if (apply_text_read(apply, text, &school->name) == APPLY_BAD) {
        return false;
    }
    if (school->name.code.len == 0 && code_rewrite != NULL &&
        code_rewrite->name_template != NULL) {
        school->name.code = school->school.name;
    }
    return cell_check_text(school->name.code) ||
           apply_complain(apply, text, FAULT_BAD_TEXT, school->name.code);
}

static bool read_area(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_SCHOOL_AREA];
    struct rewritten *area = &apply->school.area;
    apply->school.area_id = 0;
    switch (apply_text_read(apply, text, area)) {
    case APPLY_EMPTY:
        return true;
    case APPLY_BAD:
        return false;
    case APPLY_GOOD:
        break;
    }
    apply->school.area_id = newcomers_area(apply->observe->newcomers,
                                           area->code.data, area->code.len);
    if (apply->school.area_id != 0) {
        return true;
    }
    if (!cell_check_code(area->code)) {
        return apply_complain(apply, text, FAULT_BAD_CODE, area->code);
    }
    if (!apply->profile->create_areas) {
        return apply_complain(apply, text, FAULT_UNKNOWN_AREA, area->code);
    }
    return cell_check_text(area->name) ||
           apply_complain(apply, text, FAULT_BAD_TEXT, area->name);
}

/* --- what the file says otherwise --- */

static bool is_name_of(struct span name, const char *zh, const char *en)
{
    return name.len == 0 || span_is(name, zh) || span_is(name, en);
}

static void compare_area(struct apply *apply)
{
    struct apply_school *school = &apply->school;
    const struct newcomers *newcomers = apply->observe->newcomers;
    const struct area *area = newcomers_area_row(newcomers, school->area_id);
    const struct rewrite *rewrite = apply->singles[AS_SCHOOL_AREA].rewrite;
    bool has_name = rewrite != NULL && rewrite->name_template != NULL;
    if (area != NULL && has_name &&
        !is_name_of(school->area.name, area->name_zh, area->name_en)) {
        apply_warn(apply, "area_name_differs", area->code);
    }
}

static void compare(struct apply *apply)
{
    struct apply_school *school = &apply->school;
    const struct newcomers *newcomers = apply->observe->newcomers;
    const struct school *row = newcomers_school_row(newcomers, school->id);
    if (!is_name_of(school->name.code, row->name_zh, row->name_en)) {
        apply_warn(apply, "name_differs", row->code);
    }
    if (school->area.code.len > 0 && school->area_id != row->area) {
        apply_warn(apply, "area_differs", row->code);
    }
}

/* --- a school that is new --- */

static bool may_create(struct apply *apply)
{
    const struct apply_text *text = &apply->singles[AS_SCHOOL];
    struct apply_school *school = &apply->school;
    if (!apply->profile->create_schools) {
        return apply_complain(apply, text, FAULT_UNKNOWN_SCHOOL,
                              school->school.code);
    }
    struct place at = {apply->row->line, text->header};
    int area = school->area_id != 0 ? school->area_id : apply->parent_area;
    return observe_scope(apply->observe, &at, school->school.code, 0, area);
}

bool apply_school_read(struct apply *apply)
{
    if (is_same(apply)) {
        apply->school.id = apply->school_text.id;
        return true;
    }
    apply->school_text.len = 0;
    bool good = read_code(apply);
    good = read_name(apply) && good;
    good = read_area(apply) && good;
    if (!good) {
        return false;
    }
    compare_area(apply);
    if (apply->school.id == 0) {
        return may_create(apply);
    }
    compare(apply);
    keep_recent(apply);
    return true;
}

static int create_area(struct apply *apply)
{
    char code[CATALOGUE_CODE_MAX + 1];
    char name[CATALOGUE_NAME_MAX + 1];
    span_copy(apply->school.area.code, code, sizeof(code));
    span_copy(apply->school.area.name, name, sizeof(name));
    const struct area row = {
        .parent = apply->parent_area,
        .code = code,
        .name_zh = name,
        .level = APPLY_AREA_LEVEL,
    };
    return newcomers_add_area(apply->observe->newcomers, &row);
}

static int create_school(struct apply *apply)
{
    struct apply_school *school = &apply->school;
    char code[CATALOGUE_CODE_MAX + 1];
    char name[CATALOGUE_NAME_MAX + 1];
    bool has_name = school->name.code.len > 0;
    span_copy(school->school.code, code, sizeof(code));
    span_copy(has_name ? school->name.code : school->school.code, name,
              sizeof(name));
    const struct school row = {
        .area = school->area_id,
        .code = code,
        .name_zh = name,
    };
    return newcomers_add_school(apply->observe->newcomers, &row);
}

static bool too_many(struct apply *apply, const char *what, const char *max)
{
    struct place at = {apply->row->line, NULL};
    const char *const args[3] = {what, max, max};
    return complain_with(apply->observe->complaints, &at, FAULT_TOO_MANY, args,
                         span_of(NULL));
}

bool apply_school_create(struct apply *apply)
{
    struct apply_school *school = &apply->school;
    if (school->id != 0) {
        return true;
    }
    if (school->area_id == 0) {
        school->area_id = school->area.code.len == 0 ? apply->parent_area
                                                     : create_area(apply);
    }
    if (school->area_id == 0) {
        return too_many(apply, "areas", "20000");
    }
    school->id = create_school(apply);
    if (school->id == 0) {
        return too_many(apply, "schools", "100000");
    }
    keep_recent(apply);
    return true;
}
