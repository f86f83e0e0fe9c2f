#include "formats/sdmx.h"

#include "platform/check.h"

struct sdmx_component *sdmx_add(struct sdmx_message *message,
                                enum sdmx_kind kind, const char *id,
                                struct words name)
{
    CHECK(message->count < SDMX_MAX_COMPONENTS);
    struct sdmx_component *component = &message->components[message->count++];
    *component = (struct sdmx_component){.id = id, .name = name, .kind = kind};
    if (kind == SDMX_DIMENSION) {
        message->dimensions++;
        CHECK(message->dimensions <= SDMX_MAX_DIMENSIONS);
    }
    return component;
}
