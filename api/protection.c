#include "protection.h"

#include <string.h>

#include "auth.h"
#include "model/catalogue.h"
#include "platform/arena.h"
#include "platform/buffer.h"

static bool is_outside(const struct config *config, const struct actor *actor)
{
    return actor->token_id == 0 ||
           (config->suppress_readers && actor->role == ROLE_READER);
}

const struct protection *protection_of(const struct config *config,
                                       const struct actor *actor,
                                       struct arena *arena)
{
    if (config->suppress_below == 0 || !is_outside(config, actor)) {
        return NULL;
    }
    struct protection *protection = arena_alloc(arena, sizeof(*protection));
    *protection = (struct protection){
        .below = config->suppress_below,
        /* A reload may change it while the answer is being made. */
        .units = arena_dup(arena, config->suppress_units),
    };
    return protection;
}

bool protection_covers(const struct protection *protection,
                       const struct indicator *indicator)
{
    const char *at = protection != NULL ? protection->units : "";
    size_t wanted = strlen(indicator->unit);
    while (*at != '\0') {
        size_t len = strcspn(at, ",");
        if (len == wanted && len > 0 && memcmp(at, indicator->unit, len) == 0) {
            return true;
        }
        at += len + (at[len] == ',' ? 1 : 0);
    }
    return false;
}

const char *protection_key(const struct protection *protection,
                           struct arena *arena)
{
    struct buffer text;
    if (protection == NULL) {
        return "";
    }
    buffer_init(&text, 0);
    buffer_printf(&text, "\nprotect=%d;%s", protection->below,
                  protection->units);
    const char *key = arena_copy(arena, text.data, text.len);
    buffer_fini(&text);
    return key;
}
