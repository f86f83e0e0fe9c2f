#include "ingest/profile_column.h"

#include <stdio.h>
#include <string.h>

#include "ingest/cell_check.h"
#include "model/period.h"
#include "platform/macros.h"

static const char *const AS_NAMES[AS_COUNT] = {
    [AS_IGNORE] = "ignore",
    [AS_SCHOOL] = "school",
    [AS_SCHOOL_NAME] = "school_name",
    [AS_SCHOOL_AREA] = "school_area",
    [AS_INDICATOR] = "indicator",
    [AS_PERIOD] = "period",
    [AS_STATUS] = "status",
    [AS_NOTE] = "note",
    [AS_BASIS] = "basis",
    [AS_DIMENSION] = "dimension",
    [AS_VALUE] = "value",
    [AS_NUMERATOR] = "numerator",
    [AS_DENOMINATOR] = "denominator",
    [AS_RATE] = "rate",
};

const char *profile_as_name(enum profile_as as)
{
    return AS_NAMES[as];
}

bool profile_as_parse(const char *name, enum profile_as *as)
{
    for (int i = 0; i < AS_COUNT; i++) {
        if (strcmp(AS_NAMES[i], name) == 0) {
            *as = (enum profile_as)i;
            return true;
        }
    }
    return false;
}

static bool read_header(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    const char *text = NULL;
    if (!profile_read_text(read, item, &text)) {
        return false;
    }
    /* Headers of the file are trimmed too. */
    struct span trimmed = span_trim(span_of(text));
    column->header = arena_copy(read->arena, trimmed.data, trimmed.len);
    return trimmed.len > 0 ||
           profile_read_fault(read, item->path, "must not be empty");
}

static bool read_header_pattern(struct profile_read *read,
                                const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return profile_read_pattern(read, item, &column->header_pattern);
}

static bool read_as(struct profile_read *read, const struct profile_item *item,
                    void *target)
{
    struct profile_column *column = target;
    const char *text = json_text(item->value);
    return (text != NULL && profile_as_parse(text, &column->as)) ||
           profile_read_fault(read, item->path, "not a use of a column");
}

static bool read_dimension(struct profile_read *read,
                           const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return profile_read_code(read, item, &column->dimension);
}

static bool read_indicator(struct profile_read *read,
                           const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return profile_read_code(read, item, &column->indicator);
}

static bool read_period(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    int period = 0;
    /* With groups of the heading in it, it will be one: has_bad_period(). */
    return profile_read_text(read, item, &column->period) &&
           (strchr(column->period, '{') != NULL ||
            period_parse(column->period, strlen(column->period), &period) ||
            profile_read_fault(read, item->path, "not a period"));
}

static bool read_of(struct profile_read *read, const struct profile_item *item,
                    void *target)
{
    struct profile_column *column = target;
    const char *text = NULL;
    if (!profile_read_text(read, item, &text)) {
        return false;
    }
    struct span trimmed = span_trim(span_of(text));
    column->of = arena_copy(read->arena, trimmed.data, trimmed.len);
    return true;
}

static bool read_member(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    const char *dimension = json_name(item->value);
    const char *member = NULL;
    if (!cell_check_code(span_of(dimension))) {
        return profile_read_fault(read, item->path, "not a dimension");
    }
    if (!profile_read_text(read, item, &member)) {
        return false;
    }
    if (!cell_check_member(span_of(member))) {
        return profile_read_fault(read, item->path, "not a member's code");
    }
    column->members[column->member_count++] = (struct profile_member){
        arena_dup(read->arena, dimension),
        span_of(member),
    };
    return true;
}

static bool read_dimensions(struct profile_read *read,
                            const struct profile_item *item, void *target)
{
    static const struct profile_key MEMBER = {NULL, read_member};
    if (json_type(item->value) != JSON_TYPE_OBJECT) {
        return profile_read_fault(read, item->path, "must be an object");
    }
    return profile_read_each(read, item, CELLS_MAX_MEMBERS, &MEMBER, target);
}

static bool read_pattern(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return profile_read_pattern(read, item, &column->rewrite.pattern);
}

static bool read_template(struct profile_read *read,
                          const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return profile_read_text(read, item, &column->rewrite.code_template);
}

static bool read_name_template(struct profile_read *read,
                               const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return profile_read_text(read, item, &column->rewrite.name_template);
}

/* The entries behind each other in an array that has room for all. */
struct map_target {
    struct rewrite_entry *entries;
    size_t count;
};

static bool read_entry(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    struct map_target *map = target;
    const char *to = NULL;
    if (!profile_read_text(read, item, &to)) {
        return false;
    }
    map->entries[map->count++] = (struct rewrite_entry){
        span_of(arena_dup(read->arena, json_name(item->value))),
        span_of(to),
    };
    return true;
}

static bool read_map(struct profile_read *read, const struct profile_item *item,
                     void *target)
{
    static const struct profile_key ENTRY = {NULL, read_entry};
    struct profile_column *column = target;
    if (json_type(item->value) != JSON_TYPE_OBJECT) {
        return profile_read_fault(read, item->path, "must be an object");
    }
    struct map_target map = {
        .entries = arena_zalloc(read->arena, json_count(item->value) + 1,
                                sizeof(*map.entries)),
    };
    bool good = profile_read_each(read, item, REWRITE_MAP_MAX, &ENTRY, &map);
    column->rewrite.map = map.entries;
    column->rewrite.map_count = map.count;
    return good;
}

/* --- what only a form has --- */

static bool check_form(struct profile_read *read,
                       const struct profile_item *item)
{
    return read->form || profile_read_fault(read, item->path, "unknown");
}

static bool read_alias(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    struct profile_form_column *form = target;
    return profile_read_text(read, item, &form->aliases[form->alias_count++]);
}

static bool read_aliases(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    static const struct profile_key ALIAS = {NULL, read_alias};
    struct profile_column *column = target;
    if (json_type(item->value) != JSON_TYPE_ARRAY) {
        return profile_read_fault(read, item->path, "must be an array");
    }
    column->form.alias_count = 0;
    return check_form(read, item) &&
           profile_read_each(read, item, PROFILE_MAX_ALIASES, &ALIAS,
                             &column->form);
}

static bool read_unit(struct profile_read *read,
                      const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return check_form(read, item) &&
           profile_read_text(read, item, &column->form.unit);
}

static bool read_optional(struct profile_read *read,
                          const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return check_form(read, item) &&
           profile_read_bool(read, item, &column->form.optional);
}

static bool read_fill(struct profile_read *read,
                      const struct profile_item *item, void *target)
{
    struct profile_column *column = target;
    return check_form(read, item) &&
           profile_read_bool(read, item, &column->form.fill);
}

static const struct profile_key COLUMN_KEYS[] = {
    {"header", read_header},
    {"header_pattern", read_header_pattern},
    {"as", read_as},
    {"dimension", read_dimension},
    {"indicator", read_indicator},
    {"period", read_period},
    {"of", read_of},
    {"dimensions", read_dimensions},
    {"pattern", read_pattern},
    {"template", read_template},
    {"name_template", read_name_template},
    {"map", read_map},
    {"aliases", read_aliases},
    {"unit", read_unit},
    {"optional", read_optional},
    {"fill", read_fill},
    {NULL, NULL},
};

/* A check of a column as a whole: what it must not lack or have. */
struct column_rule {
    bool (*broken)(const struct profile_column *column);
    const char *why;
};

static bool lacks_header(const struct profile_column *column)
{
    return (column->header == NULL) == (column->header_pattern == NULL);
}

static bool lacks_as(const struct profile_column *column)
{
    return column->as == AS_COUNT;
}

static bool lacks_dimension(const struct profile_column *column)
{
    return column->as == AS_DIMENSION && column->dimension == NULL;
}

static bool has_stray_dimension(const struct profile_column *column)
{
    return column->as != AS_DIMENSION && column->dimension != NULL;
}

static bool has_stray_subject(const struct profile_column *column)
{
    bool has = column->indicator != NULL || column->period != NULL ||
               column->member_count > 0;
    return has && column->as < AS_VALUE;
}

static bool has_bad_template(const struct profile_column *column)
{
    const struct rewrite *rewrite = &column->rewrite;
    size_t groups =
        rewrite->pattern == NULL ? 0 : pattern_group_count(rewrite->pattern);
    return (rewrite->code_template != NULL &&
            !rewrite_template_ok(rewrite->code_template, groups)) ||
           (rewrite->name_template != NULL &&
            !rewrite_template_ok(rewrite->name_template, groups));
}

static bool lacks_denominator(const struct profile_column *column)
{
    return (column->as == AS_RATE) != (column->of != NULL);
}

static bool has_bad_period(const struct profile_column *column)
{
    if (column->period == NULL || strchr(column->period, '{') == NULL) {
        return false;
    }
    size_t groups = column->header_pattern == NULL
                        ? 0
                        : pattern_group_count(column->header_pattern);
    return column->header_pattern == NULL ||
           !rewrite_template_ok(column->period, groups);
}

static const struct column_rule COLUMN_RULES[] = {
    {lacks_header, "needs header or header_pattern, and not both"},
    {lacks_as, "needs \"as\""},
    {lacks_dimension, "needs \"dimension\""},
    {has_stray_dimension, "\"dimension\" is for as = dimension"},
    {has_stray_subject, "indicator, period and dimensions are for figures"},
    {lacks_denominator, "\"of\" names the denominator of as = rate"},
    {has_bad_period, "period names a group that header_pattern lacks"},
    {has_bad_template, "a template names a group that the pattern lacks"},
};

bool profile_column_read(struct profile_read *read,
                         const struct profile_item *item,
                         struct profile_column *column)
{
    column->as = AS_COUNT;
    if (!profile_read_object(read, item, COLUMN_KEYS, column)) {
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < ARRAY_LEN(COLUMN_RULES); i++) {
        if (COLUMN_RULES[i].broken(column)) {
            good = profile_read_fault(read, item->path, COLUMN_RULES[i].why);
        }
    }
    return good;
}
