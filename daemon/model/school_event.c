#include "model/school_event.h"

#include <string.h>

static const char *const NAMES[] = {
    [EVENT_MERGE] = "merge",
    [EVENT_SPLIT] = "split",
    [EVENT_RENAME] = "rename",
    [EVENT_TRANSFER] = "transfer",
    [EVENT_CLOSE] = "close",
    [EVENT_OPEN] = "open",
    [EVENT_CHANGE_LEVEL] = "change_level",
};

const char *school_event_kind_name(enum school_event_kind kind)
{
    return NAMES[kind];
}

enum school_event_kind school_event_kind_parse(const char *name)
{
    int kind = 0;
    while (kind < EVENT_KINDS && strcmp(NAMES[kind], name) != 0) {
        kind++;
    }
    return (enum school_event_kind)kind;
}

bool school_event_moves(const struct school_event *event)
{
    return event->kind == EVENT_MERGE || event->kind == EVENT_SPLIT ||
           event->kind == EVENT_RENAME;
}
