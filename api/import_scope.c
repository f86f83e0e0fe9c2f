#include "import_scope.h"

#include <string.h>

#include "platform/macros.h"

struct scope {
    struct reader_scope base;
    struct catalogue *catalogue;
    int schools[ACTOR_MAX_SCOPES];
    int school_count;
    const struct area *areas[ACTOR_MAX_SCOPES];
    int area_count;
};

static bool allows(const struct reader_scope *base, int school, int area)
{
    const struct scope *scope = (const struct scope *)(const void *)base;
    const struct area *place = catalogue_area_by_id(scope->catalogue, area);
    for (int i = 0; i < scope->school_count; i++) {
        if (scope->schools[i] == school) {
            return true;
        }
    }
    for (int i = 0; place != NULL && i < scope->area_count; i++) {
        if (area_contains(scope->areas[i], place)) {
            return true;
        }
    }
    return false;
}

const struct reader_scope *import_scope_new(struct arena *arena,
                                            const struct actor *actor,
                                            struct catalogue *catalogue)
{
    if (actor->role == ROLE_ADMIN) {
        return NULL;
    }
    struct scope *scope = arena_zalloc(arena, 1, sizeof(*scope));
    scope->base.allows = allows;
    scope->catalogue = catalogue_ref(catalogue);
    for (int i = 0; i < actor->school_count; i++) {
        const struct school *school = catalogue_school(
            catalogue, actor->schools[i], strlen(actor->schools[i]));
        if (school != NULL) {
            scope->schools[scope->school_count++] = school->id;
        }
    }
    for (int i = 0; i < actor->area_count; i++) {
        const struct area *area =
            catalogue_area(catalogue, actor->areas[i], strlen(actor->areas[i]));
        if (area != NULL) {
            scope->areas[scope->area_count++] = area;
        }
    }
    return &scope->base;
}

void import_scope_drop(const struct reader_scope *base)
{
    if (base != NULL) {
        const struct scope *scope = (const struct scope *)(const void *)base;
        catalogue_unref(scope->catalogue);
    }
}
